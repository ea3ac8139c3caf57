CREATE TABLE `role_answers` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`question_id` integer NOT NULL,
	`what` text NOT NULL,
	`owner` text NOT NULL,
	`person_id` text,
	`note` text,
	`by` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`question_id`) REFERENCES `role_questions`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `role_answers_of_question` ON `role_answers` (`question_id`,`id`);--> statement-breakpoint
CREATE TABLE `role_lines` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`what` text NOT NULL,
	`owner` text NOT NULL,
	`person_id` text,
	`cited_in` text,
	`replaces_id` integer,
	`is_removal` integer NOT NULL,
	`position` integer NOT NULL,
	`side` text NOT NULL,
	`proposed_by` text NOT NULL,
	`proposed_at` integer NOT NULL,
	`state` text NOT NULL,
	`decided_by` text,
	`decided_at` integer,
	FOREIGN KEY (`replaces_id`) REFERENCES `role_lines`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `role_lines_state` ON `role_lines` (`state`,`position`);--> statement-breakpoint
CREATE TABLE `role_questions` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`words` text NOT NULL,
	`asker_id` text NOT NULL,
	`sales_team_id` integer,
	`marketing_team_id` integer,
	`asked_at` integer NOT NULL,
	`escalates_at` integer NOT NULL,
	`escalated_at` integer,
	`told` text NOT NULL,
	`settled_by` text,
	`settled_at` integer,
	`kept_as` text,
	`kept_by` text,
	FOREIGN KEY (`sales_team_id`) REFERENCES `teams`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`marketing_team_id`) REFERENCES `teams`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `role_questions_open` ON `role_questions` (`id`) WHERE settled_at is null;