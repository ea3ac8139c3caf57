CREATE TABLE `library_misses` (
	`words` text NOT NULL,
	`day` text NOT NULL,
	`times` integer NOT NULL,
	`suggestion_id` integer,
	PRIMARY KEY(`words`, `day`),
	FOREIGN KEY (`suggestion_id`) REFERENCES `library_suggestions`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `library_misses_day` ON `library_misses` (`day`);--> statement-breakpoint
CREATE TABLE `library_suggestions` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`words` text NOT NULL,
	`times` integer NOT NULL,
	`state` text NOT NULL,
	`by` text,
	`request_id` integer,
	`channel` text,
	`ts` text,
	`at` integer NOT NULL,
	`settled_at` integer
);
--> statement-breakpoint
CREATE INDEX `library_suggestions_at` ON `library_suggestions` (`at`);--> statement-breakpoint
CREATE TABLE `library_uses` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`item_id` integer NOT NULL,
	`kind` text NOT NULL,
	`user_id` text NOT NULL,
	`lead_id` integer,
	`channel_id` text,
	`to_id` text,
	`stage` text,
	`request_id` integer,
	`words` text,
	`at` integer NOT NULL,
	FOREIGN KEY (`item_id`) REFERENCES `library_items`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`lead_id`) REFERENCES `leads`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "library_uses_known" CHECK("library_uses"."kind" in ('shared', 'sent', 'used', 'helped', 'not_helped'))
);
--> statement-breakpoint
CREATE INDEX `library_uses_of_item` ON `library_uses` (`item_id`,`kind`,`at`);--> statement-breakpoint
CREATE INDEX `library_uses_at` ON `library_uses` (`at`,`item_id`);--> statement-breakpoint
CREATE INDEX `library_uses_of_lead` ON `library_uses` (`lead_id`,`item_id`) WHERE lead_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX `library_uses_help` ON `library_uses` (`item_id`,`user_id`) WHERE kind in ('helped', 'not_helped') and request_id is null;--> statement-breakpoint
CREATE UNIQUE INDEX `library_uses_help_of_request` ON `library_uses` (`item_id`,`user_id`,`request_id`) WHERE kind in ('helped', 'not_helped') and request_id is not null;--> statement-breakpoint
CREATE TABLE `library_wishes` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`user_id` text NOT NULL,
	`words` text NOT NULL,
	`at` integer NOT NULL,
	`looked_at` integer NOT NULL,
	`told_at` integer,
	`item_id` integer,
	FOREIGN KEY (`item_id`) REFERENCES `library_items`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `library_wishes_open` ON `library_wishes` (`user_id`,lower("words")) WHERE told_at is null;--> statement-breakpoint
CREATE INDEX `library_wishes_look` ON `library_wishes` (`looked_at`) WHERE told_at is null;