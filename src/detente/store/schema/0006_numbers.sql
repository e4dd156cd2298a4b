-- Statements and episodes get running numbers, by which all other tables know them: new rows of these stand at the end,
-- where ids, which are random, would scatter them over the whole file. Texts (quote, record) stand last in a row.

DROP VIEW episode_ways;
DROP VIEW statement_ways;
DROP VIEW statement_places;
DROP TRIGGER counts_statement_insert;
DROP TRIGGER counts_statement_delete;
DROP TRIGGER lists_delete;
DROP TRIGGER quotes_insert;
DROP TRIGGER quotes_delete;
DROP TRIGGER pairs_insert;
DROP TRIGGER pairs_delete;
DROP TRIGGER sums_insert;
DROP TRIGGER sums_delete;
DROP TABLE quotes;
DROP INDEX statements_article;
DROP INDEX statements_event;
DROP INDEX statements_day;
DROP INDEX statements_order;
DROP INDEX statement_actors_country;
DROP INDEX statement_actors_name;
DROP INDEX statement_pairs_statement;
DROP INDEX episodes_day;
DROP INDEX episodes_time;
DROP INDEX episodes_order;
DROP INDEX episodes_newest;
DROP INDEX episode_actors_country;
DROP INDEX episode_statements_statement;
DROP INDEX episode_pairs_episode;
DROP INDEX settled_leader;
ALTER TABLE statements RENAME TO old_statements;
ALTER TABLE statement_actors RENAME TO old_statement_actors;
ALTER TABLE statement_pairs RENAME TO old_statement_pairs;
ALTER TABLE episodes RENAME TO old_episodes;
ALTER TABLE episode_actors RENAME TO old_episode_actors;
ALTER TABLE episode_statements RENAME TO old_episode_statements;
ALTER TABLE episode_pairs RENAME TO old_episode_pairs;
ALTER TABLE settled RENAME TO old_settled;

CREATE TABLE statements (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    article TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    position INTEGER NOT NULL, -- in the article, from 0
    frame TEXT NOT NULL,
    event TEXT NOT NULL,
    status TEXT NOT NULL,
    symmetric INTEGER NOT NULL,
    start TEXT,
    "end" TEXT,
    reported TEXT, -- when its article was published
    quad INTEGER NOT NULL,
    score REAL NOT NULL,
    confidence REAL NOT NULL,
    coder TEXT NOT NULL,
    day TEXT AS (coalesce(start, "end", reported, '')),
    last TEXT AS (coalesce("end", start, reported, '')),
    long INTEGER AS (length(day) < 7 OR substr(day, 1, 7) != substr(last, 1, 7)),
    quote TEXT NOT NULL,
    record TEXT NOT NULL
);
INSERT INTO statements (seq, id, article, position, frame, event, status, symmetric, start, "end", reported, quad, score,
        confidence, coder, quote, record)
    SELECT rowid, id, article, position, frame, event, status, symmetric, start, "end", reported, quad, score,
        confidence, coder, quote, record FROM old_statements ORDER BY rowid;
CREATE UNIQUE INDEX statements_article ON statements (article, position);
CREATE INDEX statements_day ON statements (long, day, last);
CREATE INDEX statements_order ON statements (seq, reported, article, position, confidence);

CREATE TABLE statement_actors (
    statement INTEGER NOT NULL REFERENCES statements (seq) ON DELETE CASCADE,
    side TEXT NOT NULL CHECK (side IN ('source', 'target')),
    position INTEGER NOT NULL,
    country TEXT NOT NULL,
    sector TEXT NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (statement, side, position)
) WITHOUT ROWID;
INSERT INTO statement_actors SELECT s.seq, a.side, a.position, a.country, a.sector, a.name
    FROM statements s CROSS JOIN old_statement_actors a ON a.statement = s.id;
CREATE INDEX statement_actors_country ON statement_actors (country, sector, side, statement);
CREATE INDEX statement_actors_name ON statement_actors (name COLLATE NOCASE, country);

