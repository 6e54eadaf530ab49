-- What other processes than the service did: about whom, or about everyone of the brand. Each service reads what was added, and
-- lets go of it after a minute. A number is never given twice.
CREATE TABLE notices (
    number   INTEGER PRIMARY KEY AUTOINCREMENT,
    brand    TEXT NOT NULL,
    customer TEXT
) STRICT;
