CREATE TABLE `target_changes` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`target_id` integer NOT NULL,
	`before` text NOT NULL,
	`after` text NOT NULL,
	`by` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`target_id`) REFERENCES `targets`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `target_changes_of_target` ON `target_changes` (`target_id`,`id`);--> statement-breakpoint
CREATE TABLE `targets` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`team_id` integer NOT NULL,
	`period` text NOT NULL,
	`currency` text NOT NULL,
	`top_cents` integer,
	`top_handed_off` integer,
	`top_qualified` integer,
	`bottom_cents` integer,
	`groups` text NOT NULL,
	`open_reason` text,
	`marketing_approved_by` text,
	`marketing_approved_at` integer,
	`sales_approved_by` text,
	`sales_approved_at` integer,
	`version` integer NOT NULL,
	`changed_at` integer NOT NULL,
	FOREIGN KEY (`team_id`) REFERENCES `teams`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "targets_positive" CHECK("targets"."top_cents" > 0 and "targets"."bottom_cents" > 0)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `targets_of_team` ON `targets` (`team_id`,`period`);