CREATE TABLE statement_pairs (
    one TEXT NOT NULL, -- country codes; one = two of what happens inside a state
    two TEXT NOT NULL CHECK (one <= two),
    long INTEGER NOT NULL,
    day TEXT NOT NULL,
    statement INTEGER NOT NULL REFERENCES statements (seq) ON DELETE CASCADE,
    last TEXT NOT NULL,
    way INTEGER NOT NULL,
    event TEXT NOT NULL,
    status TEXT NOT NULL,
    PRIMARY KEY (one, two, long, day, statement)
) WITHOUT ROWID;
INSERT INTO statement_pairs SELECT p.one, p.two, p.long, p.day, s.seq, p.last, p.way, p.event, p.status
    FROM old_statement_pairs p CROSS JOIN statements s ON s.id = p.statement;
CREATE INDEX statement_pairs_statement ON statement_pairs (statement);

CREATE TABLE episodes (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    frame TEXT NOT NULL,
    event TEXT NOT NULL,
    status TEXT NOT NULL,
    symmetric INTEGER NOT NULL,
    start TEXT,
    "end" TEXT,
    reported TEXT, -- day of the first report, for episodes that the texts do not date
    quad INTEGER NOT NULL,
    score REAL NOT NULL,
    day TEXT AS (coalesce(start, "end", reported, '')),
    last TEXT AS (coalesce("end", start, reported, '')),
    long INTEGER AS (length(day) < 7 OR substr(day, 1, 7) != substr(last, 1, 7)),
    record TEXT NOT NULL
);
INSERT INTO episodes (seq, id, frame, event, status, symmetric, start, "end", reported, quad, score, record)
    SELECT rowid, id, frame, event, status, symmetric, start, "end", reported, quad, score, record
    FROM old_episodes ORDER BY rowid;
CREATE INDEX episodes_day ON episodes (long, day, last);
-- The orders in which episodes are shown: in time, and the latest first.
CREATE INDEX episodes_time ON episodes (start IS NULL, coalesce(start, ''), coalesce(reported, ''), id);
CREATE INDEX episodes_newest ON episodes (day, id, event, status, last);
CREATE INDEX episodes_order ON episodes (seq, start, reported, id);

CREATE TABLE episode_actors (
    episode INTEGER NOT NULL REFERENCES episodes (seq) ON DELETE CASCADE,
    side TEXT NOT NULL CHECK (side IN ('source', 'target')),
    position INTEGER NOT NULL,
    country TEXT NOT NULL,
    sector TEXT NOT NULL,
    PRIMARY KEY (episode, side, position)
) WITHOUT ROWID;
INSERT INTO episode_actors SELECT e.seq, a.side, a.position, a.country, a.sector
    FROM episodes e CROSS JOIN old_episode_actors a ON a.episode = e.id;

CREATE TABLE episode_statements (
    episode INTEGER NOT NULL REFERENCES episodes (seq) ON DELETE CASCADE,
    statement INTEGER NOT NULL REFERENCES statements (seq) ON DELETE CASCADE,
    PRIMARY KEY (episode, statement)
) WITHOUT ROWID;
INSERT INTO episode_statements SELECT e.seq, s.seq
    FROM episodes e CROSS JOIN old_episode_statements m ON m.episode = e.id CROSS JOIN statements s ON s.id = m.statement;
CREATE INDEX episode_statements_statement ON episode_statements (statement, episode);

-- Ordered by id, so that what is summed up is summed up in one order, whenever it was written.
CREATE TABLE episode_pairs (
    one TEXT NOT NULL,
    two TEXT NOT NULL CHECK (one <= two),
    long INTEGER NOT NULL,
    day TEXT NOT NULL,
    id TEXT NOT NULL,
    episode INTEGER NOT NULL REFERENCES episodes (seq) ON DELETE CASCADE,
    last TEXT NOT NULL,
    start TEXT,
    "end" TEXT,
    way INTEGER NOT NULL,
    frame TEXT NOT NULL,
    event TEXT NOT NULL,
    status TEXT NOT NULL,
    quad INTEGER NOT NULL,
    score REAL NOT NULL,
    PRIMARY KEY (one, two, long, day, id)
) WITHOUT ROWID;
INSERT INTO episode_pairs
    SELECT p.one, p.two, p.long, p.day, e.id, e.seq, p.last, p.start, p."end", p.way, p.frame, p.event, p.status, p.quad,
        p.score
    FROM old_episode_pairs p CROSS JOIN episodes e ON e.id = p.episode;
