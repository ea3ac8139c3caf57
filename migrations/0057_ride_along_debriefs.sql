CREATE TABLE `ride_along_debriefs` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`ride_id` integer NOT NULL,
	`user_id` text NOT NULL,
	`asked` text,
	`missing` text,
	`surprised` text,
	`at` integer NOT NULL,
	`request_id` integer,
	`point_at` integer,
	`noted_at` integer,
	FOREIGN KEY (`ride_id`) REFERENCES `ride_alongs`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `ride_along_debriefs_once` ON `ride_along_debriefs` (`ride_id`,`user_id`);--> statement-breakpoint
ALTER TABLE `ride_along_people` ADD `is_missed` integer DEFAULT false NOT NULL;