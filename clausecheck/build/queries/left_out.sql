-- Deals that do not say whether they have a type are not in its sample. That changes the weight of the other deals of
-- their accounts: "of_seller" and "of_buyer" are then fewer. One row for each weight that changes, by how much.
DROP TABLE IF EXISTS changes;

CREATE TABLE changes AS
WITH missing AS (
    SELECT clause_type, cell, deal, seller, buyer
    FROM presence JOIN weights USING (deal)
    WHERE present IS NULL
),
fewer AS (
    SELECT clause_type, cell, deal, of_seller, of_buyer, weight, missed AS of_seller_missed, 0 AS of_buyer_missed
    FROM (SELECT clause_type, cell, seller, count(*) AS missed FROM missing GROUP BY clause_type, cell, seller) AS fewer_of_seller
    JOIN weights USING (cell, seller)
    UNION ALL
    SELECT clause_type, cell, deal, of_seller, of_buyer, weight, 0, missed
    FROM (SELECT clause_type, cell, buyer, count(*) AS missed FROM missing GROUP BY clause_type, cell, buyer) AS fewer_of_buyer
    JOIN weights USING (cell, buyer)
),
anew AS (
    SELECT clause_type, cell, deal, max(weight) AS weight,
        greatest(
            max(of_seller) - sum(of_seller_missed), max(of_buyer) - sum(of_buyer_missed)
        ) AS activity
    FROM fewer
    GROUP BY clause_type, cell, deal
)
SELECT clause_type, cell, deal,
    CASE WHEN missing.deal IS NOT NULL THEN 0 ELSE CAST((1000000000000 + activity // 2) // activity AS BIGINT) END - anew.weight
        AS difference
FROM anew
LEFT JOIN missing USING (clause_type, cell, deal)
