-- Each deal's weight in each of its cells where every deal of the cell is in the sample.
CREATE OR REPLACE TABLE weights AS
SELECT cell, deal, seller, buyer, of_seller, of_buyer, (1000000000000 + activity // 2) // activity AS weight
FROM (SELECT *, greatest(of_seller, of_buyer) AS activity FROM (
    SELECT *,
        count(*) OVER (PARTITION BY cell, seller) AS of_seller,
        count(*) OVER (PARTITION BY cell, buyer) AS of_buyer
    FROM members
))
