-- Who is speaking: the hash of a bearer token, never the token.
CREATE TABLE sessions (
    token_hash bytea  NOT NULL PRIMARY KEY,
    brand      text   COLLATE "C" NOT NULL,
    customer   text   COLLATE "C" NOT NULL,
    expires    bigint NOT NULL,
    identity   text   COLLATE "C" NOT NULL
);

CREATE INDEX sessions_by_end ON sessions (expires);

-- Identity tokens that opened a session: each does so once, even when that session has been ended since.
CREATE TABLE identities_used (
    brand    text   COLLATE "C" NOT NULL,
    identity text   COLLATE "C" NOT NULL,
    expires  bigint NOT NULL,
    PRIMARY KEY (brand, identity)
);

CREATE INDEX identities_used_by_end ON identities_used (expires);
