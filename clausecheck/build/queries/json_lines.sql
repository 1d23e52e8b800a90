-- The lines of a JSON Lines file: the known columns as texts, and what is wrong with a line as a whole.
SELECT
    json_extract_string(json, $columns) AS found,
    CASE
        WHEN json_type(json) <> 'OBJECT' THEN 'not an object'
        WHEN NOT list_has_all($columns, json_keys(json)) THEN 'unknown column ' || shown(list_filter(
            json_keys(json), lambda key: NOT list_contains($columns, key)
        )[1])
        WHEN list_has_any(json_type(json, $places), ['OBJECT', 'ARRAY']) THEN 'a list or an object where a cell should be'
    END AS malformed
FROM read_ndjson_objects($path, format = 'newline_delimited')
