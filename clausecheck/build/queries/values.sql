-- One value of a term a deal: the most frequent, then the smallest.
SELECT deal, CAST(term AS VARCHAR) AS thing, CAST(unit AS VARCHAR) AS aspect, "value" AS part
FROM (
    SELECT deal, term, unit, "value",
        row_number() OVER (PARTITION BY deal, term, unit ORDER BY count(*) DESC, "value") AS place
    FROM facts
    WHERE "value" IS NOT NULL
    GROUP BY deal, term, unit, "value"
) AS ranked
WHERE place = 1
UNION ALL
SELECT id, 'rate', currency || '_per_hour', rate
FROM deals
WHERE rate IS NOT NULL
