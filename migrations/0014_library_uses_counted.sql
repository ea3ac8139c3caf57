DROP INDEX `library_uses_at`;--> statement-breakpoint
CREATE INDEX `library_uses_at` ON `library_uses` (`at`,`item_id`,`kind`,`stage`);