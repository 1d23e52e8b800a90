-- Every cell that a deal counts in: each category of its chain by each region above it, with and without its size; and
-- each category by its years. Of sources that are not public also the rests (ending in "-"): the deals of a cell that
-- are in none of the narrower ones, which tell what subtracting would leave; never two rests in one cell.
CREATE TABLE cells AS
WITH profiles AS (SELECT DISTINCT source, public, category, region, size, years FROM deals),
regions AS (
    SELECT region AS own, region AS level, false AS rest FROM profiles
    UNION
    SELECT region, left(region, 2), false FROM profiles
    UNION
    SELECT region, '', false FROM profiles
    UNION
    SELECT region, region || '-', true FROM profiles WHERE region NOT LIKE '%-%'
),
sizes AS (
    SELECT size AS own, size AS level, false AS rest FROM profiles
    UNION
    SELECT size, '', false FROM profiles
    UNION
    SELECT '', '-', true
),
spans AS (
    SELECT years AS own, years AS level, false AS rest FROM profiles WHERE years <> ''
    UNION
    SELECT '', '-', true
),
levels AS (
    SELECT p.*, c.level AS in_category, r.level AS in_region, s.level AS in_size, '' AS in_years,
        CAST(c.rest AS INT) + CAST(r.rest AS INT) + CAST(s.rest AS INT) AS rests
    FROM profiles p
    JOIN categories c ON c.own = p.category
    JOIN regions r ON r.own = p.region
    JOIN sizes s ON s.own = p.size
    UNION ALL
    SELECT p.*, c.level, '', '', y.level, CAST(c.rest AS INT) + CAST(y.rest AS INT)
    FROM profiles p
    JOIN categories c ON c.own = p.category
    JOIN spans y ON y.own = p.years
)
SELECT
    CAST(dense_rank() OVER (ORDER BY source, in_category, in_region, in_size, in_years) AS INT) AS cell,
    *
FROM levels
WHERE rests = 0 OR (rests = 1 AND NOT public);

CREATE TABLE members AS
SELECT cells.cell, deals.id AS deal, deals.seller, deals.buyer
FROM deals
JOIN cells USING (source, category, region, size, years)
