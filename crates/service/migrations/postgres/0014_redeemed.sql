-- How many claims on an offer were redeemed by those who were erased since, all of them together: their vouchers are
-- used, so the stock has that much less for good.
CREATE TABLE redeemed (
    brand  text   COLLATE "C" NOT NULL,
    offer  text   COLLATE "C" NOT NULL,
    claims bigint NOT NULL,
    PRIMARY KEY (brand, offer)
);
