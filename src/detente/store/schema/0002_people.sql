-- What articles say of people: each office that an article gives somebody, in its own words.

CREATE TABLE people (
    article TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    position INTEGER NOT NULL, -- in the article, from 0
    name TEXT NOT NULL,
    country TEXT NOT NULL,
    office TEXT NOT NULL, -- in lower case, for grouping
    sector TEXT NOT NULL,
    method TEXT NOT NULL,
    published TEXT,
    quote TEXT NOT NULL,
    record TEXT NOT NULL,
    PRIMARY KEY (article, position)
) WITHOUT ROWID;
-- Holds all that the list of people is made of, so that the table itself is asked for the words alone.
CREATE INDEX people_name ON people (name, country, office, sector, method, published, article, position);
CREATE INDEX people_country ON people (country, name);
