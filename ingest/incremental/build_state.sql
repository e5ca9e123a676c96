-- What a build leaves for the next one: what resolution knew of each description, name and thing.
-- A mark is explained in marks.py; lists of numbers are packed, little end first.

CREATE TABLE fact (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE document (
    id INTEGER PRIMARY KEY,
    sha256 TEXT NOT NULL,
    part INTEGER NOT NULL,
    source TEXT NOT NULL,  -- JSON: the name of the file
    header TEXT NOT NULL,  -- JSON: the summary without its names
    names BLOB NOT NULL,   -- the numbers of its names
    family INTEGER NOT NULL,
    plan TEXT NOT NULL,    -- JSON
    current INTEGER NOT NULL,
    UNIQUE (sha256, part)
);

-- A description with all its versions.
CREATE TABLE family (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,  -- JSON
    thing INTEGER NOT NULL,
    marks BLOB NOT NULL,
    tries BLOB NOT NULL        -- hashes of the last parts of IRIs that were tried
);

CREATE TABLE name (
    id INTEGER PRIMARY KEY,
    employer TEXT NOT NULL,  -- JSON
    use TEXT NOT NULL,  -- JSON
    hash INTEGER NOT NULL,
    live INTEGER NOT NULL,
    total INTEGER NOT NULL,
    first_sha256 TEXT NOT NULL,
    documents BLOB NOT NULL,  -- the numbers of those that use it
    thing INTEGER NOT NULL,   -- what it was joined to
    meaning INTEGER NOT NULL, -- what a document means by it; nearly always the same
    marks BLOB NOT NULL
);

-- What names and descriptions were joined to.
CREATE TABLE thing (
    id INTEGER PRIMARY KEY,
    iri TEXT NOT NULL,
    key TEXT NOT NULL,     -- JSON: the key that stands for it
    entity TEXT NOT NULL,  -- JSON
    shapes BLOB NOT NULL,  -- hashes of its shapes, if it may be in a pair
    tries BLOB NOT NULL    -- hashes of the IRIs that were tried
);

-- By hash: names (family: the number below zero), things by shape, things (families) by tries.
CREATE TABLE mark (hash INTEGER, member INTEGER, PRIMARY KEY (hash, member)) WITHOUT ROWID;
CREATE TABLE shape (hash INTEGER, thing INTEGER, PRIMARY KEY (hash, thing)) WITHOUT ROWID;
CREATE TABLE try (hash INTEGER, owner INTEGER, PRIMARY KEY (hash, owner)) WITHOUT ROWID;

-- Things of which a text names one and does not say which.
CREATE TABLE unclear (first INTEGER, second INTEGER, PRIMARY KEY (first, second)) WITHOUT ROWID;
