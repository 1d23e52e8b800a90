-- What each deal says ("said": one row a deal, thing and aspect) in each of its cells, with its weight in millionths of
-- a millionth: one over the number of deals that the more active of its two accounts has in this tally.
CREATE OR REPLACE VIEW weighed AS
SELECT *, (1000000000000 + activity // 2) // activity AS weight
FROM (
    SELECT cell, thing, aspect, part, seller, buyer,
        greatest(
            count(*) OVER (PARTITION BY cell, thing, aspect, seller),
            count(*) OVER (PARTITION BY cell, thing, aspect, buyer)
        ) AS activity
    FROM said
    JOIN members USING (deal)
)
