-- Messages that wait at the upgrade: news names the entries of the history that it tells.
UPDATE `outbox` SET `payload` = json_object('userId', json_extract(`payload`, '$.userId'), 'entryIds', json_array(json_extract(`payload`, '$.entryId')))
	WHERE `kind` = 'lead_news' AND `state` IN ('waiting', 'sending');--> statement-breakpoint
UPDATE `outbox` SET `kind` = 'lead_news' WHERE `kind` = 'lead_batch' AND `state` IN ('waiting', 'sending');--> statement-breakpoint
UPDATE `outbox` SET `kind` = 'lead_news',
	`dedupe_key` = 'lead_news:' || json_extract(`payload`, '$.userId') || ':awake',
	`payload` = json_object('userId', json_extract(`payload`, '$.userId'), 'entryIds', json((
		SELECT json_group_array(`entry`.`id`) FROM `lead_history` `entry` JOIN `leads` ON `leads`.`id` = `entry`.`lead_id`
		WHERE `entry`.`kind` = 'unsnoozed' AND `entry`.`at` >= json_extract(`outbox`.`payload`, '$.since')
			AND coalesce(`leads`.`owner_id`, `leads`.`assignee_id`) = json_extract(`outbox`.`payload`, '$.userId'))))
	WHERE `kind` = 'leads_awake' AND `state` IN ('waiting', 'sending');--> statement-breakpoint
UPDATE `outbox` SET `kind` = 'lead_news',
	`dedupe_key` = 'lead_news:' || json_extract(`payload`, '$.userId') || ':exhausted',
	`payload` = json_object('userId', json_extract(`payload`, '$.userId'), 'entryIds', json((
		SELECT json_group_array(`entry`.`id`) FROM `lead_history` `entry`
			JOIN `leads` ON `leads`.`id` = `entry`.`lead_id` JOIN `teams` ON `teams`.`id` = `leads`.`team_id`
		WHERE `entry`.`kind` = 'routed' AND `entry`.`at` >= json_extract(`outbox`.`payload`, '$.since')
			AND json_extract(`entry`.`details`, '$.why') = 'fallback'
			AND json_extract(`outbox`.`payload`, '$.userId') IN (`leads`.`assignee_id`, `teams`.`manager_id`))))
	WHERE `kind` = 'escalation_exhausted' AND `state` IN ('waiting', 'sending');
