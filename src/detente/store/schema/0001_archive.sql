-- The archive, first version. Records are kept whole as JSON (column "record"); the other columns repeat what
-- questions are asked by. The days in published, start and end are ISO dates of any precision.

PRAGMA application_id = 1145394260; -- "DETT": tells an archive from other SQLite files

CREATE TABLE runs (
    id INTEGER PRIMARY KEY,
    started TEXT NOT NULL,
    finished TEXT,
    version TEXT NOT NULL,
    report TEXT
);

CREATE TABLE articles (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    run INTEGER REFERENCES runs (id),
    published TEXT,
    outlet TEXT NOT NULL,
    language TEXT NOT NULL,
    kind TEXT NOT NULL,
    source TEXT NOT NULL,
    url TEXT NOT NULL,
    near_copy_of TEXT REFERENCES articles (id),
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    record TEXT NOT NULL -- without text and raw page
);
CREATE INDEX articles_published ON articles (published, id);
CREATE INDEX articles_source ON articles (source);
CREATE INDEX articles_copies ON articles (near_copy_of) WHERE near_copy_of IS NOT NULL;

CREATE TABLE pages (
    article TEXT PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
    raw BLOB NOT NULL -- zlib of the UTF-8 page as it came
);

-- By what near-copies of an article are told, in the order of writing; copies have none.
CREATE TABLE sketches (
    seq INTEGER PRIMARY KEY,
    article TEXT NOT NULL UNIQUE REFERENCES articles (id) ON DELETE CASCADE,
    sketch BLOB NOT NULL
);

CREATE TABLE statements (
    id TEXT PRIMARY KEY,
    article TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    position INTEGER NOT NULL, -- in the article, from 0
    frame TEXT NOT NULL,
    event TEXT NOT NULL,
    status TEXT NOT NULL,
    symmetric INTEGER NOT NULL,
    start TEXT,
    "end" TEXT,
    quad INTEGER NOT NULL,
    score REAL NOT NULL,
    confidence REAL NOT NULL,
    coder TEXT NOT NULL,
    quote TEXT NOT NULL,
    record TEXT NOT NULL
);
CREATE UNIQUE INDEX statements_article ON statements (article, position);
CREATE INDEX statements_event ON statements (event, status);
CREATE INDEX statements_coder ON statements (coder);

CREATE TABLE statement_actors (
    statement TEXT NOT NULL REFERENCES statements (id) ON DELETE CASCADE,
    side TEXT NOT NULL CHECK (side IN ('source', 'target')),
    position INTEGER NOT NULL,
    country TEXT NOT NULL,
    sector TEXT NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (statement, side, position)
) WITHOUT ROWID;
CREATE INDEX statement_actors_country ON statement_actors (country, sector, side, statement);
CREATE INDEX statement_actors_name ON statement_actors (name COLLATE NOCASE, country);

CREATE TABLE attributions (
    article TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    stance TEXT NOT NULL,
    record TEXT NOT NULL,
    PRIMARY KEY (article, position)
) WITHOUT ROWID;

CREATE TABLE episodes (
    id TEXT PRIMARY KEY,
    frame TEXT NOT NULL,
    event TEXT NOT NULL,
    status TEXT NOT NULL,
    symmetric INTEGER NOT NULL,
    start TEXT,
    "end" TEXT,
    reported TEXT, -- day of the first report, for episodes that the texts do not date
    quad INTEGER NOT NULL,
    score REAL NOT NULL,
    record TEXT NOT NULL
);
CREATE INDEX episodes_start ON episodes (start, id);

CREATE TABLE episode_actors (
    episode TEXT NOT NULL REFERENCES episodes (id) ON DELETE CASCADE,
    side TEXT NOT NULL CHECK (side IN ('source', 'target')),
    position INTEGER NOT NULL,
    country TEXT NOT NULL,
    sector TEXT NOT NULL,
    PRIMARY KEY (episode, side, position)
) WITHOUT ROWID;
CREATE INDEX episode_actors_country ON episode_actors (country, sector, side, episode);

CREATE TABLE episode_statements (
    episode TEXT NOT NULL REFERENCES episodes (id) ON DELETE CASCADE,
    statement TEXT NOT NULL REFERENCES statements (id) ON DELETE CASCADE,
    PRIMARY KEY (episode, statement)
) WITHOUT ROWID;
CREATE INDEX episode_statements_statement ON episode_statements (statement);

CREATE TABLE skipped (
    source TEXT NOT NULL,
    reason TEXT NOT NULL,
    remedy TEXT NOT NULL,
    failed INTEGER NOT NULL,
    run INTEGER REFERENCES runs (id),
    PRIMARY KEY (source, reason)
);

-- One row: up to which article the episodes have been linked.
CREATE TABLE linked (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    seq INTEGER NOT NULL
);
INSERT INTO linked VALUES (1, 0);

CREATE VIRTUAL TABLE search USING fts5 (
    title, text, content = 'articles', content_rowid = 'seq', tokenize = 'porter unicode61 remove_diacritics 2'
);
CREATE TRIGGER search_insert AFTER INSERT ON articles BEGIN
    INSERT INTO search (rowid, title, text) VALUES (new.seq, new.title, new.text);
END;
CREATE TRIGGER search_delete AFTER DELETE ON articles BEGIN
    INSERT INTO search (search, rowid, title, text) VALUES ('delete', old.seq, old.title, old.text);
END;
CREATE TRIGGER search_update AFTER UPDATE OF title, text ON articles BEGIN
    INSERT INTO search (search, rowid, title, text) VALUES ('delete', old.seq, old.title, old.text);
    INSERT INTO search (rowid, title, text) VALUES (new.seq, new.title, new.text);
END;
