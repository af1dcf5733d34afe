-- What meetings decided and believed, and the meetings that were held. An older program can read neither of these kinds
-- in the log.

-- `expected` is what is measured and what it should be, such as `conversion:intent >= 30 %`; `measured` is in tenths of
-- its unit.
CREATE TABLE decision (
    id          INTEGER PRIMARY KEY,
    revision    INTEGER NOT NULL,
    decision    TEXT    NOT NULL,
    kind        TEXT,
    owner       INTEGER REFERENCES user (id),
    due         TEXT,
    state       TEXT,
    note        TEXT,
    meeting     TEXT,
    filter      TEXT,
    expected    TEXT,
    measured    INTEGER,
    measured_of INTEGER,
    checked     TEXT
) STRICT;
CREATE INDEX decision_owner ON decision (owner) WHERE owner IS NOT NULL;

CREATE TABLE meeting (
    id       INTEGER PRIMARY KEY,
    revision INTEGER NOT NULL,
    day      TEXT,
    author   INTEGER REFERENCES user (id),
    at       INTEGER,
    since    TEXT,
    minutes  TEXT
) STRICT;
CREATE INDEX meeting_author ON meeting (author) WHERE author IS NOT NULL;
