CREATE TABLE `audit_delivery` (
	`origin` text PRIMARY KEY NOT NULL,
	`last_id` integer NOT NULL,
	`attempts` integer NOT NULL,
	`not_before` integer NOT NULL
);
