-- The search of leads finds Weiß by Weiss, Łukasz by Lukasz, and a phone number by its digits. SQLite folds accents by itself, but
-- not letters of their own. A number is in the index with and without its country code, which has up to three digits.
DROP TRIGGER leads_search_insert;
--> statement-breakpoint
DROP TRIGGER leads_search_update;
--> statement-breakpoint
DROP TRIGGER leads_search_delete;
--> statement-breakpoint
DROP TABLE leads_search;
--> statement-breakpoint
CREATE VIRTUAL TABLE leads_search USING fts5(
  name, company, email, phone,
  content = '',
  tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);
--> statement-breakpoint
-- What is taken out is gone from the file at once. A table with contentless_delete would only mark it.
INSERT INTO leads_search (leads_search, rank) VALUES ('secure-delete', 1);
--> statement-breakpoint
-- src/platform/db/maintenance-worker.ts joins the pieces of this index.
INSERT INTO leads_search (leads_search, rank) VALUES ('automerge', 0);
--> statement-breakpoint
INSERT INTO leads_search (leads_search, rank) VALUES ('crisismerge', 1000);
--> statement-breakpoint
CREATE TRIGGER leads_search_insert AFTER INSERT ON leads BEGIN
  INSERT INTO leads_search (rowid, name, company, email, phone) VALUES (
    new.id,
    replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(new.name, 'ß', 'ss'), 'ẞ', 'ss'), 'ł', 'l'), 'Ł', 'l'), 'ø', 'o'), 'Ø', 'o'), 'đ', 'd'), 'Đ', 'd'), 'æ', 'ae'), 'Æ', 'ae'), 'œ', 'oe'), 'Œ', 'oe'), 'þ', 'th'), 'Þ', 'th'), 'ı', 'i'),
    replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(new.company, 'ß', 'ss'), 'ẞ', 'ss'), 'ł', 'l'), 'Ł', 'l'), 'ø', 'o'), 'Ø', 'o'), 'đ', 'd'), 'Đ', 'd'), 'æ', 'ae'), 'Æ', 'ae'), 'œ', 'oe'), 'Œ', 'oe'), 'þ', 'th'), 'Þ', 'th'), 'ı', 'i'),
    new.email,
    replace(substr(new.phone, 1, instr(new.phone || ';', ';') - 1), '+', '') || ' ' || substr(replace(substr(new.phone, 1, instr(new.phone || ';', ';') - 1), '+', ''), 2) || ' ' || substr(replace(substr(new.phone, 1, instr(new.phone || ';', ';') - 1), '+', ''), 3) || ' ' || substr(replace(substr(new.phone, 1, instr(new.phone || ';', ';') - 1), '+', ''), 4)
  );
END;
--> statement-breakpoint
CREATE TRIGGER leads_search_update AFTER UPDATE OF name, company, email, phone ON leads BEGIN
  INSERT INTO leads_search (leads_search, rowid, name, company, email, phone) VALUES ('delete',
    old.id,
    replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(old.name, 'ß', 'ss'), 'ẞ', 'ss'), 'ł', 'l'), 'Ł', 'l'), 'ø', 'o'), 'Ø', 'o'), 'đ', 'd'), 'Đ', 'd'), 'æ', 'ae'), 'Æ', 'ae'), 'œ', 'oe'), 'Œ', 'oe'), 'þ', 'th'), 'Þ', 'th'), 'ı', 'i'),
    replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(old.company, 'ß', 'ss'), 'ẞ', 'ss'), 'ł', 'l'), 'Ł', 'l'), 'ø', 'o'), 'Ø', 'o'), 'đ', 'd'), 'Đ', 'd'), 'æ', 'ae'), 'Æ', 'ae'), 'œ', 'oe'), 'Œ', 'oe'), 'þ', 'th'), 'Þ', 'th'), 'ı', 'i'),
    old.email,
    replace(substr(old.phone, 1, instr(old.phone || ';', ';') - 1), '+', '') || ' ' || substr(replace(substr(old.phone, 1, instr(old.phone || ';', ';') - 1), '+', ''), 2) || ' ' || substr(replace(substr(old.phone, 1, instr(old.phone || ';', ';') - 1), '+', ''), 3) || ' ' || substr(replace(substr(old.phone, 1, instr(old.phone || ';', ';') - 1), '+', ''), 4)
  );
  INSERT INTO leads_search (rowid, name, company, email, phone) VALUES (
    new.id,
    replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(new.name, 'ß', 'ss'), 'ẞ', 'ss'), 'ł', 'l'), 'Ł', 'l'), 'ø', 'o'), 'Ø', 'o'), 'đ', 'd'), 'Đ', 'd'), 'æ', 'ae'), 'Æ', 'ae'), 'œ', 'oe'), 'Œ', 'oe'), 'þ', 'th'), 'Þ', 'th'), 'ı', 'i'),
    replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(new.company, 'ß', 'ss'), 'ẞ', 'ss'), 'ł', 'l'), 'Ł', 'l'), 'ø', 'o'), 'Ø', 'o'), 'đ', 'd'), 'Đ', 'd'), 'æ', 'ae'), 'Æ', 'ae'), 'œ', 'oe'), 'Œ', 'oe'), 'þ', 'th'), 'Þ', 'th'), 'ı', 'i'),
    new.email,
    replace(substr(new.phone, 1, instr(new.phone || ';', ';') - 1), '+', '') || ' ' || substr(replace(substr(new.phone, 1, instr(new.phone || ';', ';') - 1), '+', ''), 2) || ' ' || substr(replace(substr(new.phone, 1, instr(new.phone || ';', ';') - 1), '+', ''), 3) || ' ' || substr(replace(substr(new.phone, 1, instr(new.phone || ';', ';') - 1), '+', ''), 4)
  );
