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
