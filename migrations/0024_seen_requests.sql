CREATE TABLE `seen_requests` (
	`signature` text PRIMARY KEY NOT NULL,
	`signed_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `seen_requests_signed` ON `seen_requests` (`signed_at`);