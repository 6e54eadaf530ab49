-- Kept sums of `events`: which names are one person. `leading` is also a word of SQL, hence its quotes. Instants are microseconds since 1970.

-- Who was identified under an anonymous name, and when.
CREATE TABLE identifications (
    brand     text   COLLATE "C" NOT NULL,
    anonymous text   COLLATE "C" NOT NULL,
    customer  text   COLLATE "C" NOT NULL,
    at        bigint NOT NULL,
    PRIMARY KEY (brand, anonymous, at, customer)
);

-- What agents said of two known names, last: that they are one, or, where `parted`, that they are not.
CREATE TABLE merges (
    brand    text    COLLATE "C" NOT NULL,
    customer text    COLLATE "C" NOT NULL,
    other    text    COLLATE "C" NOT NULL,
    at       bigint  NOT NULL,
    parted   boolean NOT NULL,
    PRIMARY KEY (brand, customer, other)
);

CREATE INDEX merges_by_other ON merges (brand, other, customer);

-- What follows from both: the names of those who have more than one. `owner` is the known name a name goes by, `leading`
-- the name of the whole person. What happened under a name until `until`, inclusive, is that person's; after `since` an
-- anonymous name begins anew. A known name is theirs for all time.
CREATE TABLE names (
    brand     text   COLLATE "C" NOT NULL,
    name      text   COLLATE "C" NOT NULL,
    owner     text   COLLATE "C" NOT NULL,
    "leading" text   COLLATE "C" NOT NULL,
    until     bigint NOT NULL,
    since     bigint NOT NULL,
    PRIMARY KEY (brand, name)
);

CREATE INDEX names_by_owner ON names (brand, owner);
CREATE INDEX names_by_leading ON names (brand, "leading", name);

-- Whom an event names besides the customer it is of.
CREATE FUNCTION event_names(fact text) RETURNS text IMMUTABLE LANGUAGE sql AS $$
    SELECT CASE WHEN split_part(fact, '"', 4) IN ('friend_invited', 'identified', 'merged', 'unmerged')
        THEN coalesce(fact::jsonb ->> 'friend', fact::jsonb ->> 'anonymous', fact::jsonb ->> 'other') END
$$;

CREATE INDEX events_that_name ON events (brand, event_names(fact)) WHERE event_names(fact) IS NOT NULL;

-- Whose claim a voucher is of: under which name it was made, by the half of its code that names it.
CREATE TABLE vouchers (
    brand    text  COLLATE "C" NOT NULL,
    claim    text  COLLATE "C" NOT NULL,
    customer text  COLLATE "C" NOT NULL,
    handle   bytea NOT NULL,
    PRIMARY KEY (brand, claim)
);

CREATE INDEX vouchers_by_handle ON vouchers (brand, handle);
CREATE INDEX vouchers_by_customer ON vouchers (brand, customer);
