-- For each type that a source counts, in each of its cells: the weight of the sample and of the deals that have it.
WITH counted AS (
    SELECT DISTINCT source, clause_type
    FROM presence JOIN deals ON deals.id = presence.deal
    WHERE present IS NOT NULL
),
samples AS (
    SELECT cell, sum(weight) AS weight, count(DISTINCT seller) AS sellers, count(DISTINCT buyer) AS buyers
    FROM weights
    GROUP BY cell
),
having_it AS (
    SELECT cell, clause_type, sum(weight) AS weight
    FROM presence JOIN weights USING (deal)
    WHERE present
    GROUP BY cell, clause_type
),
changed AS (
    SELECT cell, clause_type, sum(difference) AS sampled, coalesce(sum(CASE WHEN present THEN difference END), 0) AS having_it
    FROM changes LEFT JOIN presence USING (deal, clause_type)
    GROUP BY cell, clause_type
),
gone AS (
    SELECT cell, clause_type,
        count(DISTINCT CASE WHEN seller_left = 0 THEN seller END) AS sellers,
        count(DISTINCT CASE WHEN buyer_left = 0 THEN buyer END) AS buyers
    FROM (
        SELECT cell, clause_type, seller, buyer,
            of_seller - count(*) OVER (PARTITION BY cell, clause_type, seller) AS seller_left,
            of_buyer - count(*) OVER (PARTITION BY cell, clause_type, buyer) AS buyer_left
        FROM presence JOIN weights USING (deal)
        WHERE present IS NULL
    ) AS missing
    GROUP BY cell, clause_type
)
SELECT
    located.cell,
    counted.clause_type AS thing,
    samples.weight + coalesce(changed.sampled, 0) AS sampled,
    least(samples.sellers - coalesce(gone.sellers, 0), samples.buyers - coalesce(gone.buyers, 0)) AS accounts,
    coalesce(having_it.weight, 0) + coalesce(changed.having_it, 0) AS having_it
FROM (SELECT DISTINCT cell, source FROM cells) AS located
JOIN counted USING (source)
JOIN samples USING (cell)
LEFT JOIN having_it USING (cell, clause_type)
LEFT JOIN changed USING (cell, clause_type)
LEFT JOIN gone USING (cell, clause_type)
WHERE samples.weight + coalesce(changed.sampled, 0) > 0
ORDER BY located.cell, thing
