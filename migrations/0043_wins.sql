CREATE TABLE `win_marks` (
	`lead_id` integer PRIMARY KEY NOT NULL,
	FOREIGN KEY (`lead_id`) REFERENCES `leads`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `win_credits` (
	`lead_id` integer NOT NULL,
	`kind` text NOT NULL,
	`user_id` text NOT NULL,
	`share` integer NOT NULL,
	`cents` integer,
	`currency` text,
	`won_at` integer NOT NULL,
	PRIMARY KEY(`lead_id`, `kind`, `user_id`),
	FOREIGN KEY (`lead_id`) REFERENCES `wins`(`lead_id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `win_credits_of_person` ON `win_credits` (`user_id`,`won_at`,`lead_id`);--> statement-breakpoint
CREATE TABLE `win_people` (
	`user_id` text PRIMARY KEY NOT NULL,
	`shown` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `win_records` (
	`user_id` text NOT NULL,
	`currency` text NOT NULL,
	`assisted` integer NOT NULL,
	`with_content` integer NOT NULL,
	`closed` integer NOT NULL,
	`cents` integer NOT NULL,
	`share_cents` integer NOT NULL,
	PRIMARY KEY(`user_id`, `currency`)
);
--> statement-breakpoint
CREATE TABLE `win_rules` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`hand_off` integer NOT NULL,
	`content` integer NOT NULL,
	`contacts` integer NOT NULL,
	`close` integer NOT NULL,
	`words` text,
	`proposed_by` text NOT NULL,
	`side` text NOT NULL,
	`proposed_at` integer NOT NULL,
	`state` text NOT NULL,
	`decided_by` text,
	`decided_at` integer,
	CONSTRAINT "win_rules_whole" CHECK("win_rules"."hand_off" + "win_rules"."content" + "win_rules"."contacts" + "win_rules"."close" = 100)
);
--> statement-breakpoint
CREATE INDEX `win_rules_decided` ON `win_rules` (`state`,`decided_at`);--> statement-breakpoint
CREATE TABLE `win_weeks` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`channel_id` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `wins` (
	`lead_id` integer PRIMARY KEY NOT NULL,
	`won_at` integer NOT NULL,
	`cents` integer,
	`currency` text,
	`rules_id` integer,
	`size` text NOT NULL,
	`posting` text NOT NULL,
	`week_id` integer,
	FOREIGN KEY (`lead_id`) REFERENCES `leads`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`rules_id`) REFERENCES `win_rules`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`week_id`) REFERENCES `win_weeks`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `wins_at` ON `wins` (`won_at`);--> statement-breakpoint
CREATE INDEX `wins_valued` ON `wins` (`currency`,`won_at`,`cents`) WHERE cents is not null;--> statement-breakpoint
CREATE INDEX `wins_of_week` ON `wins` (`week_id`) WHERE week_id is not null;--> statement-breakpoint
CREATE INDEX `wins_waiting` ON `wins` (`lead_id`) WHERE posting = 'week' and week_id is null;--> statement-breakpoint
ALTER TABLE `preferences` ADD `wins` text DEFAULT 'named' NOT NULL;--> statement-breakpoint
INSERT INTO `win_marks` (`lead_id`) SELECT `id` FROM `leads` WHERE `status` = 'won';
