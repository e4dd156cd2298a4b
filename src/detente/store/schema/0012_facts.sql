-- What was left out may be no article, but a fact about one: a row or a value that could not be used.

ALTER TABLE skipped ADD COLUMN fact INTEGER NOT NULL DEFAULT 0;
