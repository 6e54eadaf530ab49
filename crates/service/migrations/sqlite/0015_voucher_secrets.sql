-- A claim has a code for each secret that vouchers are signed with; `secret` is what that is called, empty where it was
-- kept before it had a name.
ALTER TABLE vouchers RENAME TO vouchers_before;

CREATE TABLE vouchers (
    brand    TEXT NOT NULL,
    claim    TEXT NOT NULL,
    secret   TEXT NOT NULL DEFAULT '',
    customer TEXT NOT NULL,
    handle   BLOB NOT NULL,
    PRIMARY KEY (brand, claim, secret)
) STRICT, WITHOUT ROWID;

INSERT INTO vouchers (brand, claim, customer, handle) SELECT brand, claim, customer, handle FROM vouchers_before;

DROP TABLE vouchers_before;

CREATE INDEX vouchers_by_handle ON vouchers (brand, handle);
CREATE INDEX vouchers_by_customer ON vouchers (brand, customer);
