CREATE TABLE `escalations` (
	`lead_id` integer PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`kind` text NOT NULL,
	`due_at` integer NOT NULL,
	`later` text NOT NULL,
	FOREIGN KEY (`lead_id`) REFERENCES `leads`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `escalations_due` ON `escalations` (`due_at`);--> statement-breakpoint
-- custom
-- The open steps of a lead become one row: the next step, and those after it.
INSERT INTO `escalations` (`lead_id`, `user_id`, `kind`, `due_at`, `later`)
WITH `open` AS (
  SELECT *, row_number() OVER (PARTITION BY `lead_id` ORDER BY `due_at`, `id`) AS `place` FROM `escalation_steps`
  WHERE `taken_at` IS NULL AND `called_off_at` IS NULL
)
SELECT `lead_id`, `user_id`, `kind`, `due_at`, (
  SELECT json_group_array(json_array(`after`.`kind`, `after`.`due_at`) ORDER BY `after`.`place`) FROM `open` AS `after`
  WHERE `after`.`lead_id` = `next`.`lead_id` AND `after`.`place` > 1
) FROM `open` AS `next` WHERE `place` = 1;
