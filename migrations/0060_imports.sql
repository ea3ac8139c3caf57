CREATE TABLE `import_rows` (
	`import_id` integer NOT NULL,
	`line` integer NOT NULL,
	`result` text NOT NULL,
	`words` text,
	`lead_id` integer,
	`entry_id` integer,
	PRIMARY KEY(`import_id`, `line`),
	FOREIGN KEY (`import_id`) REFERENCES `imports`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `imports` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`state` text NOT NULL,
	`name` text NOT NULL,
	`sha256` text DEFAULT '' NOT NULL,
	`file_id` text,
	`started_by` text NOT NULL,
	`started_at` integer NOT NULL,
	`rows` integer DEFAULT 0 NOT NULL,
	`columns` text NOT NULL,
	`question` text,
	`plan` text,
	`is_list` integer DEFAULT false NOT NULL,
	`position` integer DEFAULT 0 NOT NULL,
	`counts` text NOT NULL,
	`faults` text NOT NULL,
	`ended_at` integer,
	`kept` integer DEFAULT 0 NOT NULL,
	`trouble` text
);
--> statement-breakpoint
CREATE INDEX `imports_of_file` ON `imports` (`sha256`);--> statement-breakpoint
ALTER TABLE `leads` ADD `is_unhurried` integer DEFAULT false NOT NULL;