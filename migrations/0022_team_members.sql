CREATE TABLE `memberships` (
	`team_id` integer PRIMARY KEY NOT NULL,
	`place_id` text NOT NULL,
	`user_ids` text NOT NULL,
	`read_at` integer,
	`is_current` integer NOT NULL,
	`error` text,
	`failing_since` integer,
	FOREIGN KEY (`team_id`) REFERENCES `teams`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
-- Teams whose roster is known stay known over the upgrade; they are read again at the next tick.
INSERT INTO `memberships` (`team_id`, `place_id`, `user_ids`, `read_at`, `is_current`)
	SELECT `teams`.`id`, coalesce(`teams`.`user_group_id`, `teams`.`channel_id`), json_group_array(`sellers`.`user_id`), 0, 0
	FROM `teams` JOIN `sellers` ON `sellers`.`team_id` = `teams`.`id` AND `sellers`.`is_present`
	GROUP BY `teams`.`id`;
