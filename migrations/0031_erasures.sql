CREATE TABLE `erasures` (
	`lead_id` integer PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`thread_emptied_at` integer
);
--> statement-breakpoint
-- Words of an erased lead leave the index at once. Before, they stayed in it until its segments were merged.
INSERT INTO leads_search (leads_search, rank) VALUES ('secure-delete', 1);
