-- The round in which a side's proposals of a type were settled.
SELECT deal, thing, aspect, CAST(round AS DOUBLE) AS part
FROM outcomes
WHERE round IS NOT NULL
