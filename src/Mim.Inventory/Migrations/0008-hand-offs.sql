-- Copies of secrets that wait to be received once. A row stays when its copy is gone: it tells who received it.

CREATE TABLE hand_off (
    id uuid NOT NULL PRIMARY KEY,
    identity_id uuid NOT NULL REFERENCES identity (id),
    version_id uuid NOT NULL REFERENCES version (id),
    token_hash bytea NOT NULL,
    created_by text NOT NULL,
    created_at bigint NOT NULL,
    expires_at bigint NOT NULL,
    ended_at bigint,
    received_by text
);

CREATE UNIQUE INDEX hand_off_by_token ON hand_off (token_hash);
CREATE INDEX hand_off_by_identity ON hand_off (identity_id, id);
CREATE INDEX hand_off_waiting ON hand_off (expires_at, id) WHERE ended_at IS NULL;
