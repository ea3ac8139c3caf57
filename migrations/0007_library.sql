CREATE TABLE `library_items` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`title` text NOT NULL,
	`kind` text NOT NULL,
	`stage` text,
	`tags` text NOT NULL,
	`summary` text,
	`link` text,
	`file` text,
	`owner_id` text NOT NULL,
	`review_at` integer NOT NULL,
	`retired_at` integer,
	`version` integer NOT NULL,
	`request_id` integer,
	`created_at` integer NOT NULL,
	`created_by` text NOT NULL,
	`updated_at` integer NOT NULL,
	`updated_by` text NOT NULL,
	CONSTRAINT "library_items_content" CHECK(("library_items"."link" is null) <> ("library_items"."file" is null))
);
--> statement-breakpoint
CREATE INDEX `library_items_shelf` ON `library_items` (`stage`,`kind`,`id`) WHERE retired_at is null;--> statement-breakpoint
CREATE INDEX `library_items_kind` ON `library_items` (`kind`,`id`) WHERE retired_at is null;--> statement-breakpoint
CREATE INDEX `library_items_review` ON `library_items` (`review_at`,`id`) WHERE retired_at is null;--> statement-breakpoint
CREATE INDEX `library_items_owner` ON `library_items` (`owner_id`,`review_at`) WHERE retired_at is null;--> statement-breakpoint
CREATE INDEX `library_items_newest` ON `library_items` (`created_at`,`id`) WHERE retired_at is null;--> statement-breakpoint
CREATE INDEX `library_items_request` ON `library_items` (`request_id`);--> statement-breakpoint
CREATE INDEX `library_items_link` ON `library_items` (`link`);--> statement-breakpoint
CREATE INDEX `library_items_file` ON `library_items` ("file" ->> 'sha256');--> statement-breakpoint
CREATE TABLE `library_tags` (
	`item_id` integer NOT NULL,
	`key` text NOT NULL,
	`tag` text NOT NULL,
	PRIMARY KEY(`key`, `item_id`),
	FOREIGN KEY (`item_id`) REFERENCES `library_items`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `library_tags_of_item` ON `library_tags` (`item_id`);--> statement-breakpoint
CREATE TABLE `library_texts` (
	`item_id` integer PRIMARY KEY NOT NULL,
	`sha256` text NOT NULL,
	`state` text NOT NULL,
	`text` text,
	`trouble` text,
	`attempts` integer DEFAULT 0 NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`item_id`) REFERENCES `library_items`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `library_texts_waiting` ON `library_texts` (`item_id`) WHERE state = 'waiting';--> statement-breakpoint
CREATE TABLE `library_versions` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`item_id` integer NOT NULL,
	`version` integer NOT NULL,
	`change` text NOT NULL,
	`fields` text NOT NULL,
	`by` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`item_id`) REFERENCES `library_items`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `library_versions_of_item` ON `library_versions` (`item_id`,`id`);