-- Programs as they were published. The newest of a brand is in force. Rows are added and never changed.
CREATE TABLE programs (
    seq       INTEGER PRIMARY KEY,
    brand     TEXT    NOT NULL,
    version   TEXT    NOT NULL,
    published INTEGER NOT NULL,
    publisher TEXT    NOT NULL,
    text      TEXT    NOT NULL
) STRICT;

CREATE INDEX programs_of_brand ON programs (brand, seq);
