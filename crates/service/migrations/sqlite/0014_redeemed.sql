-- How many claims on an offer were redeemed by those who were erased since, all of them together: their vouchers are
-- used, so the stock has that much less for good.
CREATE TABLE redeemed (
    brand  TEXT    NOT NULL,
    offer  TEXT    NOT NULL,
    claims INTEGER NOT NULL,
    PRIMARY KEY (brand, offer)
) STRICT, WITHOUT ROWID;
