CREATE TABLE `backups` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`at` integer NOT NULL,
	`file` text NOT NULL,
	`bytes` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `home_changes` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`people` text NOT NULL,
	`team_id` integer,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `homes` (
	`user_id` text PRIMARY KEY NOT NULL,
	`opened_at` integer NOT NULL,
	`pages` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `stand_ins` (
	`team_id` integer PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`instead_of` text NOT NULL,
	FOREIGN KEY (`team_id`) REFERENCES `teams`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `rehearsals` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`team_id` integer NOT NULL,
	`started_by` text NOT NULL,
	`started_at` integer NOT NULL,
	`step` text NOT NULL,
	`owner_id` text,
	`accepted_at` integer,
	`touched_at` integer,
	`ends_at` integer NOT NULL,
	`card_channel` text,
	`card_ts` text
);
--> statement-breakpoint
CREATE TABLE `setup_greetings` (
	`user_id` text PRIMARY KEY NOT NULL,
	`channel` text,
	`ts` text,
	`shown` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `setup_marks` (
	`key` text PRIMARY KEY NOT NULL,
	`by` text,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `setup_proposals` (
	`kind` text PRIMARY KEY NOT NULL,
	`channel_id` text NOT NULL,
	`channel_name` text NOT NULL,
	`user_group_id` text,
	`user_group_name` text
);
--> statement-breakpoint
ALTER TABLE `troubles` ADD `told` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
CREATE INDEX `lead_history_of_actor` ON `lead_history` (`actor_id`,`at`) WHERE kind in ('accepted', 'declined');--> statement-breakpoint
CREATE INDEX `leads_ended` ON `leads` (`updated_at`) WHERE status in ('won', 'lost', 'disqualified');