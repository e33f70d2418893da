-- When a target may be installed at: JSON, null for at any time.

ALTER TABLE target ADD COLUMN maintenance_window text;
