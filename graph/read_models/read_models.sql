-- The read models of a generation: what the graph says, laid out for the questions asked most.
-- Everything here is computed from the store and can be thrown away.

CREATE TABLE fact_of_build (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE node (
    id INTEGER PRIMARY KEY,
    iri TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    label TEXT NOT NULL,
    code TEXT,
    acronym TEXT,
    described INTEGER NOT NULL,
    generic INTEGER NOT NULL,
    unexpanded INTEGER NOT NULL,
    root INTEGER NOT NULL,
    current INTEGER NOT NULL  -- 0: only older versions of descriptions name it
);

CREATE TABLE name (
    folded TEXT NOT NULL,
    loose TEXT NOT NULL,
    node INTEGER NOT NULL,
    text TEXT NOT NULL,
    how TEXT NOT NULL,  -- label, name, acronym, former, code
    PRIMARY KEY (folded, node, how, text)
) WITHOUT ROWID;

CREATE TABLE property (
    node INTEGER NOT NULL,
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    datatype TEXT NOT NULL,
    iri TEXT NOT NULL,  -- "" for a literal
    PRIMARY KEY (node, name, value, datatype, iri)
) WITHOUT ROWID;

CREATE TABLE relation (id INTEGER PRIMARY KEY, name TEXT NOT NULL, iri TEXT NOT NULL UNIQUE);

CREATE TABLE edge (
    source INTEGER NOT NULL,
    relation INTEGER NOT NULL,
    target INTEGER NOT NULL,
    PRIMARY KEY (source, relation, target)
) WITHOUT ROWID;

-- Who stands above whom, one step: under direction of, part of, and (with the relation's number
-- made negative) from a unit to a post that heads it. Below is the same read the other way, with
-- those whom a post is said to supervise.
CREATE TABLE above (
    node INTEGER NOT NULL, relation INTEGER NOT NULL, other INTEGER NOT NULL,
    PRIMARY KEY (node, relation, other)
) WITHOUT ROWID;
CREATE TABLE below (
    node INTEGER NOT NULL, relation INTEGER NOT NULL, other INTEGER NOT NULL,
    PRIMARY KEY (node, relation, other)
) WITHOUT ROWID;

-- How many edges of a relation a node has in one direction.
CREATE TABLE degree (
    node INTEGER NOT NULL,
    incoming INTEGER NOT NULL,
    relation INTEGER NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (node, incoming, relation)
) WITHOUT ROWID;

CREATE TABLE version (
    id INTEGER PRIMARY KEY,
    iri TEXT NOT NULL UNIQUE,
    description TEXT NOT NULL,
    post INTEGER,
    label TEXT NOT NULL,
    source TEXT NOT NULL,
    part INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    issued TEXT,
    modified TEXT,
    current INTEGER NOT NULL
);

CREATE TABLE claim (
    id INTEGER PRIMARY KEY,
    iri TEXT NOT NULL,
    subject INTEGER NOT NULL,
    relation INTEGER NOT NULL,
    object INTEGER,  -- NULL where the object is a literal
    literal TEXT,
    quote TEXT NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    version INTEGER NOT NULL,
    section TEXT NOT NULL,
    rule TEXT NOT NULL,
    confidence REAL NOT NULL,
    qualifiers TEXT NOT NULL,  -- JSON, a list of pairs
    live INTEGER NOT NULL  -- 1: made by the current version of its description
);

-- What has to do with a program, agency or team, in the order in which it is listed.
CREATE TABLE touch (
    target INTEGER NOT NULL,
    label TEXT NOT NULL,
    subject INTEGER NOT NULL,
    how TEXT NOT NULL,
    start INTEGER NOT NULL,
    claim INTEGER NOT NULL,
    PRIMARY KEY (target, label, subject, how, start, claim)
) WITHOUT ROWID;

CREATE TABLE duty (
    version INTEGER NOT NULL,
    position INTEGER NOT NULL,
    iri TEXT NOT NULL,
    quote TEXT NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    PRIMARY KEY (version, position, iri)
) WITHOUT ROWID;

CREATE TABLE mention (
    id INTEGER PRIMARY KEY,
    iri TEXT NOT NULL,
    version INTEGER,
    kind TEXT NOT NULL,
    quote TEXT NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    node INTEGER,
    reason TEXT,
    candidates TEXT NOT NULL  -- JSON, a list of IRIs
);

CREATE TABLE finding (
    id INTEGER PRIMARY KEY,
    iri TEXT NOT NULL,
    version INTEGER,  -- NULL where several documents meet
    kind TEXT NOT NULL,
    message TEXT NOT NULL,
    quote TEXT NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL
);

-- Words are folded before they come here, as those of a search are.
CREATE VIRTUAL TABLE node_words USING fts5(
    label, names, content='', tokenize="unicode61", prefix='1 2 3'
);
CREATE VIRTUAL TABLE quote_words USING fts5(quote, content='', tokenize="unicode61");

-- Words of names and what is left of each after one letter is taken away: two words that are one
-- typing error apart share an entry.
CREATE TABLE near_word (shortened TEXT NOT NULL, word TEXT NOT NULL, PRIMARY KEY (shortened, word))
WITHOUT ROWID;
