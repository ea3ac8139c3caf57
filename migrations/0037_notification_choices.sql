ALTER TABLE `preferences` ADD `accepted` text DEFAULT 'each' NOT NULL;--> statement-breakpoint
ALTER TABLE `preferences` ADD `managing` text DEFAULT 'message' NOT NULL;--> statement-breakpoint
-- A manager's list of missed deadlines is part of their morning message.
UPDATE `outbox` SET `kind` = 'morning_list', `payload` = json_object('userId', `ordering_key`, 'weeks', json_array(json_extract(`payload`, '$.until')))
WHERE `kind` = 'breaches' AND `state` IN ('waiting', 'sending');
