-- A kept sum of `events`: who invited whom, and when first. Instants are microseconds since 1970.
CREATE TABLE invitations (
    brand   TEXT    NOT NULL,
    friend  TEXT    NOT NULL,
    inviter TEXT    NOT NULL,
    at      INTEGER NOT NULL,
    PRIMARY KEY (brand, friend, inviter)
) STRICT, WITHOUT ROWID;

CREATE INDEX invitations_by_inviter ON invitations (brand, inviter, friend);

INSERT INTO invitations (brand, friend, inviter, at)
SELECT brand, fact ->> 'friend', customer, min(at)
FROM events
WHERE kind = 'friend_invited'
GROUP BY brand, fact ->> 'friend', customer;