CREATE INDEX episode_pairs_episode ON episode_pairs (episode);

CREATE TABLE settled (
    number INTEGER PRIMARY KEY,
    place TEXT NOT NULL UNIQUE, -- in the order in which reports are settled
    statement INTEGER NOT NULL UNIQUE REFERENCES statements (seq),
    leader INTEGER NOT NULL, -- the report that leads its group
    odds REAL NOT NULL -- that it belongs there
);
INSERT INTO settled SELECT o.number, o.place, s.seq, o.leader, o.odds
    FROM old_settled o CROSS JOIN statements s ON s.id = o.statement ORDER BY o.number;
CREATE INDEX settled_leader ON settled (leader);

DROP TABLE old_settled;
DROP TABLE old_episode_pairs;
DROP TABLE old_episode_statements;
DROP TABLE old_episode_actors;
DROP TABLE old_episodes;
DROP TABLE old_statement_pairs;
DROP TABLE old_statement_actors;
DROP TABLE old_statements;

-- Which states a statement is between, and which way: 1, the one acts on the two; 2, the two on the one; 3, both alike.
-- Those who stand on one side are between each other if the sides are equal or nobody is acted on.
CREATE VIEW statement_ways AS
SELECT statement, one, two, max(way & 1) | max(way & 2) AS way FROM (
    SELECT x.statement AS statement, min(x.country, y.country) AS one, max(x.country, y.country) AS two, CASE
        WHEN x.country = y.country OR s.symmetric OR x.side = y.side THEN 3
        WHEN x.country < y.country THEN 1
        ELSE 2
        END AS way
    FROM statements s CROSS JOIN statement_actors x ON x.statement = s.seq
        CROSS JOIN statement_actors y ON y.statement = s.seq
    WHERE x.country != '' AND y.country != '' AND (
        x.side = 'source' AND y.side = 'target'
        OR x.country < y.country AND (
            s.symmetric
            OR NOT EXISTS (SELECT 1 FROM statement_actors t WHERE t.statement = s.seq AND t.side = 'target')))
) GROUP BY statement, one, two;

-- An episode is between the states that its statements are between, the way that its best words point.
CREATE VIEW episode_ways AS
SELECT l.episode AS episode, p.one AS one, p.two AS two, CASE
    WHEN e.symmetric THEN 3
    WHEN min(p.way) = max(p.way) THEN p.way
    ELSE (
        SELECT q.way FROM episode_statements m CROSS JOIN statements s ON s.seq = m.statement
            CROSS JOIN statement_pairs q ON q.statement = s.seq
        WHERE m.episode = l.episode AND q.one = p.one AND q.two = p.two
        ORDER BY s.status IN ('occurred', 'ongoing')
            AND substr(s.start, 1, length(s.reported)) > substr(s.reported, 1, length(s.start)),
            s.confidence DESC, coalesce(s.reported, '9999'), length(s.quote), s.id
        LIMIT 1
    ) END AS way
FROM episodes e CROSS JOIN episode_statements l ON l.episode = e.seq
    CROSS JOIN statement_pairs p ON p.statement = l.statement
GROUP BY l.episode, p.one, p.two;

-- Where a statement stands in its lists, and what they hold of it.
CREATE VIEW statement_places AS
SELECT s.seq AS statement, s.article AS article, s.symmetric AS symmetric,
    CAST(substr(replace(coalesce(s.reported, ''), '-', '') || '00000000', 1, 8) AS INTEGER) AS reported,
    substr(s.article, -10) AS mark, s.position AS position,
    (SELECT number FROM labels WHERE what = 'event' AND value = s.event) AS event,
    (SELECT number FROM labels WHERE what = 'status' AND value = s.status) AS status,
    (SELECT l.number FROM articles a CROSS JOIN labels l ON l.what = 'outlet' AND l.value = a.outlet
        WHERE a.id = s.article) AS outlet,
    CAST(round(s.confidence * 10000) AS INTEGER) AS confidence,
    CAST(substr(replace(s.day, '-', '') || '00000000', 1, 8) AS INTEGER) AS day,
    CASE s.last WHEN '' THEN 0
        ELSE CAST(substr(replace(s.last, '-', '') || '99999999', 1, 8) AS INTEGER) END AS last
