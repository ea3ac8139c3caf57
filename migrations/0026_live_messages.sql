CREATE TABLE `live_messages` (
	`outbox_id` integer PRIMARY KEY NOT NULL,
	`payload` text NOT NULL,
	`channel` text,
	`ts` text,
	`is_stale` integer DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE INDEX `live_messages_place` ON `live_messages` (`ts`);--> statement-breakpoint
CREATE TABLE `live_subjects` (
	`subject` text NOT NULL,
	`outbox_id` integer NOT NULL,
	PRIMARY KEY(`subject`, `outbox_id`)
);
--> statement-breakpoint
CREATE INDEX `live_subjects_of_message` ON `live_subjects` (`outbox_id`);