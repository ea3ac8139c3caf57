CREATE TABLE `library_review_asks` (
	`owner_id` text PRIMARY KEY NOT NULL,
	`due_at` integer,
	`asked_at` integer
);
--> statement-breakpoint
DROP INDEX `library_texts_waiting`;--> statement-breakpoint
CREATE INDEX `library_texts_undone` ON `library_texts` (`at`,`item_id`) WHERE state in ('fetching', 'waiting');--> statement-breakpoint
ALTER TABLE `library_texts` DROP COLUMN `sha256`;