CREATE TABLE `agenda_points` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`review_id` integer,
	`kind` text NOT NULL,
	`about` text NOT NULL,
	`subject` text,
	`by` text,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `agenda_points_waiting` ON `agenda_points` (`subject`) WHERE review_id is null;--> statement-breakpoint
CREATE INDEX `agenda_points_of_review` ON `agenda_points` (`review_id`,`id`);