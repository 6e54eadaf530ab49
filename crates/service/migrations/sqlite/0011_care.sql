-- What this database keeps to itself: with `names` the names of customers are hashed where they must be known again and
-- not be read. A backup has the same.
CREATE TABLE secrets (
    name   TEXT NOT NULL PRIMARY KEY,
    secret BLOB NOT NULL
) STRICT, WITHOUT ROWID;

INSERT INTO secrets (name, secret) VALUES ('names', randomblob(32));

-- Names that were erased, hashed, and when last: what happened under one until then is not taken in again.
CREATE TABLE erased (
    brand TEXT    NOT NULL,
    name  BLOB    NOT NULL,
    at    INTEGER NOT NULL,
    PRIMARY KEY (brand, name)
) STRICT, WITHOUT ROWID;

-- The books, as the law requires them of those who were erased: sums by day, so that no two entries can be told to be of one person.
-- `currency` is empty where the amount is in points.
CREATE TABLE books (
    brand    TEXT    NOT NULL,
    day      TEXT    NOT NULL,
    kind     TEXT    NOT NULL,
    currency TEXT    NOT NULL,
    entries  INTEGER NOT NULL,
    amount   INTEGER NOT NULL,
    PRIMARY KEY (brand, day, kind, currency)
) STRICT, WITHOUT ROWID;

-- What was done with what is kept of customers, by whom and when. `subject` is a name, hashed.
CREATE TABLE audit (
    number  INTEGER PRIMARY KEY,
    brand   TEXT    NOT NULL,
    at      INTEGER NOT NULL,
    actor   TEXT    NOT NULL,
    deed    TEXT    NOT NULL,
    subject BLOB,
    details TEXT    NOT NULL
) STRICT;

CREATE INDEX audit_of_brand ON audit (brand, number);
CREATE INDEX audit_of_subject ON audit (brand, subject, number);

-- What may be forgotten, by age. Orders are not in it, so that importing them costs nothing more.
CREATE INDEX events_by_age ON events (brand, kind, at)
    WHERE kind IN ('behaviour', 'offer_shown', 'contact_closed');

-- Who is named in what happened to somebody else.
CREATE INDEX events_that_name ON events (brand, coalesce(fact ->> 'friend', fact ->> 'anonymous', fact ->> 'other'))
    WHERE kind IN ('friend_invited', 'identified', 'merged', 'unmerged');

-- Choices leave by age, whoever they were made for.
CREATE INDEX choices_by_day ON choices (brand, day);
