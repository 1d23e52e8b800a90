-- One row a deal. What describes a deal may stand on any of its rows, but only one thing; of dates the latest counts.
-- The contracts of a public source are accounts of their own, so that each weighs 1; a side without an account is one account.
CREATE TABLE deals AS
WITH described AS (
    SELECT
        source,
        deal,
        max(seller) AS seller,
        max(buyer) AS buyer,
        max(category) AS category,
        max(region) AS region,
        max("date") AS signed,
        max(deal_size) AS deal_size,
        coalesce(max(currency), $currency) AS currency,
        max(rate) AS rate,
        CASE
            WHEN min(seller) <> max(seller) THEN 'sellers'
            WHEN min(buyer) <> max(buyer) THEN 'buyers'
            WHEN min(category) <> max(category) THEN 'categories'
            WHEN min(region) <> max(region) THEN 'regions'
            WHEN min(deal_size) <> max(deal_size) THEN 'sizes'
            WHEN min(currency) <> max(currency) THEN 'currencies'
            WHEN min(rate) <> max(rate) THEN 'rates'
        END AS conflict
    FROM observations
    GROUP BY source, deal
),
numbered AS (
    SELECT
        CAST(row_number() OVER (ORDER BY source, deal) AS INT) AS id,
        CAST(dense_rank() OVER (ORDER BY seller NULLS FIRST) AS INT) AS seller_number,
        CAST(dense_rank() OVER (ORDER BY buyer NULLS FIRST) AS INT) AS buyer_number,
        *
    FROM described
)
SELECT
    id,
    source,
    deal,
    public,
    CASE WHEN public THEN id ELSE seller_number END AS seller,
    CASE WHEN public THEN id ELSE buyer_number END AS buyer,
    category,
    coalesce(code, region, '') AS region,
    coalesce(band, '') AS size,
    CASE WHEN signed IS NULL THEN '' WHEN CAST(left(signed, 4) AS INT) < $window_cut THEN $before ELSE $since END AS years,
    signed,
    currency,
    rate,
    conflict
FROM numbered
JOIN sources USING (source)
LEFT JOIN places USING (region)
LEFT JOIN bands ON currency = $currency AND deal_size >= lower_bound AND (deal_size < upper_bound OR upper_bound IS NULL)
