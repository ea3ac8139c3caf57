CREATE TABLE `crm_connections` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`kind` text NOT NULL,
	`state` text NOT NULL,
	`sealed` blob,
	`plan` text,
	`account` text,
	`tested_at` integer,
	`missing` text NOT NULL,
	`notes` text NOT NULL,
	`connected_by` text NOT NULL,
	`connected_at` integer NOT NULL,
	`switched_on_at` integer,
	`stopped_at` integer,
	`stopped_by` text,
	`refusal` text,
	`closed_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `crm_connections_open` ON `crm_connections` (1) WHERE closed_at is null;