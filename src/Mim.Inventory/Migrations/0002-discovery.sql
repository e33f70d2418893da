-- What a scan needs of the inventory: what is known at a place, and since when it is there no longer.

ALTER TABLE location ADD COLUMN gone_at bigint;

CREATE INDEX location_by_address ON location (kind, address, identity_id);

CREATE UNIQUE INDEX consumer_by_system ON consumer (identity_id, system);
