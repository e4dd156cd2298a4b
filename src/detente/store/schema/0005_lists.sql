-- Statements in lists, newest report first: all of them (''), those of each country ('USA'), of each pair ('CHN USA').
-- A row holds all that a list is narrowed down by, in a few bytes, so that no search has to read the statements themselves.
-- Days are numbers: 2024-06-04 is 20240604; a first day has 0 and a last day 9 for what it leaves open; without a day, 0.

CREATE TABLE labels (
    number INTEGER PRIMARY KEY,
    what TEXT NOT NULL, -- event, status or outlet
    value TEXT NOT NULL,
    UNIQUE (what, value)
);

CREATE TABLE lists (
    list TEXT NOT NULL,
    reported INTEGER NOT NULL,
    mark TEXT NOT NULL, -- the end of the article's id
    position INTEGER NOT NULL,
    statement INTEGER NOT NULL, -- rowid
    way INTEGER NOT NULL, -- of a country: 1 it acts, 2 it is acted on, 3 both; of a pair as in statement_pairs
    event INTEGER NOT NULL,
    status INTEGER NOT NULL,
    outlet INTEGER NOT NULL,
    confidence INTEGER NOT NULL, -- in ten-thousandths
    day INTEGER NOT NULL,
    last INTEGER NOT NULL,
    PRIMARY KEY (list, reported DESC, mark DESC, position, statement)
) WITHOUT ROWID;

-- Where a statement stands in its lists, and what they hold of it.
CREATE VIEW statement_places AS
SELECT s.rowid AS statement, s.id AS id, s.article AS article, s.symmetric AS symmetric,
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
            SELECT reported, mark, position, statement FROM statement_places WHERE statement = old.rowid)
        AND list IN (
            SELECT '' UNION SELECT country FROM statement_actors WHERE statement = old.id
            UNION SELECT one || ' ' || two FROM statement_pairs WHERE statement = old.id);
END;

-- The words of statements.
CREATE VIRTUAL TABLE quotes USING fts5 (
    quote, content = 'statements', content_rowid = 'rowid', tokenize = 'porter unicode61 remove_diacritics 2',
    columnsize = 0
);
CREATE TRIGGER quotes_insert AFTER INSERT ON statements BEGIN
    INSERT INTO quotes (rowid, quote) VALUES (new.rowid, new.quote);
END;
CREATE TRIGGER quotes_delete AFTER DELETE ON statements BEGIN
    INSERT INTO quotes (quotes, rowid, quote) VALUES ('delete', old.rowid, old.quote);
END;

-- What happened between two states, summed up by month ('2024-06'), by year ('2024') and in all (''). An episode counts
-- where it begins, in a month if its day is known so closely; the score is in thousandths, so that sums stay exact.
CREATE TABLE sums (
    one TEXT NOT NULL,
    two TEXT NOT NULL,
    period TEXT NOT NULL,
    quad1 INTEGER NOT NULL,
    quad2 INTEGER NOT NULL,
    quad3 INTEGER NOT NULL,
    quad4 INTEGER NOT NULL,
    score INTEGER NOT NULL,
    episodes INTEGER NOT NULL,
    PRIMARY KEY (one, two, period)
) WITHOUT ROWID;
CREATE INDEX sums_period ON sums (period, one, two, quad1, quad2, quad3, quad4, score, episodes);
CREATE INDEX sums_two ON sums (two, period, one, quad1, quad2, quad3, quad4, score, episodes);

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
CREATE INDEX pairs_two ON pairs (two, one, episodes);

-- What the archive holds already.
INSERT INTO labels (what, value) SELECT DISTINCT 'event', event FROM statements;
INSERT INTO labels (what, value) SELECT DISTINCT 'status', status FROM statements;
INSERT INTO labels (what, value) SELECT DISTINCT 'outlet', outlet FROM articles;
INSERT INTO lists
    SELECT '', reported, mark, position, statement, 3, event, status, outlet, confidence, day, last FROM statement_places
    ORDER BY 2 DESC, 3 DESC, 4, 5;
INSERT INTO lists
    SELECT x.country, p.reported, p.mark, p.position, p.statement,
        CASE WHEN p.symmetric THEN 3 ELSE max(x.side = 'source') | max(x.side = 'target') * 2 END,
        p.event, p.status, p.outlet, p.confidence, p.day, p.last
    FROM statement_places p CROSS JOIN statement_actors x ON x.statement = p.id
    WHERE x.country != '' GROUP BY p.statement, x.country;
INSERT INTO lists
    SELECT w.one || ' ' || w.two, p.reported, p.mark, p.position, p.statement, w.way, p.event, p.status, p.outlet,
        p.confidence, p.day, p.last
    FROM statement_places p CROSS JOIN statement_pairs w ON w.statement = p.id;
INSERT INTO quotes (quotes) VALUES ('rebuild');
INSERT INTO sums
    SELECT one, two, value, sum(quad = 1), sum(quad = 2), sum(quad = 3), sum(quad = 4),
        sum(CAST(round(score * 1000) AS INTEGER)), count(*)
    FROM (
        SELECT one, two, quad, score, '' AS value FROM episode_pairs WHERE status IN ('occurred', 'ongoing')
        UNION ALL SELECT one, two, quad, score, substr(day, 1, 4) FROM episode_pairs
            WHERE status IN ('occurred', 'ongoing') AND length(day) >= 4
        UNION ALL SELECT one, two, quad, score, substr(day, 1, 7) FROM episode_pairs
            WHERE status IN ('occurred', 'ongoing') AND length(day) >= 7)
    GROUP BY 1, 2, 3;
-- The order in which lists show episodes.
CREATE INDEX episodes_newest ON episodes (day, id, event, status, last);
