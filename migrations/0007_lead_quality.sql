CREATE TABLE `lead_ratings` (
	`lead_id` integer NOT NULL,
	`user_id` text NOT NULL,
	`moment` text NOT NULL,
	`rating` text NOT NULL,
	`words` text,
	`rated_at` integer NOT NULL,
	PRIMARY KEY(`lead_id`, `user_id`, `moment`),
	FOREIGN KEY (`lead_id`) REFERENCES `leads`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `lead_ratings_at` ON `lead_ratings` (`rated_at`);--> statement-breakpoint
CREATE TABLE `quality_weeks` (
	`team_id` integer NOT NULL,
	`until` integer NOT NULL,
	PRIMARY KEY(`team_id`, `until`),
	FOREIGN KEY (`team_id`) REFERENCES `teams`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `campaigns` (
	`name` text PRIMARY KEY NOT NULL,
	`uses` integer NOT NULL,
	`used_at` integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE `leads` ADD `campaign` text;--> statement-breakpoint
ALTER TABLE `preferences` ADD `quality` text DEFAULT 'message' NOT NULL;