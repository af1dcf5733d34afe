-- Blocks of the log are found through an index of their numbers. Before, they were keys themselves, and SQLite reads a
-- long key whole to compare it: to find one, a dozen were read. An older program still reads such a file.

CREATE TABLE block_by_number (
    seq      INTEGER NOT NULL REFERENCES change_set (seq) DEFERRABLE INITIALLY DEFERRED,
    n        INTEGER NOT NULL,
    count    INTEGER NOT NULL,
    ranges   TEXT    NOT NULL,
    encoding TEXT    NOT NULL,
    payload  ANY     NOT NULL,
    PRIMARY KEY (seq, n)
) STRICT;
INSERT INTO block_by_number SELECT seq, n, count, ranges, encoding, payload FROM change_block ORDER BY seq, n;
DROP TABLE change_block;
ALTER TABLE block_by_number RENAME TO change_block;

CREATE TRIGGER change_block_is_last BEFORE INSERT ON change_block
WHEN EXISTS (SELECT 1 FROM change_set WHERE seq >= new.seq)
BEGIN SELECT RAISE(ABORT, 'the log is only added to at its end'); END;

CREATE TRIGGER change_block_stays BEFORE UPDATE ON change_block
BEGIN SELECT RAISE(ABORT, 'the log is never changed'); END;

CREATE TRIGGER change_block_is_kept BEFORE DELETE ON change_block
BEGIN SELECT RAISE(ABORT, 'the log is never changed'); END;
