CREATE TABLE `team_rules` (
	`team_id` integer PRIMARY KEY NOT NULL,
	`sources` text NOT NULL,
	`campaigns` text NOT NULL,
	`countries` text NOT NULL,
	`size_from` integer,
	`size_to` integer,
	FOREIGN KEY (`team_id`) REFERENCES `teams`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
ALTER TABLE `preferences` ADD `booking_link` text;