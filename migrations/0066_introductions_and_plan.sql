CREATE TABLE `head_pairs` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`sales_id` text NOT NULL,
	`marketing_id` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `introductions` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`newcomer_id` text NOT NULL,
	`side` text NOT NULL,
	`team_id` integer NOT NULL,
	`counterpart_id` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`team_id`) REFERENCES `teams`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `introductions_of_newcomer` ON `introductions` (`newcomer_id`);--> statement-breakpoint
CREATE INDEX `introductions_of_counterpart` ON `introductions` (`counterpart_id`,`at`);--> statement-breakpoint
CREATE TABLE `newcomers` (
	`team_id` integer NOT NULL,
	`user_id` text NOT NULL,
	`seen_at` integer NOT NULL,
	`try_at` integer,
	PRIMARY KEY(`team_id`, `user_id`),
	FOREIGN KEY (`team_id`) REFERENCES `teams`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `newcomers_waiting` ON `newcomers` (`try_at`) WHERE try_at is not null;--> statement-breakpoint
CREATE TABLE `plan_entries` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`title` text NOT NULL,
	`campaign` text,
	`audience` text NOT NULL,
	`starts_on` text NOT NULL,
	`ends_on` text NOT NULL,
	`sales_task` text,
	`item_ids` text NOT NULL,
	`owner_id` text NOT NULL,
	`checked_at` integer NOT NULL,
	`version` integer NOT NULL,
	`by` text NOT NULL,
	`at` integer NOT NULL,
	`removed_at` integer
);
--> statement-breakpoint
CREATE INDEX `plan_entries_by_end` ON `plan_entries` (`ends_on`) WHERE removed_at is null;--> statement-breakpoint
CREATE TABLE `plan_questions` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`entry_id` integer NOT NULL,
	`words` text NOT NULL,
	`asker_id` text NOT NULL,
	`at` integer NOT NULL,
	`told` text NOT NULL,
	`answer` text,
	`answered_by` text,
	`answered_at` integer,
	FOREIGN KEY (`entry_id`) REFERENCES `plan_entries`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `plan_questions_of_entry` ON `plan_questions` (`entry_id`,`id`);--> statement-breakpoint
CREATE INDEX `plan_questions_open` ON `plan_questions` (`id`) WHERE answer is null;--> statement-breakpoint
ALTER TABLE `preferences` ADD `introductions` text DEFAULT 'on' NOT NULL;