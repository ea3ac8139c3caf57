CREATE TABLE `ritual_cycles` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`ritual` text NOT NULL,
	`status` text NOT NULL,
	`due_at` integer NOT NULL,
	`moved_by` text,
	`opened_at` integer,
	`remind_at` integer,
	`closes_at` integer,
	`closed_at` integer,
	`publish_at` integer,
	`published_at` integer,
	`follow_up_at` integer,
	`ended_at` integer,
	`ended_by` text,
	`reason` text
);
--> statement-breakpoint
CREATE INDEX `ritual_cycles_of` ON `ritual_cycles` (`ritual`,`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `ritual_cycles_planned` ON `ritual_cycles` (`ritual`) WHERE status = 'planned';--> statement-breakpoint
CREATE UNIQUE INDEX `ritual_cycles_running` ON `ritual_cycles` (`ritual`) WHERE status in ('open', 'closed');--> statement-breakpoint
CREATE INDEX `ritual_cycles_follow_up` ON `ritual_cycles` (`follow_up_at`) WHERE follow_up_at is not null;--> statement-breakpoint
CREATE TABLE `ritual_participants` (
	`cycle_id` integer NOT NULL,
	`user_id` text NOT NULL,
	`side` text NOT NULL,
	`invited_at` integer,
	PRIMARY KEY(`cycle_id`, `user_id`),
	FOREIGN KEY (`cycle_id`) REFERENCES `ritual_cycles`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `ritual_participants_of` ON `ritual_participants` (`user_id`);