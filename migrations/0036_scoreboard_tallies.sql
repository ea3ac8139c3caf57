CREATE TABLE `scoreboard_tallies` (
	`view` text NOT NULL,
	`level` text NOT NULL,
	`day` integer NOT NULL,
	`marks` integer NOT NULL,
	`counted` integer NOT NULL,
	`tallies` text,
	PRIMARY KEY(`view`, `level`, `day`)
);

--> statement-breakpoint
INSERT INTO `scoreboard_tallies` (`view`, `level`, `day`, `marks`, `counted`)
  SELECT DISTINCT 'cohort', 'day', `handed_off_at` / 86400000, 1, 0 FROM `scoreboard_leads`;--> statement-breakpoint
INSERT INTO `scoreboard_tallies` (`view`, `level`, `day`, `marks`, `counted`)
  SELECT DISTINCT 'activity', 'day', `at` / 86400000, 1, 0 FROM (
    SELECT `handed_off_at` AS `at` FROM `scoreboard_leads` UNION ALL
    SELECT `accepted_at` AS `at` FROM `scoreboard_leads` UNION ALL
    SELECT `accept_missed_at` AS `at` FROM `scoreboard_leads` UNION ALL
    SELECT `touched_at` AS `at` FROM `scoreboard_leads` UNION ALL
    SELECT `touch_missed_at` AS `at` FROM `scoreboard_leads` UNION ALL
    SELECT `qualified_at` AS `at` FROM `scoreboard_leads` UNION ALL
    SELECT `won_at` AS `at` FROM `scoreboard_leads` UNION ALL
    SELECT `lost_at` AS `at` FROM `scoreboard_leads` UNION ALL
    SELECT `returned_at` AS `at` FROM `scoreboard_leads` UNION ALL
    SELECT `answered_at` AS `at` FROM `scoreboard_leads` UNION ALL
    SELECT `answer_missed_at` AS `at` FROM `scoreboard_leads` UNION ALL
    SELECT `recycled_at` AS `at` FROM `scoreboard_leads` UNION ALL
    SELECT `rated_at` AS `at` FROM `scoreboard_leads`
  ) WHERE `at` IS NOT NULL;
