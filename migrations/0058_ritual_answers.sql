CREATE TABLE `ritual_boxes` (
	`cycle_id` integer NOT NULL,
	`part` integer NOT NULL,
	`capacity` integer NOT NULL,
	`slot_bytes` integer NOT NULL,
	`sealed` blob NOT NULL,
	PRIMARY KEY(`cycle_id`, `part`),
	FOREIGN KEY (`cycle_id`) REFERENCES `ritual_cycles`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `ritual_keys` (
	`cycle_id` integer PRIMARY KEY NOT NULL,
	`key_name` text NOT NULL,
	FOREIGN KEY (`cycle_id`) REFERENCES `ritual_cycles`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `ritual_pseudonyms` (
	`cycle_id` integer NOT NULL,
	`code` text NOT NULL,
	`has_answered` integer NOT NULL,
	`part` integer NOT NULL,
	PRIMARY KEY(`cycle_id`, `code`),
	FOREIGN KEY (`cycle_id`) REFERENCES `ritual_cycles`(`id`) ON UPDATE no action ON DELETE no action
);
