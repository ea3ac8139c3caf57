PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE `__new_feedback_boxes` (
	`round_id` integer NOT NULL,
	`part` integer DEFAULT 0 NOT NULL,
	`capacity` integer NOT NULL,
	`slot_bytes` integer NOT NULL,
	`sealed` blob NOT NULL,
	PRIMARY KEY(`round_id`, `part`),
	FOREIGN KEY (`round_id`) REFERENCES `feedback_rounds`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
INSERT INTO `__new_feedback_boxes`("round_id", "part", "capacity", "slot_bytes", "sealed") SELECT "round_id", 0, "capacity", "slot_bytes", "sealed" FROM `feedback_boxes`;--> statement-breakpoint
DROP TABLE `feedback_boxes`;--> statement-breakpoint
ALTER TABLE `__new_feedback_boxes` RENAME TO `feedback_boxes`;--> statement-breakpoint
PRAGMA foreign_keys=ON;--> statement-breakpoint
ALTER TABLE `box_copies` ADD `is_reminded` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `feedback_marks` ADD `part` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `feedback_rounds` ADD `summary_channel` text;--> statement-breakpoint
ALTER TABLE `feedback_rounds` ADD `summary_ts` text;