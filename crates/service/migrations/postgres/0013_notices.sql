-- What other processes than the service did: about whom, or about everyone of the brand. Each service reads what was added, and
-- lets go of it after a minute. A number is never given twice.
CREATE TABLE notices (
    number   bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    brand    text   COLLATE "C" NOT NULL,
    customer text   COLLATE "C"
);
