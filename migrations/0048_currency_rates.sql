CREATE TABLE `currency_rates` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`currency` text NOT NULL,
	`base` text NOT NULL,
	`rate` real,
	`applies_from` text NOT NULL,
	`by` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `currency_rates_of` ON `currency_rates` (`currency`,`base`,`applies_from`,`id`);