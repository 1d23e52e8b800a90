-- One name of a term a deal: the most frequent, then the first in the alphabet.
SELECT deal, term AS thing, '' AS aspect, "name" AS part
FROM (
    SELECT deal, term, "name",
        row_number() OVER (PARTITION BY deal, term ORDER BY count(*) DESC, "name") AS place
    FROM facts
    WHERE "name" IS NOT NULL
    GROUP BY deal, term, "name"
) AS ranked
WHERE place = 1
