-- Full-text search over what identifies a lead. It holds no text of its own: the rows stay in leads.
CREATE VIRTUAL TABLE leads_search USING fts5(
  name, company, email,
  content = 'leads', content_rowid = 'id',
  tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);
--> statement-breakpoint
CREATE TRIGGER leads_search_insert AFTER INSERT ON leads BEGIN
  INSERT INTO leads_search (rowid, name, company, email) VALUES (new.id, new.name, new.company, new.email);
END;
--> statement-breakpoint
CREATE TRIGGER leads_search_update AFTER UPDATE OF name, company, email ON leads BEGIN
  INSERT INTO leads_search (leads_search, rowid, name, company, email)
    VALUES ('delete', old.id, old.name, old.company, old.email);
  INSERT INTO leads_search (rowid, name, company, email) VALUES (new.id, new.name, new.company, new.email);
END;
--> statement-breakpoint
CREATE TRIGGER leads_search_delete AFTER DELETE ON leads BEGIN
  INSERT INTO leads_search (leads_search, rowid, name, company, email)
    VALUES ('delete', old.id, old.name, old.company, old.email);
END;
