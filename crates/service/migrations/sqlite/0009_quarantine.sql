-- Messages that were refused, until somebody puts them right or they are old. `digest` is what a message is known again
-- by when it is sent once more; `customer` is whom it names, as far as that could be read. A number is never given
-- twice: somebody may have read it.
CREATE TABLE quarantine (
    number   INTEGER PRIMARY KEY AUTOINCREMENT,
    brand    TEXT    NOT NULL,
    digest   BLOB    NOT NULL,
    received INTEGER NOT NULL,
    strength TEXT    NOT NULL,
    customer TEXT   ,
    message  TEXT    NOT NULL,
    field    TEXT    NOT NULL,
    value    TEXT    NOT NULL,
    rule     TEXT    NOT NULL
) STRICT;

CREATE UNIQUE INDEX quarantine_by_digest ON quarantine (brand, digest);
CREATE INDEX quarantine_by_number ON quarantine (brand, number);
CREATE INDEX quarantine_by_age ON quarantine (brand, received);
CREATE INDEX quarantine_by_customer ON quarantine (brand, customer);
