-- What articles say of people: each office that an article gives somebody, in its own words.

CREATE TABLE people (
    article TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    position INTEGER NOT NULL, -- in the article, from 0
    name TEXT NOT NULL,
    country TEXT NOT NULL,
    quote TEXT NOT NULL,
    record TEXT NOT NULL,
    PRIMARY KEY (article, position)
) WITHOUT ROWID;
CREATE INDEX people_name ON people (name, country);
CREATE INDEX people_country ON people (country, name);
