CREATE TABLE `channel_outsiders` (
	`channel_id` text PRIMARY KEY NOT NULL,
	`shared_with` text,
	`guests` integer NOT NULL,
	`read_at` integer NOT NULL
);
