CREATE TABLE `inbox_channels` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`channel_id` text NOT NULL,
	`mode` text NOT NULL,
	`team_id` integer NOT NULL,
	`source` text NOT NULL,
	`marketer_id` text NOT NULL,
	`read_until` text NOT NULL,
	`failure` text,
	`updated_at` integer NOT NULL,
	`updated_by` text NOT NULL,
	FOREIGN KEY (`team_id`) REFERENCES `teams`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `inbox_channels_channelId_unique` ON `inbox_channels` (`channel_id`);--> statement-breakpoint
CREATE TABLE `lead_proposals` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`channel` text NOT NULL,
	`ts` text NOT NULL,
	`status` text NOT NULL,
	`lead_id` integer,
	`decided_by` text,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`lead_id`) REFERENCES `leads`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "lead_proposals_lead_known" CHECK(("lead_proposals"."status" = 'handed_off') = ("lead_proposals"."lead_id" is not null))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `lead_proposals_message` ON `lead_proposals` (`channel`,`ts`);--> statement-breakpoint
CREATE INDEX `lead_proposals_lead` ON `lead_proposals` (`lead_id`);