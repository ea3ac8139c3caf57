PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE `__new_win_rules` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`hand_off` integer NOT NULL,
	`content` integer NOT NULL,
	`contacts` integer NOT NULL,
	`ride_along` integer DEFAULT 0 NOT NULL,
	`close` integer NOT NULL,
	`words` text,
	`proposed_by` text NOT NULL,
	`side` text NOT NULL,
	`proposed_at` integer NOT NULL,
	`state` text NOT NULL,
	`decided_by` text,
	`decided_at` integer,
	CONSTRAINT "win_rules_whole" CHECK("__new_win_rules"."hand_off" + "__new_win_rules"."content" + "__new_win_rules"."contacts" + "__new_win_rules"."ride_along" + "__new_win_rules"."close" = 100)
);
--> statement-breakpoint
INSERT INTO `__new_win_rules`("id", "hand_off", "content", "contacts", "ride_along", "close", "words", "proposed_by", "side", "proposed_at", "state", "decided_by", "decided_at") SELECT "id", "hand_off", "content", "contacts", 0, "close", "words", "proposed_by", "side", "proposed_at", "state", "decided_by", "decided_at" FROM `win_rules`;--> statement-breakpoint
DROP TABLE `win_rules`;--> statement-breakpoint
ALTER TABLE `__new_win_rules` RENAME TO `win_rules`;--> statement-breakpoint
PRAGMA foreign_keys=ON;--> statement-breakpoint
CREATE INDEX `win_rules_decided` ON `win_rules` (`state`,`decided_at`);