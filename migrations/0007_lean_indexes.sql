DROP INDEX `inbox_handled`;--> statement-breakpoint
CREATE INDEX `inbox_handled` ON `inbox` (`handled_at`) WHERE handled_at is not null;--> statement-breakpoint
DROP INDEX `leads_card`;--> statement-breakpoint
DROP INDEX `leads_phone`;--> statement-breakpoint
DROP INDEX `leads_of_owner`;--> statement-breakpoint
CREATE UNIQUE INDEX `leads_card` ON `leads` (`card_channel`,`card_ts`) WHERE card_ts is not null;--> statement-breakpoint
CREATE INDEX `leads_phone` ON `leads` (`phone`) WHERE phone is not null;--> statement-breakpoint
CREATE INDEX `leads_of_owner` ON `leads` (`owner_id`,`status`,`handed_off_at`) WHERE owner_id is not null;--> statement-breakpoint
DROP INDEX `outbox_settled`;--> statement-breakpoint
CREATE INDEX `outbox_settled` ON `outbox` (`settled_at`) WHERE settled_at is not null;