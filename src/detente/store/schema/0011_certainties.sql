-- How certain the parties, the date and the place of a statement are: that of the least certain, in ten-thousandths.

CREATE TABLE certainties (
    statement INTEGER PRIMARY KEY REFERENCES statements (seq) ON DELETE CASCADE,
    certainty INTEGER NOT NULL
);

-- What the archive holds already. Records leave out what is left at its default, which is certain.
INSERT INTO certainties
    SELECT s.seq, CAST(round(10000 * min(
        coalesce((SELECT min(coalesce(json_extract(a.value, '$.certainty'), 1.0))
            FROM (SELECT value FROM json_each(s.record, '$.source')
                UNION ALL SELECT value FROM json_each(s.record, '$.target')) a
            WHERE coalesce(json_extract(a.value, '$.country'), '') != ''), 1.0),
        CASE WHEN s.start IS NULL AND s."end" IS NULL THEN 1.0
            ELSE coalesce(json_extract(s.record, '$.date_certainty'), 1.0) END,
        coalesce(json_extract(s.record, '$.place.certainty'), 1.0))) AS INTEGER)
    FROM statements s;
