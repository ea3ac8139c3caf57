-- Messages keep their places. `gone` was a message that a person had deleted: it is not posted again, as before.
INSERT INTO `posted_messages` (`kind`, `subject_id`, `recipient`, `channel`, `ts`, `deletions`)
	SELECT 'feedback_request', `round_id`, `user_id`, iif(`dm_ts` = 'gone', NULL, `dm_channel`), nullif(`dm_ts`, 'gone'), iif(`dm_ts` = 'gone', 2, 0) FROM `feedback_recipients` WHERE `dm_ts` IS NOT NULL;--> statement-breakpoint
INSERT INTO `posted_messages` (`kind`, `subject_id`, `recipient`, `channel`, `ts`, `deletions`)
	SELECT 'feedback_card', `id`, '', iif(`card_ts` = 'gone', NULL, `card_channel`), nullif(`card_ts`, 'gone'), iif(`card_ts` = 'gone', 2, 0) FROM `feedback_rounds` WHERE `card_ts` IS NOT NULL;--> statement-breakpoint
INSERT INTO `posted_messages` (`kind`, `subject_id`, `recipient`, `channel`, `ts`, `deletions`)
	SELECT 'feedback_summary', `id`, '', iif(`summary_ts` = 'gone', NULL, `summary_channel`), nullif(`summary_ts`, 'gone'), iif(`summary_ts` = 'gone', 2, 0) FROM `feedback_rounds` WHERE `summary_ts` IS NOT NULL;--> statement-breakpoint
INSERT INTO `posted_messages` (`kind`, `subject_id`, `recipient`, `channel`, `ts`, `deletions`)
	SELECT 'question_copy', `question_id`, `place`, iif(`ts` = 'gone', NULL, `channel`), nullif(`ts`, 'gone'), iif(`ts` = 'gone', 2, 0) FROM `box_copies` WHERE `ts` IS NOT NULL;--> statement-breakpoint
INSERT INTO `posted_messages` (`kind`, `subject_id`, `recipient`, `channel`, `ts`, `deletions`)
	SELECT 'question_post', `id`, '', iif(`post_ts` = 'gone', NULL, `post_channel`), nullif(`post_ts`, 'gone'), iif(`post_ts` = 'gone', 2, 0) FROM `box_questions` WHERE `post_ts` IS NOT NULL;--> statement-breakpoint
INSERT INTO `posted_messages` (`kind`, `subject_id`, `recipient`, `channel`, `ts`)
	SELECT 'library_suggestion', `id`, '', `channel`, `ts` FROM `library_suggestions` WHERE `ts` IS NOT NULL;--> statement-breakpoint
INSERT INTO `posted_messages` (`kind`, `subject_id`, `recipient`, `channel`, `ts`)
	SELECT 'rehearsal_card', `id`, '', `card_channel`, `card_ts` FROM `rehearsals` WHERE `card_ts` IS NOT NULL;--> statement-breakpoint
INSERT INTO `posted_messages` (`kind`, `subject_id`, `recipient`, `channel`, `ts`)
	SELECT 'setup_list', 0, `user_id`, `channel`, `ts` FROM `setup_greetings` WHERE `ts` IS NOT NULL;--> statement-breakpoint
ALTER TABLE `library_suggestions` DROP COLUMN `channel`;--> statement-breakpoint
ALTER TABLE `library_suggestions` DROP COLUMN `ts`;--> statement-breakpoint
ALTER TABLE `feedback_recipients` DROP COLUMN `dm_channel`;--> statement-breakpoint
ALTER TABLE `feedback_recipients` DROP COLUMN `dm_ts`;--> statement-breakpoint
ALTER TABLE `feedback_rounds` DROP COLUMN `card_channel`;--> statement-breakpoint
ALTER TABLE `feedback_rounds` DROP COLUMN `card_ts`;--> statement-breakpoint
ALTER TABLE `feedback_rounds` DROP COLUMN `summary_channel`;--> statement-breakpoint
ALTER TABLE `feedback_rounds` DROP COLUMN `summary_ts`;--> statement-breakpoint
ALTER TABLE `box_copies` DROP COLUMN `channel`;--> statement-breakpoint
ALTER TABLE `box_copies` DROP COLUMN `ts`;--> statement-breakpoint
ALTER TABLE `box_questions` DROP COLUMN `post_ts`;--> statement-breakpoint
ALTER TABLE `rehearsals` DROP COLUMN `card_channel`;--> statement-breakpoint
ALTER TABLE `rehearsals` DROP COLUMN `card_ts`;--> statement-breakpoint
ALTER TABLE `setup_greetings` DROP COLUMN `channel`;--> statement-breakpoint
ALTER TABLE `setup_greetings` DROP COLUMN `ts`;