-- What happened. Rows are added and never changed; instants are microseconds since 1970. One part for each month of
-- `received`: the service makes them ahead, and what no part was made for is kept all the same. Names compare by their
-- bytes, as they do in SQLite and in Rust.
CREATE SEQUENCE events_seq;

CREATE TABLE events (
    brand    text   COLLATE "C" NOT NULL,
    customer text   COLLATE "C" NOT NULL,
    id       text   COLLATE "C" NOT NULL,
    seq      bigint NOT NULL DEFAULT nextval('events_seq'),
    at       bigint NOT NULL,
    received bigint NOT NULL,
    fact     text   NOT NULL,
    kind     text   NOT NULL GENERATED ALWAYS AS (split_part(fact, '"', 4)) STORED,
    PRIMARY KEY (brand, customer, received, seq)
) PARTITION BY RANGE (received);

CREATE TABLE events_of_no_month PARTITION OF events DEFAULT;

CREATE FUNCTION events_never_change() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'an event is never changed'; END $$;

CREATE TRIGGER events_never_change BEFORE UPDATE ON events FOR EACH ROW EXECUTE FUNCTION events_never_change();

-- The identity of an event, and when it was reported, which says in which part it is: an index that allows each name
-- once would have to hold `received` too, and would allow the name again in the next month.
CREATE TABLE event_ids (
    brand    text   COLLATE "C" NOT NULL,
    customer text   COLLATE "C" NOT NULL,
    id       text   COLLATE "C" NOT NULL,
    received bigint NOT NULL,
    PRIMARY KEY (brand, customer, id)
);

-- A row for each name that anything was told of. Whoever adds to a history, or takes from it, holds the row meanwhile, so
-- that one comes after the other. Those who are `known` have a history.
CREATE TABLE customers (
    brand    text    COLLATE "C" NOT NULL,
    customer text    COLLATE "C" NOT NULL,
    known    boolean NOT NULL DEFAULT false,
    PRIMARY KEY (brand, customer)
);

-- A kept sum of `events`: each claim, and until when it takes one from the stock. Given back: not at all. Redeemed:
-- for ever. Open: while it can be used.
CREATE TABLE claims (
    brand       text   COLLATE "C" NOT NULL,
    customer    text   COLLATE "C" NOT NULL,
    claim       text   COLLATE "C" NOT NULL,
    offer       text   COLLATE "C" NOT NULL,
    taken_until bigint NOT NULL,
    PRIMARY KEY (brand, customer, claim)
);
