-- How sure it is that a visitor is a customer: proven, or only asserted by a page. An event that was kept before says it by
-- its name: those of pages begin with `page:`.
ALTER TABLE identifications ADD COLUMN proven INTEGER NOT NULL DEFAULT 0;

UPDATE identifications SET proven = EXISTS (
    SELECT 1 FROM events
    WHERE events.brand = identifications.brand AND events.customer = identifications.customer
        AND events.kind = 'identified' AND events.fact ->> 'anonymous' = identifications.anonymous
        AND events.at = identifications.at AND events.id NOT GLOB 'page:*'
);

-- `owner`, `leading`, `until` and `since` go by what is proven. These say the same of behaviour, which goes by all that was
-- said, where that comes to something else.
ALTER TABLE names ADD COLUMN asserted_owner TEXT;
ALTER TABLE names ADD COLUMN asserted_leading TEXT;
ALTER TABLE names ADD COLUMN asserted_until INTEGER;
ALTER TABLE names ADD COLUMN asserted_since INTEGER;

CREATE INDEX names_by_asserted_owner ON names (brand, asserted_owner) WHERE asserted_owner IS NOT NULL;
CREATE INDEX names_by_asserted_leading ON names (brand, asserted_leading) WHERE asserted_leading IS NOT NULL;
