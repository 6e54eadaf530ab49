-- What happened. Rows are added and never changed; instants are microseconds since 1970.
CREATE TABLE events (
    seq      INTEGER PRIMARY KEY,
    brand    TEXT    NOT NULL,
    id       TEXT    NOT NULL,
    customer TEXT    NOT NULL,
    at       INTEGER NOT NULL,
    received INTEGER NOT NULL,
    fact     TEXT    NOT NULL,
    kind     TEXT    NOT NULL GENERATED ALWAYS AS (fact ->> 'kind') VIRTUAL
) STRICT;

CREATE UNIQUE INDEX events_once ON events (brand, id);
CREATE INDEX events_of_customer ON events (brand, customer);

CREATE TRIGGER events_never_change BEFORE UPDATE ON events
BEGIN
    SELECT RAISE(ABORT, 'an event is never changed');
END;

-- A kept sum of `events`: each claim, and until when it takes one from the stock. Given back: not at all. Redeemed:
-- for ever. Open: while it can be used.
CREATE TABLE claims (
    brand       TEXT    NOT NULL,
    customer    TEXT    NOT NULL,
    claim       TEXT    NOT NULL,
    offer       TEXT    NOT NULL,
    taken_until INTEGER NOT NULL,
    PRIMARY KEY (brand, customer, claim)
) STRICT, WITHOUT ROWID;

CREATE INDEX claims_of_offer ON claims (brand, offer, taken_until);
