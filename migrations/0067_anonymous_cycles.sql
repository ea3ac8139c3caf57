ALTER TABLE `ritual_cycles` ADD `anonymous_minimum` integer;--> statement-breakpoint
CREATE INDEX `ritual_cycles_anonymous` ON `ritual_cycles` (`opened_at`) WHERE anonymous_minimum is not null;