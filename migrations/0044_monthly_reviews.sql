CREATE TABLE `review_actions` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`review_id` integer NOT NULL,
	`what` text NOT NULL,
	`owner_id` text NOT NULL,
	`due_on` text NOT NULL,
	`status` text DEFAULT 'open' NOT NULL,
	`by` text NOT NULL,
	`at` integer NOT NULL,
	`settled_by` text,
	`settled_at` integer,
	`reason` text,
	`remind_at` integer,
	`told_of` text,
	FOREIGN KEY (`review_id`) REFERENCES `reviews`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `review_actions_of` ON `review_actions` (`review_id`,`id`);--> statement-breakpoint
CREATE INDEX `review_actions_open` ON `review_actions` (`owner_id`,`due_on`) WHERE status = 'open';--> statement-breakpoint
CREATE INDEX `review_actions_remind` ON `review_actions` (`remind_at`) WHERE remind_at is not null;--> statement-breakpoint
CREATE INDEX `review_actions_settled` ON `review_actions` (`settled_at`) WHERE settled_at is not null;--> statement-breakpoint
CREATE TABLE `review_decisions` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`review_id` integer NOT NULL,
	`what` text NOT NULL,
	`by` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`review_id`) REFERENCES `reviews`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `review_decisions_of` ON `review_decisions` (`review_id`,`id`);--> statement-breakpoint
CREATE TABLE `reviews` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`month` text NOT NULL,
	`status` text NOT NULL,
	`due_at` integer NOT NULL,
	`moved_by` text,
	`ended_by` text,
	`reason` text,
	`opened_at` integer,
	`posted_at` integer,
	`ended_at` integer,
	`report` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `reviews_month` ON `reviews` (`month`);--> statement-breakpoint
CREATE UNIQUE INDEX `reviews_planned` ON `reviews` (`status`) WHERE status = 'planned';--> statement-breakpoint
CREATE UNIQUE INDEX `reviews_open` ON `reviews` (`status`) WHERE status = 'open';