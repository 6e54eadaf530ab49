-- Kept sums of `events`: which names are one person. Instants are microseconds since 1970.

-- Who was identified under an anonymous name, and when.
CREATE TABLE identifications (
    brand     TEXT    NOT NULL,
    anonymous TEXT    NOT NULL,
    customer  TEXT    NOT NULL,
    at        INTEGER NOT NULL,
    PRIMARY KEY (brand, anonymous, at, customer)
) STRICT, WITHOUT ROWID;

-- What agents said of two known names, last: that they are one, or, where `parted`, that they are not.
CREATE TABLE merges (
    brand    TEXT    NOT NULL,
    customer TEXT    NOT NULL,
    other    TEXT    NOT NULL,
    at       INTEGER NOT NULL,
    parted   INTEGER NOT NULL,
    PRIMARY KEY (brand, customer, other)
) STRICT, WITHOUT ROWID;

CREATE INDEX merges_by_other ON merges (brand, other, customer);

-- What follows from both: the names of those who have more than one. `owner` is the known name a name goes by, `leading`
-- the name of the whole person. What happened under a name until `until`, inclusive, is that person's; after `since` an
-- anonymous name begins anew. A known name is theirs for all time.
CREATE TABLE names (
    brand   TEXT    NOT NULL,
    name    TEXT    NOT NULL,
    owner   TEXT    NOT NULL,
    leading TEXT    NOT NULL,
    until   INTEGER NOT NULL,
    since   INTEGER NOT NULL,
    PRIMARY KEY (brand, name)
) STRICT, WITHOUT ROWID;

CREATE INDEX names_by_owner ON names (brand, owner);
CREATE INDEX names_by_leading ON names (brand, leading, name);

-- Whose claim a voucher is of: under which name it was made, by the half of its code that names it.
CREATE TABLE vouchers (
    brand    TEXT NOT NULL,
    claim    TEXT NOT NULL,
    customer TEXT NOT NULL,
    handle   BLOB NOT NULL,
    PRIMARY KEY (brand, claim)
) STRICT, WITHOUT ROWID;

CREATE INDEX vouchers_by_handle ON vouchers (brand, handle);
CREATE INDEX vouchers_by_customer ON vouchers (brand, customer);