END;
--> statement-breakpoint
CREATE TRIGGER leads_search_delete AFTER DELETE ON leads BEGIN
  INSERT INTO leads_search (leads_search, rowid, name, company, email, phone) VALUES ('delete',
    old.id,
    replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(old.name, 'ß', 'ss'), 'ẞ', 'ss'), 'ł', 'l'), 'Ł', 'l'), 'ø', 'o'), 'Ø', 'o'), 'đ', 'd'), 'Đ', 'd'), 'æ', 'ae'), 'Æ', 'ae'), 'œ', 'oe'), 'Œ', 'oe'), 'þ', 'th'), 'Þ', 'th'), 'ı', 'i'),
    replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(old.company, 'ß', 'ss'), 'ẞ', 'ss'), 'ł', 'l'), 'Ł', 'l'), 'ø', 'o'), 'Ø', 'o'), 'đ', 'd'), 'Đ', 'd'), 'æ', 'ae'), 'Æ', 'ae'), 'œ', 'oe'), 'Œ', 'oe'), 'þ', 'th'), 'Þ', 'th'), 'ı', 'i'),
    old.email,
    replace(substr(old.phone, 1, instr(old.phone || ';', ';') - 1), '+', '') || ' ' || substr(replace(substr(old.phone, 1, instr(old.phone || ';', ';') - 1), '+', ''), 2) || ' ' || substr(replace(substr(old.phone, 1, instr(old.phone || ';', ';') - 1), '+', ''), 3) || ' ' || substr(replace(substr(old.phone, 1, instr(old.phone || ';', ';') - 1), '+', ''), 4)
  );
END;
--> statement-breakpoint
INSERT INTO leads_search (rowid, name, company, email, phone)
  SELECT
    id,
    replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(name, 'ß', 'ss'), 'ẞ', 'ss'), 'ł', 'l'), 'Ł', 'l'), 'ø', 'o'), 'Ø', 'o'), 'đ', 'd'), 'Đ', 'd'), 'æ', 'ae'), 'Æ', 'ae'), 'œ', 'oe'), 'Œ', 'oe'), 'þ', 'th'), 'Þ', 'th'), 'ı', 'i'),
    replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(company, 'ß', 'ss'), 'ẞ', 'ss'), 'ł', 'l'), 'Ł', 'l'), 'ø', 'o'), 'Ø', 'o'), 'đ', 'd'), 'Đ', 'd'), 'æ', 'ae'), 'Æ', 'ae'), 'œ', 'oe'), 'Œ', 'oe'), 'þ', 'th'), 'Þ', 'th'), 'ı', 'i'),
    email,
    replace(substr(phone, 1, instr(phone || ';', ';') - 1), '+', '') || ' ' || substr(replace(substr(phone, 1, instr(phone || ';', ';') - 1), '+', ''), 2) || ' ' || substr(replace(substr(phone, 1, instr(phone || ';', ';') - 1), '+', ''), 3) || ' ' || substr(replace(substr(phone, 1, instr(phone || ';', ';') - 1), '+', ''), 4)
  FROM leads;
