-- Claims know when they began: what is spent on an offer is spent on a day.
ALTER TABLE claims ADD COLUMN made bigint NOT NULL DEFAULT 0;

-- How many claims take one from the stock, by the instant until which they do: counting what is taken reads a row for
-- each such instant, not one for each claim. The service keeps both sums in the transaction that keeps the claim:
-- tables that are spread over servers have no triggers.
CREATE TABLE claims_held (
    brand       text   COLLATE "C" NOT NULL,
    taken_until bigint NOT NULL,
    offer       text   COLLATE "C" NOT NULL,
    claims      bigint NOT NULL,
    PRIMARY KEY (brand, taken_until, offer)
);

-- The same by the quarter of an hour in which they began: every zone's days begin with one.
CREATE TABLE claims_made (
    brand       text   COLLATE "C" NOT NULL,
    made        bigint NOT NULL,
    offer       text   COLLATE "C" NOT NULL,
    taken_until bigint NOT NULL,
    claims      bigint NOT NULL,
    PRIMARY KEY (brand, made, offer, taken_until)
);

-- A row for each offer of which somebody took one. Whoever is about to take one holds it until that is kept.
CREATE TABLE stocks (
    brand text COLLATE "C" NOT NULL,
    offer text COLLATE "C" NOT NULL,
    PRIMARY KEY (brand, offer)
);
