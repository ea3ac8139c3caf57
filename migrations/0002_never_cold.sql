CREATE TABLE `ladder_steps` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`lead_id` integer NOT NULL,
	`kind` text NOT NULL,
	`user_id` text NOT NULL,
	`due_at` integer NOT NULL,
	`taken_at` integer,
	`called_off_at` integer,
	FOREIGN KEY (`lead_id`) REFERENCES `leads`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `ladder_steps_due` ON `ladder_steps` (`due_at`) WHERE taken_at is null and called_off_at is null;--> statement-breakpoint
CREATE INDEX `ladder_steps_of_lead` ON `ladder_steps` (`lead_id`,`id`);--> statement-breakpoint
CREATE TABLE `absences` (
	`user_id` text PRIMARY KEY NOT NULL,
	`since` integer NOT NULL,
	`until` integer
);
--> statement-breakpoint
CREATE TABLE `assignments` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`lead_id` integer NOT NULL,
	`team_id` integer NOT NULL,
	`user_id` text NOT NULL,
	`why` text NOT NULL,
	`turn_in` text,
	`at` integer NOT NULL,
	FOREIGN KEY (`lead_id`) REFERENCES `leads`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`team_id`) REFERENCES `teams`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `assignments_of_lead` ON `assignments` (`lead_id`,`id`);--> statement-breakpoint
CREATE INDEX `assignments_of_day` ON `assignments` (`user_id`,`at`) WHERE turn_in is not null;--> statement-breakpoint
CREATE TABLE `sellers` (
	`team_id` integer NOT NULL,
	`user_id` text NOT NULL,
	`weight` integer,
	`daily_cap` integer,
	`pass` real NOT NULL,
	`moved_pass` real DEFAULT 0 NOT NULL,
	`is_present` integer DEFAULT true NOT NULL,
	`absence` text,
	`undisturbed_until` integer,
	PRIMARY KEY(`team_id`, `user_id`),
	FOREIGN KEY (`team_id`) REFERENCES `teams`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
ALTER TABLE `leads` ADD `due_at` integer;--> statement-breakpoint
ALTER TABLE `teams` ADD `routing` text DEFAULT 'pool' NOT NULL;--> statement-breakpoint
ALTER TABLE `teams` ADD `one_seller_id` text;--> statement-breakpoint
ALTER TABLE `teams` ADD `account_rule` integer DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE `teams` ADD `fallback_id` text;--> statement-breakpoint
ALTER TABLE `teams` ADD `daily_cap` integer;--> statement-breakpoint
ALTER TABLE `teams` ADD `hot_accept_minutes` integer DEFAULT 15 NOT NULL;--> statement-breakpoint
ALTER TABLE `teams` ADD `accept_minutes` integer DEFAULT 120 NOT NULL;--> statement-breakpoint
ALTER TABLE `teams` ADD `touch_minutes` integer DEFAULT 240 NOT NULL;