-- The dates between which the deals of each source lie. Of sources that are not public, the first and the last date that
-- so many accounts of either side reach, so that the ends are nobody's.
WITH reached AS (
    SELECT source, public, 'seller' AS side, seller AS account, min(signed) AS first_date, max(signed) AS last_date
    FROM deals WHERE signed IS NOT NULL GROUP BY source, public, seller
    UNION ALL
    SELECT source, public, 'buyer', buyer, min(signed), max(signed)
    FROM deals WHERE signed IS NOT NULL GROUP BY source, public, buyer
),
placed AS (
    SELECT *,
        CASE WHEN public THEN 1 ELSE $least END AS least,
        row_number() OVER (PARTITION BY source, side ORDER BY first_date) AS from_first,
        row_number() OVER (PARTITION BY source, side ORDER BY last_date DESC) AS from_last
    FROM reached
)
SELECT source,
    max(CASE WHEN from_first = least THEN first_date END) AS first_date,
    min(CASE WHEN from_last = least THEN last_date END) AS last_date
FROM placed
GROUP BY source
HAVING count(CASE WHEN from_first = least THEN 1 END) = 2
ORDER BY source
