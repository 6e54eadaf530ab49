-- What happened, a customer's events side by side: a history is one stretch of the file. An event is known again by its
-- customer and its id. `seq` grows with every event that is kept, whosever it is. Instants are microseconds since 1970.
ALTER TABLE events RENAME TO events_before;

CREATE TABLE events (
    brand    TEXT    NOT NULL,
    customer TEXT    NOT NULL,
    id       TEXT    NOT NULL,
    seq      INTEGER NOT NULL,
    at       INTEGER NOT NULL,
    received INTEGER NOT NULL,
    fact     TEXT    NOT NULL,
    kind     TEXT    GENERATED ALWAYS AS (fact ->> 'kind') VIRTUAL,
    PRIMARY KEY (brand, customer, id)
) STRICT, WITHOUT ROWID;

INSERT INTO events (brand, customer, id, seq, at, received, fact)
SELECT brand, customer, id, seq, at, received, fact FROM events_before ORDER BY brand, customer, id;

-- One row: the `seq` that was given last.
CREATE TABLE events_end (
    one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
    seq INTEGER NOT NULL
) STRICT;

INSERT INTO events_end SELECT 1, coalesce(max(seq), 0) FROM events_before;

DROP TABLE events_before;

CREATE TRIGGER events_never_change BEFORE UPDATE ON events
BEGIN
    SELECT RAISE(ABORT, 'an event is never changed');
END;
