-- src/db/upkeep.ts joins the pieces of this index. SQLite would do it inside of hand-offs, for 30 ms at a time; it still
-- does when there are this many.
INSERT INTO leads_search (leads_search, rank) VALUES ('automerge', 0);
--> statement-breakpoint
INSERT INTO leads_search (leads_search, rank) VALUES ('crisismerge', 1000);
