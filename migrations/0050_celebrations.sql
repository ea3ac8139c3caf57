CREATE TABLE `celebrated_wins` (
	`lead_id` integer NOT NULL,
	`celebration_id` integer NOT NULL,
	PRIMARY KEY(`lead_id`, `celebration_id`),
	FOREIGN KEY (`celebration_id`) REFERENCES `celebrations`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `celebrations` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`quarter` text NOT NULL,
	`state` text NOT NULL,
	`content` text NOT NULL,
	`version` integer NOT NULL,
	`by` text NOT NULL,
	`at` integer NOT NULL,
	`channels` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `celebrations_quarter` ON `celebrations` (`quarter`);--> statement-breakpoint
CREATE TABLE `moments` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`channel_id` text NOT NULL,
	`ts` text NOT NULL,
	`link` text NOT NULL,
	`words` text NOT NULL,
	`quote` text,
	`author_id` text,
	`by` text NOT NULL,
	`at` integer NOT NULL,
	`celebration_id` integer,
	FOREIGN KEY (`celebration_id`) REFERENCES `celebrations`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `moments_message` ON `moments` (`channel_id`,`ts`);--> statement-breakpoint
CREATE INDEX `moments_open` ON `moments` (`at`) WHERE celebration_id is null;