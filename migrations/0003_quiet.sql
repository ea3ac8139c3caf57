CREATE TABLE `preferences` (
	`user_id` text PRIMARY KEY NOT NULL,
	`morning` text NOT NULL,
	`reminders` text NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE `sellers` ADD `name` text;--> statement-breakpoint
CREATE INDEX `leads_of_assignee` ON `leads` (`assignee_id`,`status`) WHERE assignee_id is not null;