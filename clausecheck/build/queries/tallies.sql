-- The weight of each thing said in each cell, beside the accounts of the whole tally.
WITH of_sellers AS (SELECT cell, number, count(*) AS accounts FROM sellers GROUP BY cell, number),
of_buyers AS (SELECT cell, number, count(*) AS accounts FROM buyers GROUP BY cell, number),
summed AS (SELECT cell, number, part, sum(weight) AS weight FROM weighed GROUP BY cell, number, part)
SELECT cell, thing, aspect, part, weight, least(of_sellers.accounts, of_buyers.accounts) AS accounts
FROM summed
JOIN things USING (number)
JOIN of_sellers USING (cell, number)
JOIN of_buyers USING (cell, number)
ORDER BY cell, thing, aspect, part
