-- Accounts that are lent to one at a time. A row stays when the account is free again: it tells who had it, and which passwords were lent.

CREATE TABLE account_lease (
    id uuid NOT NULL PRIMARY KEY,
    identity_id uuid NOT NULL REFERENCES identity (id),
    version_id uuid NOT NULL REFERENCES version (id),
    borrower text NOT NULL,
    purpose text NOT NULL,
    lent_at bigint NOT NULL,
    ends_at bigint NOT NULL,
    returned_at bigint,
    returned_by text,
    freed_at bigint
);

CREATE UNIQUE INDEX account_lease_open ON account_lease (identity_id) WHERE freed_at IS NULL;
CREATE INDEX account_lease_by_identity ON account_lease (identity_id, id);
CREATE INDEX account_lease_by_version ON account_lease (version_id);
CREATE INDEX account_lease_open_by_age ON account_lease (id) WHERE freed_at IS NULL;
