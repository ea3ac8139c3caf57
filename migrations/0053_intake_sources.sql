CREATE TABLE `intake_kept` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`source_id` integer NOT NULL,
	`kind` text NOT NULL,
	`body` text NOT NULL,
	`reasons` text NOT NULL,
	`received_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	FOREIGN KEY (`source_id`) REFERENCES `intake_sources`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `intake_kept_of_source` ON `intake_kept` (`source_id`,`kind`);--> statement-breakpoint
CREATE INDEX `intake_kept_expires` ON `intake_kept` (`expires_at`);--> statement-breakpoint
CREATE TABLE `intake_keys` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`source_id` integer NOT NULL,
	`hash` blob,
	`sealed` blob,
	`ending` text NOT NULL,
	`created_at` integer NOT NULL,
	`ends_at` integer,
	FOREIGN KEY (`source_id`) REFERENCES `intake_sources`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `intake_keys_of_source` ON `intake_keys` (`source_id`);--> statement-breakpoint
CREATE TABLE `intake_receipts` (
	`source_id` integer NOT NULL,
	`key` text NOT NULL,
	`body_hash` blob NOT NULL,
	`lead_id` integer,
	`kept_id` integer,
	`at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	PRIMARY KEY(`source_id`, `key`),
	FOREIGN KEY (`source_id`) REFERENCES `intake_sources`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`lead_id`) REFERENCES `leads`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `intake_receipts_expires` ON `intake_receipts` (`expires_at`);--> statement-breakpoint
CREATE INDEX `intake_receipts_of_kept` ON `intake_receipts` (`kept_id`);--> statement-breakpoint
CREATE TABLE `intake_sources` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`slug` text NOT NULL,
	`name` text NOT NULL,
	`is_on` integer NOT NULL,
	`team_id` integer NOT NULL,
	`marketer_id` text NOT NULL,
	`auth` text NOT NULL,
	`mapping` text,
	`per_minute` integer NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`team_id`) REFERENCES `teams`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `intake_sources_slug_unique` ON `intake_sources` (`slug`);