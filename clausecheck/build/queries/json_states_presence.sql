-- A row where any line of a JSON Lines file has the column "present".
SELECT 1
FROM read_ndjson_objects($path, format = 'newline_delimited')
WHERE json_exists(json, '$.present')
LIMIT 1
