-- custom
-- New leads get into the search many at a time: src/leads/search-index.ts. Those that are not in it yet have nothing to be taken out.
DROP TRIGGER leads_search_insert;
--> statement-breakpoint
DROP TRIGGER leads_search_update;
--> statement-breakpoint
DROP TRIGGER leads_search_delete;
--> statement-breakpoint
CREATE TRIGGER leads_search_update AFTER UPDATE OF name, company, email, phone ON leads WHEN old.id <= (SELECT max(id) FROM leads_search_docsize) BEGIN
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
CREATE TRIGGER leads_search_delete AFTER DELETE ON leads WHEN old.id <= (SELECT max(id) FROM leads_search_docsize) BEGIN
  INSERT INTO leads_search (leads_search, rowid, name, company, email, phone) VALUES ('delete',
    old.id,
    replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(old.name, 'ß', 'ss'), 'ẞ', 'ss'), 'ł', 'l'), 'Ł', 'l'), 'ø', 'o'), 'Ø', 'o'), 'đ', 'd'), 'Đ', 'd'), 'æ', 'ae'), 'Æ', 'ae'), 'œ', 'oe'), 'Œ', 'oe'), 'þ', 'th'), 'Þ', 'th'), 'ı', 'i'),
    replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(old.company, 'ß', 'ss'), 'ẞ', 'ss'), 'ł', 'l'), 'Ł', 'l'), 'ø', 'o'), 'Ø', 'o'), 'đ', 'd'), 'Đ', 'd'), 'æ', 'ae'), 'Æ', 'ae'), 'œ', 'oe'), 'Œ', 'oe'), 'þ', 'th'), 'Þ', 'th'), 'ı', 'i'),
    old.email,
    replace(substr(old.phone, 1, instr(old.phone || ';', ';') - 1), '+', '') || ' ' || substr(replace(substr(old.phone, 1, instr(old.phone || ';', ';') - 1), '+', ''), 2) || ' ' || substr(replace(substr(old.phone, 1, instr(old.phone || ';', ';') - 1), '+', ''), 3) || ' ' || substr(replace(substr(old.phone, 1, instr(old.phone || ';', ';') - 1), '+', ''), 4)
  );
END;
