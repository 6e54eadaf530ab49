-- Who is speaking: the hash of a bearer token, never the token.
CREATE TABLE sessions (
    token_hash BLOB    NOT NULL PRIMARY KEY,
    brand      TEXT    NOT NULL,
    customer   TEXT    NOT NULL,
    expires    INTEGER NOT NULL,
    identity   TEXT    NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX sessions_by_end ON sessions (expires);

-- Identity tokens that opened a session: each does so once, even when that session has been ended since.
CREATE TABLE identities_used (
    brand    TEXT    NOT NULL,
    identity TEXT    NOT NULL,
    expires  INTEGER NOT NULL,
    PRIMARY KEY (brand, identity)
) STRICT, WITHOUT ROWID;

CREATE INDEX identities_used_by_end ON identities_used (expires);
