-- Keys of SSH that are revoked, whatever became of their identities, and the lists that say so.

CREATE TABLE ssh_revoked_key (
    fingerprint bytea NOT NULL PRIMARY KEY,
    identity_id uuid NOT NULL REFERENCES identity (id),
    version_id uuid NOT NULL,
    reason smallint NOT NULL,
    revoked_at bigint NOT NULL
);

CREATE TABLE ssh_revocation_list (
    number bigint NOT NULL PRIMARY KEY,
    published_at bigint NOT NULL,
    certificate_count integer NOT NULL,
    key_count integer NOT NULL,
    comment text NOT NULL,
    krl bytea NOT NULL
);
