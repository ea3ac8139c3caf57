ALTER TABLE `intake_sources` ADD `sender` text DEFAULT 'header' NOT NULL;--> statement-breakpoint
ALTER TABLE `intake_sources` ADD `source_label` text;--> statement-breakpoint
ALTER TABLE `intake_sources` ADD `temperature` text;