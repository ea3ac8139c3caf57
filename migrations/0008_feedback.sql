CREATE TABLE `box_copies` (
	`question_id` integer NOT NULL,
	`place` text NOT NULL,
	`channel` text,
	`ts` text,
	`told_reply_id` integer DEFAULT 0 NOT NULL,
	PRIMARY KEY(`question_id`, `place`),
	FOREIGN KEY (`question_id`) REFERENCES `box_questions`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `box_copies_at` ON `box_copies` (`place`);--> statement-breakpoint
CREATE TABLE `box_questions` (
	`id` integer PRIMARY KEY NOT NULL,
	`key_name` text NOT NULL,
	`asker` text NOT NULL,
	`words` text NOT NULL,
	`hidden_by` text,
	`public_answer` text,
	`post_channel` text,
	`post_ts` text
);
--> statement-breakpoint
CREATE INDEX `box_questions_of_key` ON `box_questions` (`key_name`);--> statement-breakpoint
CREATE INDEX `box_questions_open` ON `box_questions` (`id`) WHERE hidden_by is null;--> statement-breakpoint
CREATE TABLE `box_replies` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`question_id` integer NOT NULL,
	`side` text NOT NULL,
	`words` text NOT NULL,
	FOREIGN KEY (`question_id`) REFERENCES `box_questions`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `box_replies_of` ON `box_replies` (`question_id`,`id`);--> statement-breakpoint
CREATE TABLE `box_supports` (
	`question_id` integer NOT NULL,
	`mark` text NOT NULL,
	PRIMARY KEY(`question_id`, `mark`),
	FOREIGN KEY (`question_id`) REFERENCES `box_questions`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `box_waiting` (
	`key_name` text PRIMARY KEY NOT NULL,
	`capacity` integer NOT NULL,
	`slot_bytes` integer NOT NULL,
	`sealed` blob NOT NULL
);
--> statement-breakpoint
CREATE TABLE `feedback_actions` (
	`round_id` integer PRIMARY KEY NOT NULL,
	`what` text,
	`owner_id` text,
	`due_on` text,
	`why_nothing` text,
	`at` integer NOT NULL,
	FOREIGN KEY (`round_id`) REFERENCES `feedback_rounds`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `feedback_answers` (
	`round_id` integer NOT NULL,
	`user_id` text NOT NULL,
	`answers` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`round_id`, `user_id`),
	FOREIGN KEY (`round_id`) REFERENCES `feedback_rounds`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `feedback_boxes` (
	`round_id` integer PRIMARY KEY NOT NULL,
	`capacity` integer NOT NULL,
	`slot_bytes` integer NOT NULL,
	`sealed` blob NOT NULL,
	FOREIGN KEY (`round_id`) REFERENCES `feedback_rounds`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `feedback_marks` (
	`round_id` integer NOT NULL,
	`mark` text NOT NULL,
	`has_answered` integer NOT NULL,
	PRIMARY KEY(`round_id`, `mark`),
	FOREIGN KEY (`round_id`) REFERENCES `feedback_rounds`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `feedback_questions` (
	`round_id` integer NOT NULL,
	`place` integer NOT NULL,
	`kind` text NOT NULL,
	`text` text NOT NULL,
	`choices` text NOT NULL,
	PRIMARY KEY(`round_id`, `place`),
	FOREIGN KEY (`round_id`) REFERENCES `feedback_rounds`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `feedback_recipients` (
	`round_id` integer NOT NULL,
	`user_id` text NOT NULL,
	`side` text,
	`dm_channel` text,
	`dm_ts` text,
	PRIMARY KEY(`round_id`, `user_id`),
	FOREIGN KEY (`round_id`) REFERENCES `feedback_rounds`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `feedback_recipients_of` ON `feedback_recipients` (`user_id`);--> statement-breakpoint
CREATE TABLE `feedback_results` (
	`round_id` integer PRIMARY KEY NOT NULL,
	`results` text NOT NULL,
	FOREIGN KEY (`round_id`) REFERENCES `feedback_rounds`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `feedback_rounds` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`asker_id` text NOT NULL,
	`about` text,
	`subject_kind` text,
	`subject_ref` text,
	`is_anonymous` integer NOT NULL,
	`minimum` integer NOT NULL,
	`key_name` text,
	`place_id` text,
	`file_id` text,
	`file_name` text,
	`file_link` text,
	`team_id` integer,
	`zone` text NOT NULL,
	`asked` integer NOT NULL,
	`opened_at` integer NOT NULL,
	`closes_at` integer NOT NULL,
	`remind_at` integer,
	`closed_at` integer,
	`outcome` text,
	`answered` integer,
	`action_remind_at` integer,
	`card_channel` text,
	`card_ts` text,
	FOREIGN KEY (`team_id`) REFERENCES `teams`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `feedback_rounds_open` ON `feedback_rounds` (`closes_at`) WHERE closed_at is null;--> statement-breakpoint
CREATE INDEX `feedback_rounds_of_asker` ON `feedback_rounds` (`asker_id`,`id`);--> statement-breakpoint
CREATE INDEX `feedback_rounds_action` ON `feedback_rounds` (`action_remind_at`) WHERE action_remind_at is not null;--> statement-breakpoint
CREATE INDEX `feedback_rounds_anonymous` ON `feedback_rounds` (`opened_at`) WHERE is_anonymous = 1;--> statement-breakpoint
CREATE TABLE `campaigns` (
	`name` text PRIMARY KEY NOT NULL,
	`uses` integer NOT NULL,
	`used_at` integer NOT NULL
);
--> statement-breakpoint
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
ALTER TABLE `leads` ADD `campaign` text;--> statement-breakpoint
ALTER TABLE `preferences` ADD `quality` text DEFAULT 'message' NOT NULL;