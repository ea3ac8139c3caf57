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
CREATE INDEX `request_votes_undecided` ON `request_votes` (`lead_id`,`request_id`) WHERE lead_id is not null and asked_at is null;