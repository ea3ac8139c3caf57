CREATE TABLE `report_card_actions` (
	`cycle_id` integer NOT NULL,
	`side` text NOT NULL,
	`place` integer NOT NULL,
	`action_id` integer NOT NULL,
	PRIMARY KEY(`cycle_id`, `side`, `place`),
	FOREIGN KEY (`cycle_id`) REFERENCES `ritual_cycles`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`action_id`) REFERENCES `review_actions`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `report_card_needs` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`side` text NOT NULL,
	`needs` text NOT NULL,
	`by` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `report_card_needs_of` ON `report_card_needs` (`side`,`id`);--> statement-breakpoint
CREATE TABLE `report_cards` (
	`cycle_id` integer NOT NULL,
	`side` text NOT NULL,
	`needs` text NOT NULL,
	`asked` integer NOT NULL,
	`outcome` text NOT NULL,
	`answered` integer,
	`marks` text,
	`published_at` integer NOT NULL,
	PRIMARY KEY(`cycle_id`, `side`),
	FOREIGN KEY (`cycle_id`) REFERENCES `ritual_cycles`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `report_cards_of` ON `report_cards` (`side`,`cycle_id`);--> statement-breakpoint
PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE `__new_review_actions` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`review_id` integer,
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
INSERT INTO `__new_review_actions`("id", "review_id", "what", "owner_id", "due_on", "status", "by", "at", "settled_by", "settled_at", "reason", "remind_at", "told_of") SELECT "id", "review_id", "what", "owner_id", "due_on", "status", "by", "at", "settled_by", "settled_at", "reason", "remind_at", "told_of" FROM `review_actions`;--> statement-breakpoint
DROP TABLE `review_actions`;--> statement-breakpoint
ALTER TABLE `__new_review_actions` RENAME TO `review_actions`;--> statement-breakpoint
PRAGMA foreign_keys=ON;--> statement-breakpoint
CREATE INDEX `review_actions_of` ON `review_actions` (`review_id`,`id`);--> statement-breakpoint
CREATE INDEX `review_actions_open` ON `review_actions` (`owner_id`,`due_on`) WHERE status = 'open';--> statement-breakpoint
CREATE INDEX `review_actions_remind` ON `review_actions` (`remind_at`) WHERE remind_at is not null;--> statement-breakpoint
CREATE INDEX `review_actions_settled` ON `review_actions` (`settled_at`) WHERE settled_at is not null;--> statement-breakpoint
ALTER TABLE `ritual_cycles` ADD `announced_at` integer;