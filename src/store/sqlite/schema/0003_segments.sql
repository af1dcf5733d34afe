-- Saved segments, the lists that were made of them, and what they are cut by: regions and tags. An older
-- program can read neither these kinds nor these fields in the log.

ALTER TABLE account ADD COLUMN region TEXT;
ALTER TABLE account ADD COLUMN tags TEXT;
ALTER TABLE lead ADD COLUMN tags TEXT;

-- `members` is nothing while a segment is live, else ids as ranges: 1-5,9.
CREATE TABLE segment (
    id       INTEGER PRIMARY KEY,
    revision INTEGER NOT NULL,
    segment  TEXT    NOT NULL,
    owner    INTEGER REFERENCES user (id),
    filter   TEXT    NOT NULL,
    unit     TEXT,
    sharing  TEXT,
    members  TEXT,
    note     TEXT
) STRICT;
CREATE INDEX segment_owner ON segment (owner) WHERE owner IS NOT NULL;

CREATE TABLE list (
    id       INTEGER PRIMARY KEY,
    revision INTEGER NOT NULL,
    list     TEXT    NOT NULL,
    at       INTEGER,
    author   INTEGER REFERENCES user (id),
    filter   TEXT    NOT NULL,
    unit     TEXT,
    a        TEXT,
    b        TEXT,
    hold_out TEXT,
    note     TEXT
) STRICT;
CREATE INDEX list_author ON list (author) WHERE author IS NOT NULL;
