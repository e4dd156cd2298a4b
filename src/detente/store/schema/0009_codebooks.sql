-- The folders with codebook tables of the user's own by which the archive was coded last, in their order. A folder stands
-- by its path from where the archive lies, where it lies there or below, and a sum of its tables tells whether they changed.
CREATE TABLE codebooks (
    position INTEGER PRIMARY KEY,
    folder TEXT NOT NULL,
    digest TEXT NOT NULL
);
