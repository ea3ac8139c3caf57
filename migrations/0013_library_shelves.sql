DROP INDEX `library_items_shelf`;--> statement-breakpoint
DROP INDEX `library_items_kind`;--> statement-breakpoint
CREATE INDEX `library_items_stage` ON `library_items` (`stage`,`created_at`,`id`,`retired_at`) WHERE retired_at is null;--> statement-breakpoint
CREATE INDEX `library_items_shelf` ON `library_items` (`stage`,`kind`,`created_at`,`id`,`retired_at`) WHERE retired_at is null;--> statement-breakpoint
CREATE INDEX `library_items_kind` ON `library_items` (`kind`,`created_at`,`id`,`retired_at`) WHERE retired_at is null;