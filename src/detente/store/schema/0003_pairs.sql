-- Statements and episodes by pair of states and by day, and counts that are kept, so that no question has to read all.
-- `day` and `last` are the first and last day of a statement or episode; where the text gives none, the day of its report.
-- A `long` one may lie in several months: the short ones of a period are found by the month in which it begins.

ALTER TABLE statements ADD COLUMN reported TEXT; -- when its article was published
UPDATE statements SET reported = (SELECT published FROM articles a WHERE a.id = article);
ALTER TABLE statements ADD COLUMN day TEXT AS (coalesce(start, "end", reported, ''));
ALTER TABLE statements ADD COLUMN last TEXT AS (coalesce("end", start, reported, ''));
ALTER TABLE statements ADD COLUMN long INTEGER AS (length(day) < 7 OR substr(day, 1, 7) != substr(last, 1, 7));
CREATE INDEX statements_day ON statements (long, day, last);
-- Holds what statements are sorted by, so that those that are not shown are not read.
CREATE INDEX statements_order ON statements (id, reported, article, position, confidence);
DROP INDEX articles_published;
CREATE INDEX articles_order ON articles (coalesce(published, ''), id);
CREATE INDEX articles_outlet ON articles (outlet COLLATE NOCASE, coalesce(published, ''), id);

ALTER TABLE episodes ADD COLUMN day TEXT AS (coalesce(start, "end", reported, ''));
ALTER TABLE episodes ADD COLUMN last TEXT AS (coalesce("end", start, reported, ''));
ALTER TABLE episodes ADD COLUMN long INTEGER AS (length(day) < 7 OR substr(day, 1, 7) != substr(last, 1, 7));
CREATE INDEX episodes_day ON episodes (long, day, last);
-- The order in which episodes are shown.
DROP INDEX episodes_start;
CREATE INDEX episodes_time ON episodes (start IS NULL, coalesce(start, ''), coalesce(reported, ''), id);
CREATE INDEX episodes_order ON episodes (id, start, reported);

-- Which states a statement is between, and which way: 1, the one acts on the two; 2, the two on the one; 3, both alike.
-- Those who stand on one side are between each other if the sides are equal or nobody is acted on.
CREATE VIEW statement_ways AS
SELECT statement, one, two, max(way & 1) | max(way & 2) AS way FROM (
    SELECT x.statement AS statement, min(x.country, y.country) AS one, max(x.country, y.country) AS two, CASE
        WHEN x.country = y.country OR s.symmetric OR x.side = y.side THEN 3
        WHEN x.country < y.country THEN 1
        ELSE 2
        END AS way
    FROM statements s CROSS JOIN statement_actors x ON x.statement = s.id
        CROSS JOIN statement_actors y ON y.statement = s.id
    WHERE x.country != '' AND y.country != '' AND (
        x.side = 'source' AND y.side = 'target'
        OR x.country < y.country AND (
            s.symmetric OR NOT EXISTS (SELECT 1 FROM statement_actors t WHERE t.statement = s.id AND t.side = 'target')))
) GROUP BY statement, one, two;

CREATE TABLE statement_pairs (
    one TEXT NOT NULL, -- country codes; one = two of what happens inside a state
    two TEXT NOT NULL CHECK (one <= two),
    long INTEGER NOT NULL,
    day TEXT NOT NULL,
    statement TEXT NOT NULL REFERENCES statements (id) ON DELETE CASCADE,
    last TEXT NOT NULL,
    way INTEGER NOT NULL,
    event TEXT NOT NULL,
    status TEXT NOT NULL,
    PRIMARY KEY (one, two, long, day, statement)
) WITHOUT ROWID;
CREATE INDEX statement_pairs_statement ON statement_pairs (statement);

-- An episode is between the states that its statements are between, the way that its best words point.
CREATE VIEW episode_ways AS
SELECT l.episode AS episode, p.one AS one, p.two AS two, CASE
    WHEN e.symmetric THEN 3
    WHEN min(p.way) = max(p.way) THEN p.way
    ELSE (
        SELECT q.way FROM episode_statements m CROSS JOIN statements s ON s.id = m.statement
            CROSS JOIN statement_pairs q ON q.statement = s.id
        WHERE m.episode = l.episode AND q.one = p.one AND q.two = p.two
        ORDER BY s.status IN ('occurred', 'ongoing')
            AND substr(s.start, 1, length(s.reported)) > substr(s.reported, 1, length(s.start)),
            s.confidence DESC, coalesce(s.reported, '9999'), length(s.quote), s.id
        LIMIT 1
    ) END AS way
