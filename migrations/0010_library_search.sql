-- What finds an item. The text is folded by src/library/words.ts before it comes in here, and is not kept.
CREATE VIRTUAL TABLE library_search USING fts5(
  title, tags, shelf, summary, body,
  content = '', contentless_delete = 1,
  tokenize = 'porter unicode61 remove_diacritics 2'
);
--> statement-breakpoint
-- What is taken out is gone from the file at once, not when segments are next merged.
INSERT INTO library_search (library_search, rank) VALUES ('secure-delete', 1);
--> statement-breakpoint
-- The words of titles, tags and summaries as they are written, which misspelled and half typed ones are compared with.
CREATE TABLE library_words (word TEXT PRIMARY KEY, items INTEGER NOT NULL) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE library_grams (gram TEXT NOT NULL, word TEXT NOT NULL, PRIMARY KEY (gram, word)) WITHOUT ROWID;
