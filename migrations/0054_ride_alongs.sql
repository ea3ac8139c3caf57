CREATE TABLE `ride_along_people` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`ride_id` integer NOT NULL,
	`user_id` text NOT NULL,
	`role` text NOT NULL,
	`since` integer NOT NULL,
	`left_at` integer,
	`has_file` integer NOT NULL,
	`remind_at` integer,
	FOREIGN KEY (`ride_id`) REFERENCES `ride_alongs`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `ride_along_people_once` ON `ride_along_people` (`ride_id`,`user_id`);--> statement-breakpoint
CREATE INDEX `ride_along_people_of_person` ON `ride_along_people` (`user_id`,`ride_id`);--> statement-breakpoint
CREATE INDEX `ride_along_people_to_remind` ON `ride_along_people` (`remind_at`) WHERE remind_at is not null;--> statement-breakpoint
CREATE TABLE `ride_along_reactions` (
	`ride_id` integer NOT NULL,
	`user_id` text NOT NULL,
	`emoji` text NOT NULL,
	`present` integer NOT NULL,
	`event_ts` text NOT NULL,
	PRIMARY KEY(`ride_id`, `user_id`, `emoji`),
	FOREIGN KEY (`ride_id`) REFERENCES `ride_alongs`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `ride_alongs` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`host_id` text NOT NULL,
	`team_id` integer NOT NULL,
	`side` text NOT NULL,
	`channel_id` text NOT NULL,
	`kind` text NOT NULL,
	`title` text NOT NULL,
	`lead_id` integer,
	`starts_at` integer NOT NULL,
	`ends_at` integer NOT NULL,
	`seats` integer NOT NULL,
	`place` text,
	`words` text,
	`status` text NOT NULL,
	`called_off_by` text,
	`reason` text,
	`sequence` integer NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`team_id`) REFERENCES `teams`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`lead_id`) REFERENCES `leads`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `ride_alongs_open` ON `ride_alongs` (`ends_at`) WHERE status = 'open';--> statement-breakpoint
CREATE INDEX `ride_alongs_of_lead` ON `ride_alongs` (`lead_id`) WHERE lead_id is not null;