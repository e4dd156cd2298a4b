-- What linking has settled: which reports are of one happening, and where to look for those that a new one may belong to.
-- All of it can be made anew from the statements.

ALTER TABLE linked ADD COLUMN rules TEXT NOT NULL DEFAULT ''; -- by which rules the episodes were made

CREATE TABLE settled (
    number INTEGER PRIMARY KEY,
    place TEXT NOT NULL UNIQUE, -- in the order in which reports are settled
    statement TEXT NOT NULL UNIQUE REFERENCES statements (id),
    leader INTEGER NOT NULL, -- the report that leads its group
    odds REAL NOT NULL -- that it belongs there
);
CREATE INDEX settled_leader ON settled (leader);

CREATE TABLE shelf_names (
    shelf INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE, -- kind of happening and parties
    widest INTEGER NOT NULL -- the most days that a report on it covers
);
CREATE TABLE shelves (
    shelf INTEGER NOT NULL,
    low INTEGER NOT NULL, -- days, as ordinals
    report INTEGER NOT NULL,
    high INTEGER NOT NULL,
    leads INTEGER NOT NULL,
    PRIMARY KEY (shelf, low, report)
) WITHOUT ROWID;
CREATE INDEX shelves_report ON shelves (report);

-- Shelves from which what may have called off a plan was taken, since the episodes were linked last.
CREATE TABLE cleared (
    name TEXT NOT NULL,
    low INTEGER NOT NULL,
    high INTEGER NOT NULL
);
