-- Portable types: uuid and bytea hold bytes, bigint times are Unix milliseconds, smallint holds enum values and flags. On
-- PostgreSQL integer becomes bigint, text is compared as bytes and WITHOUT ROWID falls away.
-- A *_key column holds its neighbour folded to lower case, for comparing without case.

CREATE TABLE store (
    one smallint NOT NULL PRIMARY KEY CHECK (one = 1),
    id uuid NOT NULL,
    created_at bigint NOT NULL,
    copy_of uuid
);

CREATE TABLE identity (
    id uuid NOT NULL PRIMARY KEY,
    kind smallint NOT NULL,
    name text NOT NULL,
    name_key text NOT NULL,
    owner text,
    owner_key text,
    purpose text,
    criticality smallint NOT NULL,
    environment text,
    tags text,
    status smallint NOT NULL,
    authority_id uuid REFERENCES identity (id),
    current_version_id uuid,
    version integer NOT NULL,
    not_before bigint,
    not_after bigint,
    due_at bigint,
    subject text,
    serial_number text,
    fingerprint bytea,
    key_algorithm text,
    has_private_key smallint NOT NULL,
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL
) WITHOUT ROWID;

CREATE UNIQUE INDEX identity_by_name ON identity (name_key, kind);
CREATE INDEX identity_by_not_after ON identity (not_after, id);
CREATE INDEX identity_by_due ON identity (due_at, id);
CREATE INDEX identity_by_owner ON identity (owner_key, id);
CREATE INDEX identity_by_authority ON identity (authority_id, id);

-- An index over identity.tags, which only the writer of an identity touches: a reference would cost as much as the row.
CREATE TABLE identity_tag (
    tag_key text NOT NULL,
    identity_id uuid NOT NULL,
    PRIMARY KEY (tag_key, identity_id)
) WITHOUT ROWID;

CREATE INDEX identity_tag_by_identity ON identity_tag (identity_id);

CREATE TABLE version (
    id uuid NOT NULL PRIMARY KEY,
    identity_id uuid NOT NULL REFERENCES identity (id),
    number integer NOT NULL,
    state smallint NOT NULL,
    state_reason text,
    state_at bigint NOT NULL,
    not_before bigint,
    not_after bigint,
    due_at bigint,
    authority_id uuid REFERENCES identity (id),
    issuer_version_id uuid,
    subject text,
    issuer text,
    serial_number text,
    fingerprint bytea,
    key_fingerprint bytea,
    key_algorithm text,
    template text,
    has_private_key smallint NOT NULL,
    created_at bigint NOT NULL,
    certificate bytea,
    chain bytea,
    UNIQUE (identity_id, number)
);

CREATE INDEX version_by_fingerprint ON version (fingerprint);
CREATE INDEX version_by_key ON version (key_fingerprint);
CREATE INDEX version_by_serial_number ON version (serial_number);
CREATE INDEX version_by_authority ON version (authority_id, id);

CREATE TABLE authority (
    identity_id uuid NOT NULL PRIMARY KEY REFERENCES identity (id),
    parent_id uuid REFERENCES identity (id),
    path_length integer,
    name_constraints text,
    crl_urls text NOT NULL,
    ocsp_urls text NOT NULL,
    issuer_urls text NOT NULL,
    crl_lifetime bigint NOT NULL,
    next_crl_number bigint NOT NULL
) WITHOUT ROWID;

CREATE TABLE target (
    id uuid NOT NULL PRIMARY KEY,
    identity_id uuid NOT NULL REFERENCES identity (id),
    kind smallint NOT NULL,
    address text NOT NULL,
    settings text NOT NULL,
    has_password smallint NOT NULL,
    installed_version_id uuid,
    installed_version integer NOT NULL,
    installed_at bigint,
    created_at bigint NOT NULL,
    UNIQUE (identity_id, kind, address)
);

CREATE INDEX target_by_identity ON target (identity_id, created_at, id);
CREATE INDEX target_by_age ON target (created_at, id);

CREATE TABLE location (
    id uuid NOT NULL PRIMARY KEY,
    identity_id uuid NOT NULL REFERENCES identity (id),
    version_id uuid,
    target_id uuid,
    kind text NOT NULL,
    address text NOT NULL,
    first_seen bigint NOT NULL,
    last_seen bigint NOT NULL,
    UNIQUE (identity_id, kind, address)
);

CREATE INDEX location_by_target ON location (target_id);

CREATE TABLE consumer (
    id uuid NOT NULL PRIMARY KEY,
    identity_id uuid NOT NULL REFERENCES identity (id),
    consumer_id uuid REFERENCES identity (id),
    system text,
    purpose text,
    first_seen bigint NOT NULL,
    last_seen bigint NOT NULL
);

CREATE INDEX consumer_by_identity ON consumer (identity_id);
CREATE INDEX consumer_by_consumer ON consumer (consumer_id);

CREATE TABLE policy (
    criticality smallint NOT NULL PRIMARY KEY,
    rules text NOT NULL
);

CREATE TABLE access_grant (
    id uuid NOT NULL PRIMARY KEY,
    identity_id uuid NOT NULL REFERENCES identity (id),
    principal text NOT NULL,
    principal_key text NOT NULL,
    access text NOT NULL,
    reason text,
    granted_by text,
    created_at bigint NOT NULL,
    starts_at bigint NOT NULL,
    ends_at bigint NOT NULL,
    revoked_at bigint
);

CREATE INDEX access_grant_by_identity ON access_grant (identity_id, ends_at);
CREATE INDEX access_grant_by_principal ON access_grant (principal_key, ends_at);

