ALTER TABLE `leads` ADD `score` integer;--> statement-breakpoint
ALTER TABLE `leads` ADD `country` text;--> statement-breakpoint
ALTER TABLE `leads` ADD `company_size` text;