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
CREATE INDEX `library_uses_at` ON `library_uses` (`at`,`item_id`,`kind`,`stage`);--> statement-breakpoint
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
CREATE INDEX `library_wishes_look` ON `library_wishes` (`looked_at`) WHERE told_at is null;--> statement-breakpoint
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
CREATE INDEX `library_items_shelf` ON `library_items` (`stage`,`kind`,`created_at`,`id`,`retired_at`) WHERE retired_at is null;--> statement-breakpoint
CREATE INDEX `library_items_stage` ON `library_items` (`stage`,`created_at`,`id`,`retired_at`) WHERE retired_at is null;--> statement-breakpoint
CREATE INDEX `library_items_kind` ON `library_items` (`kind`,`created_at`,`id`,`retired_at`) WHERE retired_at is null;--> statement-breakpoint
CREATE INDEX `library_items_review` ON `library_items` (`review_at`,`id`) WHERE retired_at is null;--> statement-breakpoint
CREATE INDEX `library_items_owner` ON `library_items` (`owner_id`,`review_at`) WHERE retired_at is null;--> statement-breakpoint
CREATE INDEX `library_items_newest` ON `library_items` (`created_at`,`id`) WHERE retired_at is null;--> statement-breakpoint
CREATE INDEX `library_items_request` ON `library_items` (`request_id`);--> statement-breakpoint
CREATE INDEX `library_items_link` ON `library_items` (`link`);--> statement-breakpoint
CREATE INDEX `library_items_file` ON `library_items` ("file" ->> 'sha256');--> statement-breakpoint
CREATE TABLE `library_review_asks` (
	`owner_id` text PRIMARY KEY NOT NULL,
	`due_at` integer,
	`asked_at` integer
);
--> statement-breakpoint
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
	`state` text NOT NULL,
	`text` text,
	`trouble` text,
	`attempts` integer DEFAULT 0 NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`item_id`) REFERENCES `library_items`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `library_texts_undone` ON `library_texts` (`at`,`item_id`) WHERE state in ('fetching', 'waiting');--> statement-breakpoint
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
CREATE INDEX `library_versions_of_item` ON `library_versions` (`item_id`,`id`);--> statement-breakpoint
CREATE TABLE `content_requests` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`team_id` integer NOT NULL,
	`title` text NOT NULL,
	`kind` text NOT NULL,
	`stage` text,
	`audience` text,
	`lead_id` integer,
	`customer` text,
	`words` text,
	`priority` text NOT NULL,
	`needed_by` text NOT NULL,
	`due_at` integer NOT NULL,
	`hurry` text,
	`status` text NOT NULL,
	`requested_by` text NOT NULL,
	`requested_at` integer NOT NULL,
	`owner_id` text,
	`claimed_at` integer,
	`question_at` integer,
	`question_by` text,
	`closed_at` integer,
	`item_id` integer,
	`votes` integer NOT NULL,
	`card_channel` text,
	`card_ts` text,
	`card_reposts` integer DEFAULT 0 NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`team_id`) REFERENCES `teams`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`lead_id`) REFERENCES `leads`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`item_id`) REFERENCES `library_items`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `content_requests_card` ON `content_requests` (`card_channel`,`card_ts`);--> statement-breakpoint
CREATE INDEX `content_requests_open` ON `content_requests` (`team_id`,`status`,`due_at`) WHERE status in ('new', 'claimed', 'in_progress');--> statement-breakpoint
CREATE INDEX `content_requests_of_owner` ON `content_requests` (`owner_id`,`status`) WHERE owner_id is not null;--> statement-breakpoint
CREATE INDEX `content_requests_of_requester` ON `content_requests` (`requested_by`,`id`);--> statement-breakpoint
CREATE INDEX `content_requests_questions` ON `content_requests` (`requested_by`,`question_at`) WHERE question_at is not null;--> statement-breakpoint
CREATE INDEX `content_requests_of_lead` ON `content_requests` (`lead_id`) WHERE lead_id is not null;--> statement-breakpoint
CREATE INDEX `content_requests_of_item` ON `content_requests` (`item_id`) WHERE item_id is not null;--> statement-breakpoint
CREATE TABLE `request_events` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`request_id` integer NOT NULL,
	`kind` text NOT NULL,
	`actor_id` text,
	`at` integer NOT NULL,
	`status_after` text NOT NULL,
	`details` text,
	FOREIGN KEY (`request_id`) REFERENCES `content_requests`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `request_events_of_request` ON `request_events` (`request_id`,`id`);--> statement-breakpoint
CREATE INDEX `request_events_at` ON `request_events` (`kind`,`at`);--> statement-breakpoint
CREATE TABLE `request_reactions` (
	`request_id` integer NOT NULL,
	`user_id` text NOT NULL,
	`emoji` text NOT NULL,
	`present` integer NOT NULL,
	`event_ts` text NOT NULL,
	PRIMARY KEY(`request_id`, `user_id`, `emoji`),
	FOREIGN KEY (`request_id`) REFERENCES `content_requests`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `request_votes` (
	`request_id` integer NOT NULL,
	`user_id` text NOT NULL,
	`lead_id` integer,
	`at` integer NOT NULL,
	`asked_at` integer,
	PRIMARY KEY(`request_id`, `user_id`),
	FOREIGN KEY (`request_id`) REFERENCES `content_requests`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`lead_id`) REFERENCES `leads`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `request_votes_of_person` ON `request_votes` (`user_id`,`request_id`);--> statement-breakpoint
CREATE INDEX `request_votes_undecided` ON `request_votes` (`lead_id`,`request_id`) WHERE lead_id is not null and asked_at is null;--> statement-breakpoint
ALTER TABLE `outbox` ADD `file_id` text;