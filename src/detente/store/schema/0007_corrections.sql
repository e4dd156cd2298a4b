-- What people say of the coder's statements, kept beside what the coder itself made of the article, so that a correction
-- can be taken back, and so that it outlives coding anew.

CREATE TABLE corrections (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    article TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    verdict TEXT NOT NULL,
    record TEXT NOT NULL
);
CREATE INDEX corrections_article ON corrections (article, seq);

CREATE TABLE uncorrected (
    article TEXT PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
    statements TEXT NOT NULL -- a JSON list of records
);
