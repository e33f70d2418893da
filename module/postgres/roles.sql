-- Database roles for the accounts that share a store: each may do what its work needs and no more.
--
-- Run it with psql as the owner of the tables, who must be allowed to make roles, after the store was made and again after
-- an upgrade of MimModule:
--
--     psql -d mim -v schema=mim -f roles.sql        or:  mim store roles --schema mim | psql -d mim
--
-- Then give each account the role of its work:  GRANT mim_runner TO web_runner;
--
--   mim_runner    issues, delivers, rotates and revokes. Adds to the audit, and can neither change nor remove what is there.
--                 Policies, recipients, the store's key and what is suppressed stay with the
--                 owner.
--   mim_reader    reads the inventory, without anything sealed.
--   mim_auditor   reads the audit and verifies it, and nothing else.

\set ON_ERROR_STOP on
\if :{?schema}
\else
    \set schema mim
\endif

SELECT format('CREATE ROLE %I NOLOGIN', wanted)
FROM unnest(ARRAY['mim_runner', 'mim_reader', 'mim_auditor']) AS wanted
WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = wanted)
\gexec

BEGIN;
SET LOCAL search_path TO :"schema";
SET LOCAL client_min_messages TO warning;

REVOKE ALL ON ALL TABLES IN SCHEMA :"schema" FROM PUBLIC, mim_runner, mim_reader, mim_auditor;
REVOKE CREATE ON SCHEMA :"schema" FROM PUBLIC, mim_runner, mim_reader, mim_auditor;
GRANT USAGE ON SCHEMA :"schema" TO mim_runner, mim_reader, mim_auditor;

-- What a store is, and with which public keys its audit is signed.
GRANT SELECT ON migration, store, audit_key TO mim_runner, mim_reader, mim_auditor;

-- The inventory.
GRANT SELECT ON
    identity, identity_tag, version, authority, target, location, consumer, policy, access_grant, evidence,
    rotation, rotation_plan, rotation_plan_item, journal, lease, revocation, revocation_list,
    ssh_revoked_key, ssh_revocation_list, secret_suppression, account_lease
    TO mim_runner, mim_reader;
GRANT INSERT ON
    identity, identity_tag, version, authority, target, location, consumer, evidence,
    rotation, rotation_plan, rotation_plan_item, journal, lease, revocation, revocation_list,
    ssh_revoked_key, ssh_revocation_list, account_lease TO mim_runner;
GRANT UPDATE ON
    identity, version, authority, target, location, consumer, rotation, rotation_plan_item, lease, revocation, ssh_revoked_key, account_lease
    TO mim_runner;
GRANT DELETE ON identity_tag, target, location, lease, revocation, ssh_revoked_key TO mim_runner;

-- What is sealed, who can open it, and who may receive it once.
GRANT SELECT, INSERT, UPDATE, DELETE ON sealed TO mim_runner;
GRANT SELECT, INSERT, UPDATE ON hand_off TO mim_runner;
GRANT SELECT ON recipient, store_key, wrapped_store_key TO mim_runner;

-- The audit is only ever added to; its head, signed anew with every change, is all that is replaced.
GRANT SELECT ON audit, audit_checkpoint, audit_head TO mim_runner, mim_auditor;
GRANT INSERT ON audit, audit_checkpoint, audit_head TO mim_runner;
GRANT UPDATE ON audit_head TO mim_runner;

COMMIT;
