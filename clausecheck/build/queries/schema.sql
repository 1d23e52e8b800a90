-- Observations as read: one row an observation.
CREATE TABLE observations (
    source VARCHAR,
    deal VARCHAR,
    seller VARCHAR,
    buyer VARCHAR,
    category category_id,
    region VARCHAR,
    "date" VARCHAR,
    deal_size DOUBLE,
    currency VARCHAR,
    rate DOUBLE,
    clause_type clause_type_id,
    present BOOLEAN,
    term term_id,
    "value" DOUBLE,
    unit unit_id,
    "name" VARCHAR,
    direction VARCHAR,
    proposed_by VARCHAR,
    outcome VARCHAR,
    round SMALLINT,
    fault VARCHAR
);
CREATE MACRO shown(cell) AS '''' || left(cell, 40) || '''';
