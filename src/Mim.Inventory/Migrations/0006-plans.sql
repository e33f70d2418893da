-- Rotations that were planned and saved, to be applied once.

CREATE TABLE rotation_plan (
    id uuid NOT NULL PRIMARY KEY,
    created_at bigint NOT NULL,
    created_by text NOT NULL,
    identities integer NOT NULL
);

CREATE TABLE rotation_plan_item (
    plan_id uuid NOT NULL REFERENCES rotation_plan (id),
    identity_id uuid NOT NULL REFERENCES identity (id),
    version_id uuid,
    steps text NOT NULL,
    rotation_id uuid,
    PRIMARY KEY (plan_id, identity_id)
) WITHOUT ROWID;
