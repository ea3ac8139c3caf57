CREATE TABLE `scoreboard_leads` (
	`lead_id` integer PRIMARY KEY NOT NULL,
	`entry_id` integer NOT NULL,
	`team_id` integer NOT NULL,
	`source` text NOT NULL,
	`campaign` text NOT NULL,
	`marketer_id` text NOT NULL,
	`seller_id` text,
	`handed_off_at` integer NOT NULL,
	`accepted_at` integer,
	`accept_minutes` integer,
	`accept_clock_minutes` integer,
	`accept_missed_at` integer,
	`touched_at` integer,
	`touch_minutes` integer,
	`touch_clock_minutes` integer,
	`touch_missed_at` integer,
	`qualified_at` integer,
	`cents` integer,
	`currency` text,
	`won_at` integer,
	`lost_at` integer,
	`returned_at` integer,
	`return_reason` text,
	`return_clause_id` integer,
	`answered_at` integer,
	`answer_minutes` integer,
	`answer_clock_minutes` integer,
	`answer_missed_at` integer,
	`recycled_at` integer,
	`rating` text,
	`rated_at` integer,
	`content_at` integer,
	FOREIGN KEY (`lead_id`) REFERENCES `leads`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`team_id`) REFERENCES `teams`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `scoreboard_handed_off` ON `scoreboard_leads` (`handed_off_at`);--> statement-breakpoint
CREATE INDEX `scoreboard_accepted` ON `scoreboard_leads` (`accepted_at`) WHERE accepted_at is not null;--> statement-breakpoint
CREATE INDEX `scoreboard_accept_missed` ON `scoreboard_leads` (`accept_missed_at`) WHERE accept_missed_at is not null;--> statement-breakpoint
CREATE INDEX `scoreboard_touched` ON `scoreboard_leads` (`touched_at`) WHERE touched_at is not null;--> statement-breakpoint
CREATE INDEX `scoreboard_touch_missed` ON `scoreboard_leads` (`touch_missed_at`) WHERE touch_missed_at is not null;--> statement-breakpoint
CREATE INDEX `scoreboard_qualified` ON `scoreboard_leads` (`qualified_at`) WHERE qualified_at is not null;--> statement-breakpoint
CREATE INDEX `scoreboard_won` ON `scoreboard_leads` (`won_at`) WHERE won_at is not null;--> statement-breakpoint
CREATE INDEX `scoreboard_lost` ON `scoreboard_leads` (`lost_at`) WHERE lost_at is not null;--> statement-breakpoint
CREATE INDEX `scoreboard_returned` ON `scoreboard_leads` (`returned_at`) WHERE returned_at is not null;--> statement-breakpoint
CREATE INDEX `scoreboard_answered` ON `scoreboard_leads` (`answered_at`) WHERE answered_at is not null;--> statement-breakpoint
CREATE INDEX `scoreboard_answer_missed` ON `scoreboard_leads` (`answer_missed_at`) WHERE answer_missed_at is not null;--> statement-breakpoint
CREATE INDEX `scoreboard_recycled` ON `scoreboard_leads` (`recycled_at`) WHERE recycled_at is not null;--> statement-breakpoint
CREATE INDEX `scoreboard_rated` ON `scoreboard_leads` (`rated_at`) WHERE rated_at is not null;--> statement-breakpoint
CREATE TABLE `scoreboard_progress` (
	`id` integer PRIMARY KEY NOT NULL,
	`entry_id` integer NOT NULL
);
