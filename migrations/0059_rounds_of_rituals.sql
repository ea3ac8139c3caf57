ALTER TABLE `feedback_rounds` ADD `cycle_id` integer;--> statement-breakpoint
CREATE INDEX `feedback_rounds_of_cycle` ON `feedback_rounds` (`cycle_id`) WHERE cycle_id is not null;