DROP INDEX `outbox_lane`;--> statement-breakpoint
DROP INDEX `outbox_merge`;--> statement-breakpoint
ALTER TABLE `outbox` RENAME COLUMN `facts` TO `payload`;--> statement-breakpoint
ALTER TABLE `outbox` RENAME COLUMN `lane` TO `ordering_key`;--> statement-breakpoint
ALTER TABLE `outbox` RENAME COLUMN `merge_key` TO `dedupe_key`;--> statement-breakpoint
ALTER TABLE `outbox` RENAME COLUMN `mark` TO `idempotency_id`;--> statement-breakpoint
CREATE INDEX `outbox_queue` ON `outbox` (`ordering_key`,`id`) WHERE state in ('waiting', 'sending');--> statement-breakpoint
CREATE UNIQUE INDEX `outbox_dedupe` ON `outbox` (`dedupe_key`) WHERE state = 'waiting' and dedupe_key is not null;--> statement-breakpoint
ALTER TABLE `troubles` RENAME TO `alerts`;--> statement-breakpoint
ALTER TABLE `alerts` RENAME COLUMN `over_at` TO `ended_at`;--> statement-breakpoint
ALTER TABLE `alerts` RENAME COLUMN `told` TO `notified`;--> statement-breakpoint
UPDATE `alerts` SET `key` = 'events_dead_lettered:inbox' WHERE `key` = 'events_parked:inbox';--> statement-breakpoint
-- Messages that wait at the upgrade: kinds have new names, booleans and lists are JSON.
UPDATE `outbox` SET `kind` = CASE `kind`
	WHEN 'whisper' THEN 'ephemeral'
	WHEN 'trouble' THEN 'alert'
	WHEN 'trouble_over' THEN 'alert_over'
	WHEN 'ladder_ends' THEN 'escalation_exhausted'
	WHEN 'box_copy' THEN 'question_copy'
	WHEN 'box_reply' THEN 'question_reply'
	WHEN 'box_waits' THEN 'questions_wait'
	WHEN 'box_post' THEN 'question_post'
	WHEN 'library_wish' THEN 'search_alert'
	ELSE `kind` END;--> statement-breakpoint
UPDATE `outbox` SET `dedupe_key` = `kind` || substr(`dedupe_key`, instr(`dedupe_key`, ':'))
	WHERE `kind` IN ('alert', 'escalation_exhausted', 'question_copy', 'question_post') AND `dedupe_key` IS NOT NULL;--> statement-breakpoint
UPDATE `outbox` SET `dedupe_key` = replace(`dedupe_key`, 'alert:events_parked:', 'alert:events_dead_lettered:') WHERE `kind` = 'alert';--> statement-breakpoint
UPDATE `outbox` SET `payload` = json_set(`payload`, '$.error', 'events_dead_lettered') WHERE `kind` IN ('alert', 'alert_over') AND json_extract(`payload`, '$.error') = 'events_parked';--> statement-breakpoint
UPDATE `outbox` SET `payload` = json_set(`payload`, '$.withWords', json(iif(json_extract(`payload`, '$.withWords') = 1, 'true', 'false'))) WHERE `kind` = 'feedback_shared';--> statement-breakpoint
UPDATE `outbox` SET `payload` = json_set(`payload`, '$.entryIds', json('[' || json_extract(`payload`, '$.entryIds') || ']')) WHERE `kind` = 'lead_batch';--> statement-breakpoint
UPDATE `outbox` SET `payload` = json_set(`payload`, '$.roles', json(iif(json_extract(`payload`, '$.roles') = '', '[]',
	'["' || replace(json_extract(`payload`, '$.roles'), ',', '","') || '"]'))) WHERE `kind` = 'answer';