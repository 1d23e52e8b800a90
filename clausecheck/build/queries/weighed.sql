-- What each deal says ("said": one row a deal, thing and aspect) in each of its cells, with its weight in millionths of
-- a millionth: one over the number of deals that the more active of its two accounts has in this tally.
DROP VIEW IF EXISTS weighed;

DROP TABLE IF EXISTS things;

DROP TABLE IF EXISTS spread;

DROP TABLE IF EXISTS sellers;

DROP TABLE IF EXISTS buyers;

CREATE TABLE things AS
SELECT CAST(row_number() OVER (ORDER BY thing, aspect) AS INT) AS number, thing, aspect
FROM (SELECT DISTINCT thing, aspect FROM said) AS every_thing;

CREATE TABLE spread AS
SELECT cell, number, part, seller, buyer
FROM said
JOIN things USING (thing, aspect)
JOIN members USING (deal);

CREATE TABLE sellers AS
SELECT cell, number, seller, CAST(count(*) AS INT) AS of_seller
FROM spread
GROUP BY cell, number, seller;

CREATE TABLE buyers AS
SELECT cell, number, buyer, CAST(count(*) AS INT) AS of_buyer
FROM spread
GROUP BY cell, number, buyer;

CREATE VIEW weighed AS
SELECT cell, number, part, seller, buyer, (1000000000000 + activity // 2) // activity AS weight
FROM (
    SELECT cell, number, part, seller, buyer, greatest(of_seller, of_buyer) AS activity
    FROM spread
    JOIN sellers USING (cell, number, seller)
    JOIN buyers USING (cell, number, buyer)
) AS active
