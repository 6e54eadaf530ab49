-- What was chosen by chance: the first choice of a day for a customer, a placement and an offer. Instants are
-- microseconds since 1970; what is bought before `looked_until` is counted as having come of it.
CREATE TABLE choices (
    brand        text    COLLATE "C" NOT NULL,
    customer     text    COLLATE "C" NOT NULL,
    placement    text    COLLATE "C" NOT NULL,
    day          text    COLLATE "C" NOT NULL,
    offer        text    COLLATE "C" NOT NULL,
    at           bigint  NOT NULL,
    looked_until bigint  NOT NULL,
    shown        boolean NOT NULL,
    propensity   double precision NOT NULL,
    held_out     boolean NOT NULL,
    PRIMARY KEY (brand, customer, placement, day, offer)
);
