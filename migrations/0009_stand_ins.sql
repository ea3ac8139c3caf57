CREATE TABLE `stand_ins` (
	`team_id` integer PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`instead_of` text NOT NULL,
	FOREIGN KEY (`team_id`) REFERENCES `teams`(`id`) ON UPDATE no action ON DELETE no action
);
