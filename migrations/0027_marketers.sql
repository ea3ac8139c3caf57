ALTER TABLE `leads` ADD `marketer_id` text;--> statement-breakpoint
CREATE INDEX `leads_with_marketer` ON `leads` (`marketer_id`,`status`,`handed_off_at`) WHERE marketer_id is not null;--> statement-breakpoint
-- Whoever handed a lead off answers for it in marketing.
UPDATE `leads` SET `marketer_id` = `handed_off_by` WHERE `status` IN ('returned', 'nurturing');
--> statement-breakpoint
-- Leads that sales returned within the last month get a deadline: a day from now, or when marketing works again.
UPDATE `leads` SET `due_at` = (unixepoch() + 86400) * 1000
	WHERE `status` = 'returned' AND `updated_at` > (unixepoch() - 31 * 86400) * 1000;
--> statement-breakpoint
INSERT INTO `escalation_steps` (`lead_id`, `kind`, `user_id`, `due_at`)
	SELECT `id`, 'answer_escalate', `marketer_id`, `due_at` FROM `leads` WHERE `status` = 'returned' AND `due_at` IS NOT NULL;
