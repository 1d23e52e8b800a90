-- Each deal's weight in each of its cells where every deal of the cell is in the sample.
DROP TABLE IF EXISTS weights;

CREATE TABLE weights AS
SELECT cell, deal, seller, buyer, of_seller, of_buyer, (1000000000000 + activity // 2) // activity AS weight
FROM (
    SELECT *, greatest(of_seller, of_buyer) AS activity
    FROM (
        SELECT *,
            CAST(count(*) OVER (PARTITION BY cell, seller) AS INT) AS of_seller,
            CAST(count(*) OVER (PARTITION BY cell, buyer) AS INT) AS of_buyer
        FROM members
    ) AS counted
) AS active
