-- Secrets in the clear that somebody answers for, by their keyed hash.

CREATE TABLE secret_suppression (
    hash bytea NOT NULL PRIMARY KEY,
    owner text NOT NULL,
    reason text NOT NULL,
    expires_at bigint NOT NULL,
    created_at bigint NOT NULL,
    created_by text NOT NULL
);
