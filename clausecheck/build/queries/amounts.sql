-- Of rates: what the two largest accounts hold of the sum, by the side where they hold more. In ten-thousandths of the
-- currency times a weight, whole numbers, so that the order of adding does not matter.
WITH held AS (
    SELECT cell, thing, aspect, seller, buyer, CAST(round(part * 10000) AS HUGEINT) * weight AS amount
    FROM weighed
    JOIN things USING (number)
    WHERE thing = 'rate'
),
sides AS (
    SELECT cell, thing, aspect, 'seller' AS side, seller AS account, sum(amount) AS amount
    FROM held GROUP BY cell, thing, aspect, seller
    UNION ALL
    SELECT cell, thing, aspect, 'buyer', buyer, sum(amount)
    FROM held GROUP BY cell, thing, aspect, buyer
),
ranked AS (
    SELECT *, row_number() OVER (PARTITION BY cell, thing, aspect, side ORDER BY amount DESC, account) AS place
    FROM sides
)
SELECT cell, thing, aspect,
    max(CASE WHEN place = 1 THEN amount END) AS largest,
    coalesce(max(CASE WHEN place = 2 THEN amount END), 0) AS second,
    sum(CASE WHEN side = 'seller' THEN amount END) AS total
FROM ranked
GROUP BY cell, thing, aspect
