-- The first schema. Readable by people: codes are words, days are ISO text, moments are milliseconds
-- since 1970 UTC, amounts are minor units (cents). `revision` is the change set that wrote the row last.
-- Columns after a blank line are derived by the program from the others; never set them by hand.

CREATE TABLE workspace (
    one      INTEGER PRIMARY KEY CHECK (one = 1),
    identity BLOB    NOT NULL CHECK (length(identity) = 16)
) STRICT;

-- The next id of each kind of record; an id is never given twice.
CREATE TABLE counter (
    kind TEXT    NOT NULL PRIMARY KEY,
    next INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Records that were taken back, and by which change set: where their story goes on.
CREATE TABLE removed (
    kind TEXT    NOT NULL,
    id   INTEGER NOT NULL,
    seq  INTEGER NOT NULL,
    PRIMARY KEY (kind, id, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE user (
    id       INTEGER PRIMARY KEY,
    revision INTEGER NOT NULL,
    user     TEXT    NOT NULL,
    role     TEXT,
    team     TEXT,
    manager  TEXT,
    office   TEXT,

    name_key TEXT
) STRICT;
CREATE INDEX user_name_key ON user (name_key);

CREATE TABLE product (
    id          INTEGER PRIMARY KEY,
    revision    INTEGER NOT NULL,
    external_id TEXT,
    product     TEXT    NOT NULL,
    line        TEXT,
    price       INTEGER,
    currency    TEXT,

    name_key    TEXT
) STRICT;
CREATE INDEX product_external_id ON product (external_id) WHERE external_id IS NOT NULL;
CREATE INDEX product_name_key ON product (name_key);

CREATE TABLE account (
    id             INTEGER PRIMARY KEY,
    revision       INTEGER NOT NULL,
    external_id    TEXT,
    account        TEXT    NOT NULL,
    sector         TEXT,
    naics          TEXT,
    employees      INTEGER,
    revenue        INTEGER,
    founded        INTEGER,
    city           TEXT,
    country        TEXT,
    domain         TEXT,
    phone          TEXT,
    email          TEXT,
    parent         TEXT,
    ownership      TEXT,
    expected_class TEXT,
    note           TEXT,

    name_key       TEXT,
    domain_key     TEXT,
    email_key      TEXT,
    phone_key      TEXT
) STRICT;
CREATE INDEX account_external_id ON account (external_id) WHERE external_id IS NOT NULL;
CREATE INDEX account_name_key ON account (name_key);
CREATE INDEX account_domain_key ON account (domain_key) WHERE domain_key IS NOT NULL;
CREATE INDEX account_email_key ON account (email_key) WHERE email_key IS NOT NULL;
CREATE INDEX account_phone_key ON account (phone_key) WHERE phone_key IS NOT NULL;

CREATE TABLE contact (
    id          INTEGER PRIMARY KEY,
    revision    INTEGER NOT NULL,
    external_id TEXT,
    contact     TEXT    NOT NULL,
    account     INTEGER REFERENCES account (id),
    role        TEXT,
    title       TEXT,
    email       TEXT,
    phone       TEXT,
    note        TEXT,

    name_key    TEXT,
    email_key   TEXT,
    phone_key   TEXT
) STRICT;
CREATE INDEX contact_external_id ON contact (external_id) WHERE external_id IS NOT NULL;
CREATE INDEX contact_account ON contact (account) WHERE account IS NOT NULL;
CREATE INDEX contact_name_key ON contact (name_key);
CREATE INDEX contact_email_key ON contact (email_key) WHERE email_key IS NOT NULL;
CREATE INDEX contact_phone_key ON contact (phone_key) WHERE phone_key IS NOT NULL;

CREATE TABLE lead (
    id          INTEGER PRIMARY KEY,
    revision    INTEGER NOT NULL,
    external_id TEXT,
    account     INTEGER REFERENCES account (id),
    contact     INTEGER REFERENCES contact (id),
    product     INTEGER REFERENCES product (id),
    owner       INTEGER REFERENCES user (id),
    source      TEXT,
    campaign    TEXT,
    title       TEXT,
    value       INTEGER,
    currency    TEXT,
    temperature TEXT,
    kind        TEXT,
    next        TEXT,
    next_due    TEXT,
    milestones  INTEGER,
    note        TEXT,

    layer       TEXT,
    status      TEXT    NOT NULL,
    entered     INTEGER,
    moved       INTEGER,
    closed      INTEGER
) STRICT;
CREATE INDEX lead_external_id ON lead (external_id) WHERE external_id IS NOT NULL;
CREATE INDEX lead_account ON lead (account) WHERE account IS NOT NULL;
CREATE INDEX lead_contact ON lead (contact) WHERE contact IS NOT NULL;
CREATE INDEX lead_product ON lead (product) WHERE product IS NOT NULL;
CREATE INDEX lead_owner ON lead (owner) WHERE owner IS NOT NULL;

-- A lead's track: everything that moved it, in order, from 0.
CREATE TABLE step (
    lead       INTEGER NOT NULL REFERENCES lead (id),
    n          INTEGER NOT NULL,
    at         INTEGER NOT NULL,
    event      TEXT    NOT NULL,
    layer      TEXT,
    until      TEXT,
    unmet      INTEGER,
    reason     TEXT,
    competitor TEXT,
    PRIMARY KEY (lead, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE feedback (
    id         INTEGER PRIMARY KEY,
    revision   INTEGER NOT NULL,
    lead       INTEGER REFERENCES lead (id),
    at         INTEGER,
    author     INTEGER REFERENCES user (id),
    verdict    TEXT    NOT NULL,
    reason     TEXT,
    note       TEXT,
    competitor TEXT,
    come_back  TEXT
) STRICT;
CREATE INDEX feedback_lead ON feedback (lead) WHERE lead IS NOT NULL;
CREATE INDEX feedback_author ON feedback (author) WHERE author IS NOT NULL;

CREATE TABLE touch (
    id       INTEGER PRIMARY KEY,
    revision INTEGER NOT NULL,
    lead     INTEGER REFERENCES lead (id),
    contact  INTEGER REFERENCES contact (id),
    at       INTEGER,
    author   INTEGER REFERENCES user (id),
    channel  TEXT    NOT NULL,
    note     TEXT
) STRICT;
CREATE INDEX touch_lead ON touch (lead) WHERE lead IS NOT NULL;
CREATE INDEX touch_contact ON touch (contact) WHERE contact IS NOT NULL;
CREATE INDEX touch_author ON touch (author) WHERE author IS NOT NULL;

CREATE TABLE setting (
    id       INTEGER PRIMARY KEY,
    revision INTEGER NOT NULL,
    name     TEXT    NOT NULL,
    value    TEXT    NOT NULL
) STRICT;

-- The log: one row a command, in the one order of all changes.
CREATE TABLE change_set (
    seq       INTEGER PRIMARY KEY,
    op        BLOB    NOT NULL UNIQUE CHECK (length(op) = 16),
    actor     INTEGER,
    at        INTEGER NOT NULL,
    verb      TEXT    NOT NULL,
    undoes    INTEGER REFERENCES change_set (seq),
    undone_by INTEGER,
    count     INTEGER NOT NULL
) STRICT;
CREATE INDEX change_set_actor ON change_set (actor);

-- What a change set changed: JSON where it is short, JSON packed with LZ4 where it is long.
-- `ranges` says which records of which kind are spoken of: {"lead":[lowest,highest]}.
CREATE TABLE change_block (
    seq      INTEGER NOT NULL REFERENCES change_set (seq) DEFERRABLE INITIALLY DEFERRED,
    n        INTEGER NOT NULL,
    count    INTEGER NOT NULL,
    ranges   TEXT    NOT NULL,
    encoding TEXT    NOT NULL,
    payload  ANY     NOT NULL,
    PRIMARY KEY (seq, n)
) STRICT, WITHOUT ROWID;

-- The log is only ever added to, at its end; that a set was taken back is all that may be noted on it.
CREATE TRIGGER change_set_is_last BEFORE INSERT ON change_set
WHEN EXISTS (SELECT 1 FROM change_set WHERE seq >= new.seq)
BEGIN SELECT RAISE(ABORT, 'the log is only added to at its end'); END;

CREATE TRIGGER change_set_stays BEFORE UPDATE OF seq, op, actor, at, verb, undoes, count ON change_set
BEGIN SELECT RAISE(ABORT, 'the log is never changed'); END;

CREATE TRIGGER change_set_is_kept BEFORE DELETE ON change_set
BEGIN SELECT RAISE(ABORT, 'the log is never changed'); END;

CREATE TRIGGER change_block_is_last BEFORE INSERT ON change_block
WHEN EXISTS (SELECT 1 FROM change_set WHERE seq >= new.seq)
BEGIN SELECT RAISE(ABORT, 'the log is only added to at its end'); END;

CREATE TRIGGER change_block_stays BEFORE UPDATE ON change_block
BEGIN SELECT RAISE(ABORT, 'the log is never changed'); END;

CREATE TRIGGER change_block_is_kept BEFORE DELETE ON change_block
BEGIN SELECT RAISE(ABORT, 'the log is never changed'); END;
