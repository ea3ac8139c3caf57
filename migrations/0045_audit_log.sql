CREATE TABLE `audit_log` (
	`id` integer PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`kind` text NOT NULL,
	`actor` text NOT NULL,
	`subject` text,
	`details` text,
	`hash` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `audit_log_kind` ON `audit_log` (`kind`,`id`);--> statement-breakpoint
CREATE INDEX `audit_log_actor` ON `audit_log` (`actor`,`id`);--> statement-breakpoint
CREATE INDEX `audit_log_at` ON `audit_log` (`at`);--> statement-breakpoint
CREATE TABLE `audit_start` (
	`entry_id` integer PRIMARY KEY NOT NULL,
	`hash` text NOT NULL
);

--> statement-breakpoint
CREATE TRIGGER audit_log_no_update BEFORE UPDATE ON audit_log BEGIN
  SELECT RAISE(ABORT, 'The audit log is append-only.');
END;
--> statement-breakpoint
-- The retention names the last entry that goes before it deletes.
CREATE TRIGGER audit_log_no_delete BEFORE DELETE ON audit_log
WHEN NOT EXISTS (SELECT 1 FROM audit_start WHERE entry_id >= OLD.id) BEGIN
  SELECT RAISE(ABORT, 'The audit log is append-only.');
END;
--> statement-breakpoint
-- Also against INSERT OR REPLACE, which fires no trigger of a deletion.
CREATE TRIGGER audit_log_next_only BEFORE INSERT ON audit_log
WHEN NEW.id <= (SELECT coalesce(max(id), 0) FROM audit_log) BEGIN
  SELECT RAISE(ABORT, 'The audit log is append-only.');
END;
--> statement-breakpoint
CREATE TRIGGER audit_start_no_update BEFORE UPDATE ON audit_start BEGIN
  SELECT RAISE(ABORT, 'The audit log is append-only.');
END;
--> statement-breakpoint
CREATE TRIGGER audit_start_no_delete BEFORE DELETE ON audit_start BEGIN
  SELECT RAISE(ABORT, 'The audit log is append-only.');
END;
