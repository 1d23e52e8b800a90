-- The weight of each thing said in each cell, beside the accounts of the whole tally.
SELECT cell, thing, aspect, part, sum(weight) AS weight, any_value(accounts) AS accounts
FROM weighed
JOIN (
    SELECT cell, thing, aspect, least(count(DISTINCT seller), count(DISTINCT buyer)) AS accounts
    FROM weighed
    GROUP BY cell, thing, aspect
) USING (cell, thing, aspect)
GROUP BY cell, thing, aspect, part
ORDER BY cell, thing, aspect, part
