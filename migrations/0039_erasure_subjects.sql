PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE `__new_erasures` (
	`subject` text PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`channel` text,
	`ts` text,
	`thread_emptied_at` integer
);
--> statement-breakpoint
INSERT INTO `__new_erasures`("subject", "at", "channel", "ts", "thread_emptied_at") SELECT 'lead:' || e.lead_id || ':' || l.handed_off_at, e.at, p.channel, p.ts, e.thread_emptied_at
FROM `erasures` e JOIN `leads` l ON l.id = e.lead_id LEFT JOIN `posted_messages` p ON p.kind = 'lead_card' AND p.subject_id = e.lead_id AND p.recipient = '';--> statement-breakpoint
DROP TABLE `erasures`;--> statement-breakpoint
ALTER TABLE `__new_erasures` RENAME TO `erasures`;--> statement-breakpoint
PRAGMA foreign_keys=ON;