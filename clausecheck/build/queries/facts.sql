-- What the observations say about a deal, by the deal's number.
CREATE TABLE facts AS
SELECT
    deals.id AS deal,
    clause_type,
    present,
    term,
    unit,
    "value",
    "name",
    direction,
    proposed_by,
    outcome,
    round
FROM observations
JOIN deals ON deals.source = observations.source AND deals.deal = observations.deal
