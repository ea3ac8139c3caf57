CREATE TABLE `standings` (
	`user_id` text PRIMARY KEY NOT NULL,
	`standing` text NOT NULL,
	`is_admin` integer NOT NULL
);
--> statement-breakpoint
DROP TABLE `fallback_owners`;