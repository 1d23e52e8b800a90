-- Of rates: what the two largest accounts hold of the sum, by the side where they hold more. In ten-thousandths of the
-- currency times a weight, whole numbers, so that the order of adding does not matter.
WITH held AS (
    SELECT cell, thing, aspect, seller, buyer, CAST(round(part * 10000) AS HUGEINT) * weight AS amount
    FROM weighed
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
    max(amount) FILTER (place = 1) AS largest,
    coalesce(max(amount) FILTER (place = 2), 0) AS second,
    sum(amount) FILTER (side = 'seller') AS total
FROM ranked
GROUP BY cell, thing, aspect
