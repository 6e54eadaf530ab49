-- How sure it is that a visitor is a customer: proven, or only asserted by a page. An event that was kept before says it by
-- its name: those of pages begin with `page:`.
ALTER TABLE identifications ADD COLUMN proven boolean NOT NULL DEFAULT false;

UPDATE identifications SET proven = EXISTS (
    SELECT 1 FROM events
    WHERE events.brand = identifications.brand AND events.customer = identifications.customer
        AND event_names(events.fact) = identifications.anonymous AND events.kind = 'identified'
        AND events.at = identifications.at AND left(events.id, 5) <> 'page:'
);

-- `owner`, `leading`, `until` and `since` go by what is proven. These say the same of behaviour, which goes by all that was
-- said, where that comes to something else.
ALTER TABLE names ADD COLUMN asserted_owner text COLLATE "C";
ALTER TABLE names ADD COLUMN asserted_leading text COLLATE "C";
ALTER TABLE names ADD COLUMN asserted_until bigint;
ALTER TABLE names ADD COLUMN asserted_since bigint;

CREATE INDEX names_by_asserted_owner ON names (brand, asserted_owner) WHERE asserted_owner IS NOT NULL;
CREATE INDEX names_by_asserted_leading ON names (brand, asserted_leading) WHERE asserted_leading IS NOT NULL;
