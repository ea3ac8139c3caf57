DROP INDEX `done_once_at`;--> statement-breakpoint
DROP INDEX `leads_untouched`;--> statement-breakpoint
DROP INDEX `leads_of_team`;--> statement-breakpoint
CREATE INDEX `leads_of_team` ON `leads` (`team_id`,`status`,`handed_off_at`,`touched_at`,`snoozed_until`);--> statement-breakpoint
PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE `__new_seen_requests` (
	`signature` text NOT NULL,
	`signed_at` integer NOT NULL
);
--> statement-breakpoint
INSERT INTO `__new_seen_requests`("signature", "signed_at") SELECT "signature", "signed_at" FROM `seen_requests`;--> statement-breakpoint
DROP TABLE `seen_requests`;--> statement-breakpoint
ALTER TABLE `__new_seen_requests` RENAME TO `seen_requests`;--> statement-breakpoint
PRAGMA foreign_keys=ON;