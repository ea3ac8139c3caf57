ALTER TABLE `ladder_steps` RENAME TO `escalation_steps`;--> statement-breakpoint
DROP INDEX `ladder_steps_due`;--> statement-breakpoint
DROP INDEX `ladder_steps_of_lead`;--> statement-breakpoint
CREATE INDEX `escalation_steps_due` ON `escalation_steps` (`due_at`) WHERE taken_at is null and called_off_at is null;--> statement-breakpoint
CREATE INDEX `escalation_steps_of_lead` ON `escalation_steps` (`lead_id`,`id`);--> statement-breakpoint
ALTER TABLE `stand_ins` RENAME TO `fallback_owners`;
