CREATE TABLE owner (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    account TEXT NOT NULL,
    side TEXT NOT NULL CHECK (side IN ('seller', 'buyer'))
);

CREATE TABLE deal (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    sha256 TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    date TEXT NOT NULL,
    category TEXT NOT NULL,
    region TEXT NOT NULL,
    own TEXT NOT NULL,
    other TEXT NOT NULL,
    partial INTEGER NOT NULL CHECK (partial IN (0, 1))
);

CREATE TABLE clause (
    deal INTEGER NOT NULL REFERENCES deal ON DELETE CASCADE,
    type TEXT NOT NULL,
    direction TEXT NOT NULL CHECK (direction IN ('seller', 'buyer', 'both', 'unknown')),
    PRIMARY KEY (deal, type)
) WITHOUT ROWID;

CREATE TABLE term (
    deal INTEGER NOT NULL REFERENCES deal ON DELETE CASCADE,
    name TEXT NOT NULL,
    unit TEXT NOT NULL,
    binds TEXT NOT NULL CHECK (binds IN ('seller', 'buyer', 'both', 'unknown')),
    value NOT NULL CHECK (typeof(value) IN ('real', 'integer', 'text')),
    PRIMARY KEY (deal, name, unit, binds)
) WITHOUT ROWID;
