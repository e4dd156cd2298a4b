-- Names of which an article does not tell whose they are, and what other articles tell of people since such names were
-- looked up last: by these, statements get their parties when they are linked.

CREATE TABLE open_names (
    word TEXT NOT NULL, -- the last word of the name, in lower case
    article TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    PRIMARY KEY (word, article)
) WITHOUT ROWID;
CREATE INDEX open_names_article ON open_names (article);

CREATE TABLE changed_names (name TEXT PRIMARY KEY) WITHOUT ROWID;

CREATE TABLE unnamed (
    article TEXT PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
    statements TEXT NOT NULL -- as the article alone has them: a JSON list of records
);
