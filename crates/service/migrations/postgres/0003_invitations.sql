-- A kept sum of `events`: who invited whom, and when first. Instants are microseconds since 1970.
CREATE TABLE invitations (
    brand   text   COLLATE "C" NOT NULL,
    friend  text   COLLATE "C" NOT NULL,
    inviter text   COLLATE "C" NOT NULL,
    at      bigint NOT NULL,
    PRIMARY KEY (brand, friend, inviter)
);

CREATE INDEX invitations_by_inviter ON invitations (brand, inviter, friend);