CREATE TABLE evidence (
    id uuid NOT NULL PRIMARY KEY,
    identity_id uuid NOT NULL REFERENCES identity (id),
    version_id uuid,
    kind smallint NOT NULL,
    source text NOT NULL,
    detail text,
    at bigint NOT NULL
);

CREATE INDEX evidence_by_identity ON evidence (identity_id, at);

CREATE TABLE rotation (
    id uuid NOT NULL PRIMARY KEY,
    identity_id uuid NOT NULL REFERENCES identity (id),
    run_id uuid NOT NULL,
    old_version_id uuid,
    old_version integer NOT NULL,
    new_version_id uuid,
    new_version integer NOT NULL,
    step smallint NOT NULL,
    outcome smallint NOT NULL,
    reason text,
    attempt integer NOT NULL,
    not_before bigint,
    retire_at bigint,
    started_at bigint NOT NULL,
    updated_at bigint NOT NULL,
    ended_at bigint
);

CREATE INDEX rotation_by_age ON rotation (started_at, id);
CREATE INDEX rotation_by_identity ON rotation (identity_id, started_at, id);
CREATE INDEX rotation_by_outcome ON rotation (outcome, started_at, id);

CREATE TABLE journal (
    rotation_id uuid NOT NULL REFERENCES rotation (id),
    sequence integer NOT NULL,
    step smallint NOT NULL,
    state smallint NOT NULL,
    target_id uuid,
    detail text,
    at bigint NOT NULL,
    PRIMARY KEY (rotation_id, sequence)
) WITHOUT ROWID;

CREATE TABLE lease (
    identity_id uuid NOT NULL PRIMARY KEY,
    owner text NOT NULL,
    expires_at bigint NOT NULL
) WITHOUT ROWID;

CREATE TABLE revocation (
    id uuid NOT NULL PRIMARY KEY,
    authority_id uuid NOT NULL REFERENCES identity (id),
    version_id uuid,
    serial_number text NOT NULL,
    reason smallint NOT NULL,
    revoked_at bigint NOT NULL,
    invalidity_date bigint,
    not_after bigint NOT NULL,
    last_list_number bigint,
    UNIQUE (authority_id, serial_number)
);

CREATE INDEX revocation_pending ON revocation (authority_id, serial_number) WHERE last_list_number IS NULL;

CREATE TABLE revocation_list (
    authority_id uuid NOT NULL REFERENCES identity (id),
    number bigint NOT NULL,
    this_update bigint NOT NULL,
    next_update bigint NOT NULL,
    entry_count integer NOT NULL,
    der bytea NOT NULL,
    PRIMARY KEY (authority_id, number)
);

CREATE INDEX revocation_list_by_age ON revocation_list (this_update, authority_id, number);

CREATE TABLE sealed (
    owner_id uuid NOT NULL,
    purpose smallint NOT NULL,
    id uuid NOT NULL,
    key_generation integer NOT NULL,
    wrapped_data_key bytea NOT NULL,
    ciphertext bytea NOT NULL,
    created_at bigint NOT NULL,
    PRIMARY KEY (owner_id, purpose)
) WITHOUT ROWID;

CREATE INDEX sealed_by_generation ON sealed (key_generation, owner_id, purpose);

CREATE TABLE recipient (
    id uuid NOT NULL PRIMARY KEY,
    kind smallint NOT NULL,
    label text NOT NULL,
    label_key text NOT NULL UNIQUE,
    public_key bytea NOT NULL,
    protected_key bytea,
    salt bytea,
    rounds integer NOT NULL,
    hint text,
    created_at bigint NOT NULL
);

CREATE TABLE store_key (
    generation integer NOT NULL PRIMARY KEY,
    created_at bigint NOT NULL,
    retired_at bigint
);

CREATE TABLE wrapped_store_key (
    generation integer NOT NULL REFERENCES store_key (generation),
    recipient_id uuid NOT NULL REFERENCES recipient (id),
    wrapped bytea NOT NULL,
    PRIMARY KEY (generation, recipient_id)
);

-- SQLite makes an integer primary key the row's own number, 64 bits wide.
CREATE TABLE audit (
    sequence integer NOT NULL PRIMARY KEY,
    at bigint NOT NULL,
    actor text NOT NULL,
    host text NOT NULL,
    run_id uuid NOT NULL,
    act text NOT NULL,
    subject_kind text NOT NULL,
    subject_id text,
    subject_name text,
    subject_key text,
    outcome smallint NOT NULL,
    detail text NOT NULL,
    previous_hash bytea NOT NULL,
    hash bytea NOT NULL
);

CREATE INDEX audit_by_time ON audit (at, sequence);
CREATE INDEX audit_by_subject_id ON audit (subject_id);
CREATE INDEX audit_by_subject ON audit (subject_key);
CREATE INDEX audit_by_run ON audit (run_id);

-- Like the chain itself, rows are added and never touched again.
CREATE TABLE audit_checkpoint (
    sequence bigint NOT NULL PRIMARY KEY,
    hash bytea NOT NULL,
    at bigint NOT NULL,
    key_id text NOT NULL,
    signature bytea NOT NULL
) WITHOUT ROWID;

-- The signed end of the chain: all of the audit that a change replaces.
CREATE TABLE audit_head (
    one smallint NOT NULL PRIMARY KEY CHECK (one = 1),
    sequence bigint NOT NULL,
    hash bytea NOT NULL,
    at bigint NOT NULL,
    key_id text NOT NULL,
    signature bytea NOT NULL
);

CREATE TABLE audit_key (
    id uuid NOT NULL PRIMARY KEY,
    key_id text NOT NULL UNIQUE,
    public_key bytea NOT NULL,
    created_at bigint NOT NULL
);
