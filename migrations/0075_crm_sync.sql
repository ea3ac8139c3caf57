CREATE TABLE `crm_kept` (
	`connection_id` integer NOT NULL,
	`record_id` text NOT NULL,
	`url` text NOT NULL,
	`reason` text NOT NULL,
	`words` text NOT NULL,
	`lead_id` integer,
	`at` integer NOT NULL,
	PRIMARY KEY(`connection_id`, `record_id`),
	FOREIGN KEY (`connection_id`) REFERENCES `crm_connections`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `crm_links` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`connection_id` integer NOT NULL,
	`lead_id` integer NOT NULL,
	`record_id` text NOT NULL,
	`deal_id` text,
	`url` text NOT NULL,
	`base` text NOT NULL,
	`is_match` integer NOT NULL,
	`noted_entry_id` integer NOT NULL,
	`linked_at` integer NOT NULL,
	`synced_at` integer NOT NULL,
	`seen_at` integer NOT NULL,
	`ended_at` integer,
	`ended_why` text,
	FOREIGN KEY (`connection_id`) REFERENCES `crm_connections`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`lead_id`) REFERENCES `leads`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `crm_links_of_lead` ON `crm_links` (`connection_id`,`lead_id`) WHERE ended_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX `crm_links_of_record` ON `crm_links` (`connection_id`,`record_id`) WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX `crm_links_seen` ON `crm_links` (`connection_id`,`seen_at`) WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX `crm_links_ended` ON `crm_links` (`connection_id`,`record_id`) WHERE ended_at is not null;--> statement-breakpoint
CREATE INDEX `crm_links_by_lead` ON `crm_links` (`lead_id`);--> statement-breakpoint
CREATE TABLE `crm_orders` (
	`connection_id` integer NOT NULL,
	`lead_id` integer NOT NULL,
	`since` integer NOT NULL,
	`not_before` integer NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`begun_at` integer,
	`begun` text,
	`is_again` integer DEFAULT false NOT NULL,
	`failed_at` integer,
	`words` text,
	PRIMARY KEY(`connection_id`, `lead_id`),
	FOREIGN KEY (`connection_id`) REFERENCES `crm_connections`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `crm_orders_due` ON `crm_orders` (`connection_id`,`not_before`) WHERE failed_at is null;--> statement-breakpoint
CREATE TABLE `crm_people` (
	`connection_id` integer NOT NULL,
	`owner_id` text NOT NULL,
	`name` text NOT NULL,
	`email` text,
	`is_active` integer NOT NULL,
	`user_id` text,
	`is_chosen` integer DEFAULT false NOT NULL,
	`asked_at` integer,
	PRIMARY KEY(`connection_id`, `owner_id`),
	FOREIGN KEY (`connection_id`) REFERENCES `crm_connections`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `crm_syncs` (
	`connection_id` integer PRIMARY KEY NOT NULL,
	`cursor` text,
	`entry_id` integer NOT NULL,
	`is_list` integer,
	`first_done_at` integer,
	`counts` text NOT NULL,
	`read_at` integer,
	`rests_until` integer,
	`fault` text,
	`words` text,
	`failures` integer DEFAULT 0 NOT NULL,
	`owners_at` integer,
	FOREIGN KEY (`connection_id`) REFERENCES `crm_connections`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `erased_leads` (
	`lead_id` integer PRIMARY KEY NOT NULL
);
