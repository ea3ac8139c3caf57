-- The history of requests and the reactions on cards of leads have the same names as their counterparts.
ALTER TABLE `request_events` RENAME TO `request_history`;--> statement-breakpoint
DROP INDEX `request_events_of_request`;--> statement-breakpoint
DROP INDEX `request_events_at`;--> statement-breakpoint
CREATE INDEX `request_history_of_request` ON `request_history` (`request_id`,`id`);--> statement-breakpoint
CREATE INDEX `request_history_at` ON `request_history` (`kind`,`at`);--> statement-breakpoint
ALTER TABLE `card_reactions` RENAME TO `lead_reactions`;--> statement-breakpoint
-- Messages that wait at the upgrade name the entry of the history.
UPDATE `outbox` SET `payload` = json_set(json_remove(`payload`, '$.eventId'), '$.entryId', json_extract(`payload`, '$.eventId'))
	WHERE `kind` IN ('request_story', 'request_news') AND `state` IN ('waiting', 'sending');
