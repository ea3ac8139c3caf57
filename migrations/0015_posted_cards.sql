CREATE TABLE `posted_messages` (
	`kind` text NOT NULL,
	`subject_id` integer NOT NULL,
	`recipient` text DEFAULT '' NOT NULL,
	`channel` text,
	`ts` text,
	`deletions` integer DEFAULT 0 NOT NULL,
	PRIMARY KEY(`kind`, `subject_id`, `recipient`)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `posted_messages_place` ON `posted_messages` (`channel`,`ts`) WHERE ts is not null;--> statement-breakpoint
-- Cards keep their places; `card_reposts` counted what people had deleted.
INSERT INTO `posted_messages` (`kind`, `subject_id`, `channel`, `ts`, `deletions`)
	SELECT 'lead_card', `id`, `card_channel`, `card_ts`, `card_reposts` FROM `leads` WHERE `card_ts` IS NOT NULL OR `card_reposts` > 0;--> statement-breakpoint
INSERT INTO `posted_messages` (`kind`, `subject_id`, `channel`, `ts`, `deletions`)
	SELECT 'request_card', `id`, `card_channel`, `card_ts`, `card_reposts` FROM `content_requests` WHERE `card_ts` IS NOT NULL OR `card_reposts` > 0;--> statement-breakpoint
DROP INDEX `leads_card`;--> statement-breakpoint
ALTER TABLE `leads` DROP COLUMN `card_channel`;--> statement-breakpoint
ALTER TABLE `leads` DROP COLUMN `card_ts`;--> statement-breakpoint
ALTER TABLE `leads` DROP COLUMN `card_reposts`;--> statement-breakpoint
DROP INDEX `content_requests_card`;--> statement-breakpoint
ALTER TABLE `content_requests` DROP COLUMN `card_channel`;--> statement-breakpoint
ALTER TABLE `content_requests` DROP COLUMN `card_ts`;--> statement-breakpoint
ALTER TABLE `content_requests` DROP COLUMN `card_reposts`;