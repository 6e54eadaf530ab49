-- Claims know when they began: what is spent on an offer is spent on a day. Those from before this step keep none and
-- count as old.
ALTER TABLE claims ADD COLUMN made INTEGER NOT NULL DEFAULT 0;

DROP INDEX claims_of_offer;

-- How many claims take one from the stock, by the instant until which they do: counting what is taken reads a row for
-- each such instant, not one for each claim. Vouchers end with a day, so there are few.
CREATE TABLE claims_held (
    brand       TEXT    NOT NULL,
    taken_until INTEGER NOT NULL,
    offer       TEXT    NOT NULL,
    claims      INTEGER NOT NULL,
    PRIMARY KEY (brand, taken_until, offer)
) STRICT, WITHOUT ROWID;

-- The same by the quarter of an hour in which they began: every zone's days begin with one.
CREATE TABLE claims_made (
    brand       TEXT    NOT NULL,
    made        INTEGER NOT NULL,
    offer       TEXT    NOT NULL,
    taken_until INTEGER NOT NULL,
    claims      INTEGER NOT NULL,
    PRIMARY KEY (brand, made, offer, taken_until)
) STRICT, WITHOUT ROWID;

-- The sums follow the table by themselves. What was given back takes nothing: its `taken_until` is the smallest there is.
CREATE TRIGGER claims_begin AFTER INSERT ON claims WHEN NEW.taken_until > -9223372036854775808
BEGIN
    INSERT INTO claims_held VALUES (NEW.brand, NEW.taken_until, NEW.offer, 1)
        ON CONFLICT DO UPDATE SET claims = claims + 1;
    INSERT INTO claims_made VALUES (NEW.brand, NEW.made / 900000000, NEW.offer, NEW.taken_until, 1)
        ON CONFLICT DO UPDATE SET claims = claims + 1;
END;

CREATE TRIGGER claims_end AFTER DELETE ON claims WHEN OLD.taken_until > -9223372036854775808
BEGIN
    UPDATE claims_held SET claims = claims - 1
        WHERE brand = OLD.brand AND taken_until = OLD.taken_until AND offer = OLD.offer;
    DELETE FROM claims_held
        WHERE brand = OLD.brand AND taken_until = OLD.taken_until AND offer = OLD.offer AND claims = 0;
    UPDATE claims_made SET claims = claims - 1
        WHERE brand = OLD.brand AND made = OLD.made / 900000000 AND offer = OLD.offer
            AND taken_until = OLD.taken_until;
    DELETE FROM claims_made
        WHERE brand = OLD.brand AND made = OLD.made / 900000000 AND offer = OLD.offer
            AND taken_until = OLD.taken_until AND claims = 0;
END;

INSERT INTO claims_held
    SELECT brand, taken_until, offer, count(*) FROM claims WHERE taken_until > -9223372036854775808 GROUP BY 1, 2, 3;
INSERT INTO claims_made
    SELECT brand, 0, offer, taken_until, count(*) FROM claims WHERE taken_until > -9223372036854775808 GROUP BY 1, 3, 4;
