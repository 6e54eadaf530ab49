-- What was chosen by chance: the first choice of a day for a customer, a placement and an offer. Instants are
-- microseconds since 1970; what is bought before `looked_until` is counted as having come of it.
CREATE TABLE choices (
    brand        TEXT    NOT NULL,
    customer     TEXT    NOT NULL,
    placement    TEXT    NOT NULL,
    day          TEXT    NOT NULL,
    offer        TEXT    NOT NULL,
    at           INTEGER NOT NULL,
    looked_until INTEGER NOT NULL,
    shown        INTEGER NOT NULL,
    propensity   REAL    NOT NULL,
    held_out     INTEGER NOT NULL,
    PRIMARY KEY (brand, customer, placement, day, offer)
) STRICT, WITHOUT ROWID;
