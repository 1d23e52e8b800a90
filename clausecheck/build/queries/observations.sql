-- Text cells to one typed row an observation; "fault" says what is wrong with the row, null where nothing is.
-- What is put for CELLS reads a file: every column as text, empty cells as null, "malformed" where a row makes no sense.
-- Lists of words are types here: a join would lose the order of the rows, by which a fault is told.
INSERT INTO observations
WITH cells AS NOT MATERIALIZED (CELLS),
typed AS NOT MATERIALIZED (
    SELECT
        *,
        coalesce(source, $only_source) AS source_text,
        TRY_CAST(category AS category_id) AS category_known,
        TRY_CAST(clause_type AS clause_type_id) AS clause_type_known,
        TRY_CAST(term AS term_id) AS term_known,
        TRY_CAST(unit AS unit_id) AS unit_known,
        CASE WHEN regexp_full_match("date", $day) THEN left("date", 10) END AS date_known,
        CASE WHEN regexp_full_match(deal_size, $number) THEN TRY_CAST(deal_size AS DOUBLE) END AS deal_size_known,
        CASE WHEN regexp_full_match(rate, $number) THEN TRY_CAST(rate AS DOUBLE) END AS rate_known,
        CASE WHEN regexp_full_match("value", $number) THEN TRY_CAST("value" AS DOUBLE) END AS value_known,
        CASE WHEN regexp_full_match(round, '\d{1,3}(\.0+)?') THEN CAST(CAST(round AS DOUBLE) AS SMALLINT) END AS round_known,
        CASE WHEN lower(present) IN ('true', 't', 'yes', '1') THEN true
            WHEN lower(present) IN ('false', 'f', 'no', '0') THEN false END AS present_known
    FROM cells
)
SELECT
    source_text,
    deal,
    seller,
    buyer,
    category_known,
    region,
    date_known,
    deal_size_known,
    upper(currency),
    rate_known,
    clause_type_known,
    CASE WHEN $present_stated THEN present_known ELSE coalesce(outcome NOT IN ('proposed', 'removed'), true) END,
    CASE WHEN value_known IS NOT NULL OR "name" IS NOT NULL THEN term_known END,
    value_known,
    unit_known,
    "name",
    direction,
    proposed_by,
    outcome,
    round_known,
    CASE
        WHEN malformed IS NOT NULL THEN malformed
        WHEN deal IS NULL THEN 'no deal'
        WHEN category IS NULL THEN 'no category'
        WHEN clause_type IS NULL THEN 'no clause_type'
        WHEN source_text IS NULL THEN 'no source, and the settings list several'
        WHEN TRY_CAST(source_text AS source_id) IS NULL THEN 'unknown source ' || shown(source_text)
        WHEN category_known IS NULL THEN 'unknown category ' || shown(category)
        WHEN clause_type_known IS NULL THEN 'unknown clause type ' || shown(clause_type)
        WHEN greatest(length(deal), coalesce(length(seller), 0), coalesce(length(buyer), 0)) > 200
            THEN 'a deal or an account of more than 200 characters'
        WHEN region IS NOT NULL AND NOT regexp_full_match(region, '[A-Z]{2}(-[A-Z0-9]{1,3})?')
            THEN 'region ' || shown(region) || ' is no ISO 3166 code like US or US-NY'
        WHEN "date" IS NOT NULL
            AND TRY_CAST(date_known || right('-01-01', 10 - length(date_known)) AS DATE) IS NULL
            THEN 'date ' || shown("date") || ' is no date like 2026-01-31, 2026-01 or 2026'
        WHEN deal_size IS NOT NULL AND NOT coalesce(deal_size_known < 1e12, false)
            THEN 'deal_size ' || shown(deal_size) || ' is no number from 0 to a million million'
        WHEN currency IS NOT NULL AND NOT regexp_full_match(upper(currency), '[A-Z]{3}')
            THEN 'currency ' || shown(currency) || ' is no ISO 4217 code like USD'
        WHEN rate IS NOT NULL AND NOT coalesce(rate_known < 1e9, false)
            THEN 'rate ' || shown(rate) || ' is no number from 0 to a thousand million'
        WHEN $present_stated AND present IS NOT NULL AND present_known IS NULL
            THEN 'present ' || shown(present) || ' is neither true nor false'
        WHEN term IS NOT NULL AND term_known IS NULL THEN 'unknown term ' || shown(term)
        WHEN term IS NULL AND ("value" IS NOT NULL OR "name" IS NOT NULL) THEN 'a value or a name without a term'
        WHEN "value" IS NOT NULL AND NOT coalesce(value_known < 1e12, false)
            THEN 'value ' || shown("value") || ' is no number from 0 to a million million'
        WHEN "value" IS NOT NULL AND unit IS NULL THEN 'a value without a unit'
        WHEN unit IS NOT NULL AND unit_known IS NULL THEN 'unknown unit ' || shown(unit)
        WHEN "value" IS NOT NULL AND TRY_CAST(term || ' ' || unit AS measured_id) IS NULL
            THEN 'term ' || shown(term) || ' is not counted in ' || shown(unit)
        WHEN "name" IS NOT NULL AND TRY_CAST(term AS named_id) IS NULL
            THEN 'term ' || shown(term) || ' has no names'
        WHEN "name" IS NOT NULL AND (length("name") > 60 OR regexp_matches("name", '\p{C}'))
            THEN 'name ' || shown("name") || ' is longer than 60 characters or has invisible ones'
        WHEN direction IS NOT NULL AND direction NOT IN ('mutual', 'seller', 'buyer')
            THEN 'direction ' || shown(direction) || ' is not mutual, seller or buyer'
        WHEN proposed_by IS NOT NULL AND proposed_by NOT IN ('seller', 'buyer')
            THEN 'proposed_by ' || shown(proposed_by) || ' is not seller or buyer'
        WHEN outcome IS NOT NULL AND outcome NOT IN ('proposed', 'accepted', 'changed', 'removed')
            THEN 'outcome ' || shown(outcome) || ' is not proposed, accepted, changed or removed'
        WHEN outcome IS NOT NULL AND proposed_by IS NULL THEN 'an outcome without proposed_by'
        WHEN round IS NOT NULL AND round_known IS NULL THEN 'round ' || shown(round) || ' is no number from 0 to 999'
    END
FROM typed
