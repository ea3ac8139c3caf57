CREATE TABLE `ride_along_pairs` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`cycle_id` integer NOT NULL,
	`seller_id` text NOT NULL,
	`marketer_id` text NOT NULL,
	`rode_at` integer,
	`state` text NOT NULL,
	`declined_by` text,
	`ride_id` integer,
	`at` integer NOT NULL,
	FOREIGN KEY (`cycle_id`) REFERENCES `ritual_cycles`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`ride_id`) REFERENCES `ride_alongs`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `ride_along_pairs_once` ON `ride_along_pairs` (`cycle_id`,`seller_id`,`marketer_id`);--> statement-breakpoint
CREATE INDEX `ride_along_pairs_of_ride` ON `ride_along_pairs` (`ride_id`) WHERE ride_id is not null;--> statement-breakpoint
ALTER TABLE `preferences` ADD `ride_alongs` text DEFAULT 'monthly' NOT NULL;