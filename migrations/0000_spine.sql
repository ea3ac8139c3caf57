CREATE TABLE `done_once` (
	`key` text PRIMARY KEY NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `done_once_at` ON `done_once` (`at`);--> statement-breakpoint
CREATE TABLE `drafts` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`kind` text NOT NULL,
	`content` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `drafts_at` ON `drafts` (`at`);--> statement-breakpoint
CREATE TABLE `troubles` (
	`key` text PRIMARY KEY NOT NULL,
	`since` integer NOT NULL,
	`over_at` integer
);
--> statement-breakpoint
CREATE TABLE `inbox` (
	`event_id` text PRIMARY KEY NOT NULL,
	`body` text NOT NULL,
	`received_at` integer NOT NULL,
	`handled_at` integer,
	`attempts` integer DEFAULT 0 NOT NULL,
	`not_before` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `inbox_waiting` ON `inbox` (`not_before`,`received_at`) WHERE handled_at is null;--> statement-breakpoint
CREATE INDEX `inbox_handled` ON `inbox` (`handled_at`);--> statement-breakpoint
CREATE TABLE `card_reactions` (
	`lead_id` integer NOT NULL,
	`user_id` text NOT NULL,
	`emoji` text NOT NULL,
	`present` integer NOT NULL,
	`event_ts` text NOT NULL,
	PRIMARY KEY(`lead_id`, `user_id`, `emoji`),
	FOREIGN KEY (`lead_id`) REFERENCES `leads`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `lead_history` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`lead_id` integer NOT NULL,
	`kind` text NOT NULL,
	`actor_id` text,
	`at` integer NOT NULL,
	`status_after` text NOT NULL,
	`details` text,
	FOREIGN KEY (`lead_id`) REFERENCES `leads`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `lead_history_of_lead` ON `lead_history` (`lead_id`,`id`);--> statement-breakpoint
CREATE INDEX `lead_history_at` ON `lead_history` (`kind`,`at`);--> statement-breakpoint
CREATE TABLE `leads` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`name` text NOT NULL,
	`company` text NOT NULL,
	`email` text,
	`company_domain` text,
	`phone` text,
	`role` text,
	`source` text,
	`stage` text,
	`temperature` text NOT NULL,
	`need` text NOT NULL,
	`status` text NOT NULL,
	`team_id` integer NOT NULL,
	`assignee_id` text,
	`owner_id` text,
	`handed_off_by` text NOT NULL,
	`handed_off_at` integer NOT NULL,
	`accepted_at` integer,
	`touched_at` integer,
	`snoozed_until` integer,
	`nurture_until` integer,
	`amount` real,
	`currency` text,
	`close_on` text,
	`message_link` text,
	`card_channel` text,
	`card_ts` text,
	`card_reposts` integer DEFAULT 0 NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`team_id`) REFERENCES `teams`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `leads_card` ON `leads` (`card_channel`,`card_ts`);--> statement-breakpoint
CREATE INDEX `leads_email` ON `leads` (lower("email"));--> statement-breakpoint
CREATE INDEX `leads_phone` ON `leads` (`phone`);--> statement-breakpoint
CREATE INDEX `leads_domain_name` ON `leads` (`company_domain`,lower("name"));--> statement-breakpoint
CREATE INDEX `leads_untouched` ON `leads` (`team_id`,`status`,`handed_off_at`,`snoozed_until`) WHERE touched_at is null and status in ('new', 'accepted');--> statement-breakpoint
CREATE INDEX `leads_of_owner` ON `leads` (`owner_id`,`status`,`handed_off_at`);--> statement-breakpoint
CREATE INDEX `leads_of_team` ON `leads` (`team_id`,`status`,`handed_off_at`);--> statement-breakpoint
CREATE INDEX `leads_snoozed` ON `leads` (`snoozed_until`) WHERE snoozed_until is not null;--> statement-breakpoint
CREATE INDEX `leads_nurtured` ON `leads` (`nurture_until`) WHERE nurture_until is not null;--> statement-breakpoint
CREATE TABLE `sources` (
	`name` text PRIMARY KEY NOT NULL,
	`uses` integer NOT NULL,
	`used_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `outbox` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`kind` text NOT NULL,
	`facts` text NOT NULL,
	`lane` text NOT NULL,
	`merge_key` text,
	`mark` text NOT NULL,
	`state` text NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`not_before` integer NOT NULL,
	`created_at` integer NOT NULL,
	`settled_at` integer,
	`last_error` text
);
--> statement-breakpoint
CREATE INDEX `outbox_lane` ON `outbox` (`lane`,`id`) WHERE state in ('waiting', 'sending');--> statement-breakpoint
CREATE UNIQUE INDEX `outbox_merge` ON `outbox` (`merge_key`) WHERE state = 'waiting' and merge_key is not null;--> statement-breakpoint
CREATE INDEX `outbox_settled` ON `outbox` (`settled_at`);--> statement-breakpoint
CREATE TABLE `scheduled_jobs` (
	`job` text PRIMARY KEY NOT NULL,
	`plan` text NOT NULL,
	`since` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `schedule_slots` (
	`job` text NOT NULL,
	`slot_at` integer NOT NULL,
	`ran_at` integer NOT NULL,
	PRIMARY KEY(`job`, `slot_at`)
);
--> statement-breakpoint
CREATE TABLE `teams` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`kind` text NOT NULL,
	`name` text NOT NULL,
	`channel_id` text NOT NULL,
	`user_group_id` text,
	`manager_id` text NOT NULL,
	`zone` text NOT NULL,
	`work_days` text NOT NULL,
	`works_from` text NOT NULL,
	`works_until` text NOT NULL,
	`holidays` text NOT NULL,
	`digest_cron` text,
	`updated_at` integer NOT NULL,
	`updated_by` text NOT NULL,
	CONSTRAINT "teams_kind_known" CHECK("teams"."kind" in ('sales', 'marketing'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `teams_name` ON `teams` (lower("name"));--> statement-breakpoint
CREATE UNIQUE INDEX `teams_channel` ON `teams` (`channel_id`);--> statement-breakpoint
CREATE INDEX `teams_kind` ON `teams` (`kind`);