FROM statements s;

CREATE TRIGGER lists_delete BEFORE DELETE ON statements BEGIN
    DELETE FROM lists WHERE (reported, mark, position, statement) = (
            SELECT reported, mark, position, statement FROM statement_places WHERE statement = old.seq)
        AND list IN (
            SELECT '' UNION SELECT country FROM statement_actors WHERE statement = old.seq
            UNION SELECT one || ' ' || two FROM statement_pairs WHERE statement = old.seq);
END;

CREATE VIRTUAL TABLE quotes USING fts5 (
    quote, content = 'statements', content_rowid = 'seq', tokenize = 'porter unicode61 remove_diacritics 2',
    columnsize = 0
);
INSERT INTO quotes (quotes) VALUES ('rebuild');
CREATE TRIGGER quotes_insert AFTER INSERT ON statements BEGIN
    INSERT INTO quotes (rowid, quote) VALUES (new.seq, new.quote);
END;
CREATE TRIGGER quotes_delete AFTER DELETE ON statements BEGIN
    INSERT INTO quotes (quotes, rowid, quote) VALUES ('delete', old.seq, old.quote);
END;

-- What coded a statement is kept as version/rule; the version counts.
CREATE TRIGGER counts_statement_insert AFTER INSERT ON statements BEGIN
    INSERT INTO counts VALUES ('event', new.event, 1),
        ('coder', substr(new.coder, 1, instr(new.coder || '/', '/') - 1), 1)
        ON CONFLICT DO UPDATE SET number = number + 1;
END;
CREATE TRIGGER counts_statement_delete AFTER DELETE ON statements BEGIN
    UPDATE counts SET number = number - 1 WHERE (what, value) IN
        (VALUES ('event', old.event), ('coder', substr(old.coder, 1, instr(old.coder || '/', '/') - 1)));
END;

CREATE TRIGGER pairs_insert AFTER INSERT ON episode_pairs BEGIN
    INSERT INTO pairs VALUES (new.one, new.two, 1) ON CONFLICT DO UPDATE SET episodes = episodes + 1;
END;
CREATE TRIGGER pairs_delete AFTER DELETE ON episode_pairs BEGIN
    UPDATE pairs SET episodes = episodes - 1 WHERE one = old.one AND two = old.two;
END;
CREATE TRIGGER sums_insert AFTER INSERT ON episode_pairs WHEN new.status IN ('occurred', 'ongoing') BEGIN
    INSERT INTO sums
        SELECT new.one, new.two, value, new.quad = 1, new.quad = 2, new.quad = 3, new.quad = 4,
            CAST(round(new.score * 1000) AS INTEGER), 1
        FROM (SELECT '' AS value UNION SELECT substr(new.day, 1, 4) UNION SELECT substr(new.day, 1, 7)) WHERE 1
        ON CONFLICT DO UPDATE SET quad1 = quad1 + excluded.quad1, quad2 = quad2 + excluded.quad2,
            quad3 = quad3 + excluded.quad3, quad4 = quad4 + excluded.quad4, score = score + excluded.score,
            episodes = episodes + 1;
END;
CREATE TRIGGER sums_delete AFTER DELETE ON episode_pairs WHEN old.status IN ('occurred', 'ongoing') BEGIN
    UPDATE sums SET quad1 = quad1 - (old.quad = 1), quad2 = quad2 - (old.quad = 2), quad3 = quad3 - (old.quad = 3),
        quad4 = quad4 - (old.quad = 4), score = score - CAST(round(old.score * 1000) AS INTEGER), episodes = episodes - 1
        WHERE one = old.one AND two = old.two AND period IN ('', substr(old.day, 1, 4), substr(old.day, 1, 7));
    DELETE FROM sums WHERE one = old.one AND two = old.two AND episodes = 0
        AND period IN ('', substr(old.day, 1, 4), substr(old.day, 1, 7));
END;