FROM episodes e CROSS JOIN episode_statements l ON l.episode = e.id
    CROSS JOIN statement_pairs p ON p.statement = l.statement
GROUP BY l.episode, p.one, p.two;

CREATE TABLE episode_pairs (
    one TEXT NOT NULL,
    two TEXT NOT NULL CHECK (one <= two),
    long INTEGER NOT NULL,
    day TEXT NOT NULL,
    episode TEXT NOT NULL REFERENCES episodes (id) ON DELETE CASCADE,
    last TEXT NOT NULL,
    start TEXT,
    "end" TEXT,
    way INTEGER NOT NULL,
    frame TEXT NOT NULL,
    event TEXT NOT NULL,
    status TEXT NOT NULL,
    quad INTEGER NOT NULL,
    score REAL NOT NULL,
    PRIMARY KEY (one, two, long, day, episode)
) WITHOUT ROWID;
CREATE INDEX episode_pairs_episode ON episode_pairs (episode);

-- How many episodes there are between two states.
CREATE TABLE pairs (
    one TEXT NOT NULL,
    two TEXT NOT NULL,
    episodes INTEGER NOT NULL,
    PRIMARY KEY (one, two)
) WITHOUT ROWID;
CREATE INDEX pairs_episodes ON pairs (episodes DESC, one, two);
CREATE TRIGGER pairs_insert AFTER INSERT ON episode_pairs BEGIN
    INSERT INTO pairs VALUES (new.one, new.two, 1) ON CONFLICT DO UPDATE SET episodes = episodes + 1;
END;
CREATE TRIGGER pairs_delete AFTER DELETE ON episode_pairs BEGIN
    UPDATE pairs SET episodes = episodes - 1 WHERE one = old.one AND two = old.two;
END;

-- How many articles and statements there are of each language, outlet, kind, event type and coder.
CREATE TABLE counts (
    what TEXT NOT NULL,
    value TEXT NOT NULL,
    number INTEGER NOT NULL,
    PRIMARY KEY (what, value)
) WITHOUT ROWID;
CREATE TRIGGER counts_article_insert AFTER INSERT ON articles BEGIN
    INSERT INTO counts VALUES ('language', new.language, 1), ('outlet', new.outlet, 1), ('kind', new.kind, 1)
        ON CONFLICT DO UPDATE SET number = number + 1;
END;
CREATE TRIGGER counts_article_delete AFTER DELETE ON articles BEGIN
    UPDATE counts SET number = number - 1 WHERE (what, value) IN
        (VALUES ('language', old.language), ('outlet', old.outlet), ('kind', old.kind));
END;
CREATE TRIGGER counts_article_update AFTER UPDATE OF language, outlet, kind ON articles BEGIN
    UPDATE counts SET number = number - 1 WHERE (what, value) IN
        (VALUES ('language', old.language), ('outlet', old.outlet), ('kind', old.kind));
    INSERT INTO counts VALUES ('language', new.language, 1), ('outlet', new.outlet, 1), ('kind', new.kind, 1)
        ON CONFLICT DO UPDATE SET number = number + 1;
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

-- What the archive holds already.
INSERT INTO statement_pairs
    SELECT w.one, w.two, s.long, s.day, s.id, s.last, w.way, s.event, s.status
    FROM statement_ways w JOIN statements s ON s.id = w.statement;
INSERT INTO episode_pairs
    SELECT w.one, w.two, e.long, e.day, e.id, e.last, e.start, e."end", w.way, e.frame, e.event, e.status, e.quad, e.score
    FROM episode_ways w JOIN episodes e ON e.id = w.episode;
INSERT INTO counts SELECT 'language', language, count(*) FROM articles GROUP BY 2;
INSERT INTO counts SELECT 'outlet', outlet, count(*) FROM articles GROUP BY 2;
INSERT INTO counts SELECT 'kind', kind, count(*) FROM articles GROUP BY 2;
INSERT INTO counts SELECT 'event', event, count(*) FROM statements GROUP BY 2;
INSERT INTO counts SELECT 'coder', substr(coder, 1, instr(coder || '/', '/') - 1), count(*) FROM statements GROUP BY 2;

-- The full scan that this index served is no more.
DROP INDEX statements_coder;
