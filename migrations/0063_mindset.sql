CREATE TABLE `mindset_agreements` (
	`cycle_id` integer PRIMARY KEY NOT NULL,
	`advantages` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`sales_by` text,
	`marketing_by` text,
	`agreed_at` integer,
	`published_by` text,
	`published_at` integer,
	FOREIGN KEY (`cycle_id`) REFERENCES `ritual_cycles`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `mindset_answers` (
	`id` text PRIMARY KEY NOT NULL,
	`cycle_id` integer NOT NULL,
	`group_id` integer NOT NULL,
	`words` text NOT NULL,
	`side` text,
	FOREIGN KEY (`cycle_id`) REFERENCES `ritual_cycles`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`group_id`) REFERENCES `mindset_groups`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `mindset_answers_of` ON `mindset_answers` (`cycle_id`,`group_id`);--> statement-breakpoint
CREATE TABLE `mindset_checks` (
	`cycle_id` integer PRIMARY KEY NOT NULL,
	`minimum` integer NOT NULL,
	`outcome` text,
	`answered` integer,
	`facilitator_id` text,
	`remind_at` integer,
	`reminders` integer DEFAULT 0 NOT NULL,
	FOREIGN KEY (`cycle_id`) REFERENCES `ritual_cycles`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `mindset_groups` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`cycle_id` integer NOT NULL,
	`name` text NOT NULL,
	`counted` integer,
	`sales` integer,
	`marketing` integer,
	FOREIGN KEY (`cycle_id`) REFERENCES `ritual_cycles`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `mindset_groups_of` ON `mindset_groups` (`cycle_id`);