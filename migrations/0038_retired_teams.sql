DROP INDEX `teams_name`;--> statement-breakpoint
DROP INDEX `teams_channel`;--> statement-breakpoint
ALTER TABLE `teams` ADD `retired_at` integer;--> statement-breakpoint
CREATE UNIQUE INDEX `teams_name` ON `teams` (lower("name")) WHERE retired_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX `teams_channel` ON `teams` (`channel_id`) WHERE retired_at is null;