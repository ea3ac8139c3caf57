CREATE TABLE `lead_unfurls` (
	`channel` text NOT NULL,
	`ts` text NOT NULL,
	`url` text NOT NULL,
	`lead_id` integer NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`channel`, `ts`, `url`),
	FOREIGN KEY (`lead_id`) REFERENCES `leads`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `lead_unfurls_of_lead` ON `lead_unfurls` (`lead_id`);--> statement-breakpoint
CREATE TABLE `lead_steps` (
	`execution_id` text PRIMARY KEY NOT NULL,
	`lead_id` integer NOT NULL,
	`started_at` integer NOT NULL,
	FOREIGN KEY (`lead_id`) REFERENCES `leads`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `lead_steps_of_lead` ON `lead_steps` (`lead_id`);--> statement-breakpoint
CREATE TABLE `webhook_deliveries` (
	`endpoint_id` integer NOT NULL,
	`sequence` integer NOT NULL,
	`subject` text NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`not_before` integer NOT NULL,
	`reason` text,
	`answer` text,
	`failed_at` integer,
	PRIMARY KEY(`endpoint_id`, `sequence`),
	FOREIGN KEY (`endpoint_id`) REFERENCES `webhook_endpoints`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`sequence`) REFERENCES `webhook_events`(`sequence`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `webhook_deliveries_due` ON `webhook_deliveries` (`endpoint_id`,`not_before`) WHERE failed_at is null;--> statement-breakpoint
CREATE INDEX `webhook_deliveries_of_subject` ON `webhook_deliveries` (`endpoint_id`,`subject`,`sequence`) WHERE failed_at is null;--> statement-breakpoint
CREATE INDEX `webhook_deliveries_failed` ON `webhook_deliveries` (`endpoint_id`,`sequence`) WHERE failed_at is not null;--> statement-breakpoint
CREATE INDEX `webhook_deliveries_of_event` ON `webhook_deliveries` (`sequence`);--> statement-breakpoint
CREATE TABLE `webhook_endpoints` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`host` text NOT NULL,
	`sealed` blob NOT NULL,
	`events` text,
	`team_ids` text,
	`payload` text NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`rotating_until` integer,
	`off_at` integer,
	`off_why` text,
	`rests_until` integer,
	`deliveries` integer DEFAULT 0 NOT NULL,
	`delivered_at` integer
);
--> statement-breakpoint
CREATE TABLE `webhook_events` (
	`sequence` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`type` text NOT NULL,
	`at` integer NOT NULL,
	`subject` text NOT NULL,
	`thin` text NOT NULL,
	`full` text
);
--> statement-breakpoint
CREATE INDEX `webhook_events_of_subject` ON `webhook_events` (`subject`);