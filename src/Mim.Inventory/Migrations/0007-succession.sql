-- Which authority takes the place of which, and whether it issues.

ALTER TABLE authority ADD COLUMN replaces_id uuid REFERENCES identity (id);

ALTER TABLE authority ADD COLUMN state smallint NOT NULL DEFAULT 0;
