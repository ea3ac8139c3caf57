ALTER TABLE `scoreboard_leads` ADD `last_at` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `scoreboard_leads` ADD `process_minutes` integer;--> statement-breakpoint
ALTER TABLE `scoreboard_leads` ADD `process_clock_minutes` integer;--> statement-breakpoint
UPDATE `scoreboard_leads` SET `last_at` = max(`handed_off_at`, ifnull(`accepted_at`, 0), ifnull(`accept_missed_at`, 0),
  ifnull(`touched_at`, 0), ifnull(`touch_missed_at`, 0), ifnull(`qualified_at`, 0), ifnull(`won_at`, 0), ifnull(`lost_at`, 0),
  ifnull(`returned_at`, 0), ifnull(`answered_at`, 0), ifnull(`answer_missed_at`, 0), ifnull(`recycled_at`, 0), ifnull(`rated_at`, 0));--> statement-breakpoint
CREATE INDEX `scoreboard_of_team` ON `scoreboard_leads` (`team_id`,`last_at`,`handed_off_at`);--> statement-breakpoint
CREATE INDEX `scoreboard_of_source` ON `scoreboard_leads` (`source`,`last_at`,`handed_off_at`);--> statement-breakpoint
CREATE INDEX `scoreboard_of_campaign` ON `scoreboard_leads` (`campaign`,`last_at`,`handed_off_at`);--> statement-breakpoint
CREATE INDEX `scoreboard_of_seller` ON `scoreboard_leads` (`seller_id`,`last_at`,`handed_off_at`);--> statement-breakpoint
CREATE INDEX `scoreboard_of_marketer` ON `scoreboard_leads` (`marketer_id`,`last_at`,`handed_off_at`);