-- Searches that a person wants to come back to: the words of the address that asks for them.

CREATE TABLE searches (
    name TEXT PRIMARY KEY,
    query TEXT NOT NULL, -- as in an address: who=USA&to=KHM&status=planned
    saved TEXT NOT NULL
);
