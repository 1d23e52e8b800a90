-- What the settings and the taxonomy say: which sources are public; bands of deal sizes; the categories that a category
-- counts in, and of one with others below it the rest; and regions that are counted under another code.
CREATE TABLE sources (source VARCHAR, public BOOLEAN);
CREATE TABLE bands (band VARCHAR, lower_bound BIGINT, upper_bound BIGINT);
CREATE TABLE categories (own category_id, level VARCHAR, rest BOOLEAN);
CREATE TABLE places (region VARCHAR, code VARCHAR);
