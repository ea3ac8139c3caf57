/** A win, with the part of content in it. */
import { lastEntry } from '../leads/queries.ts';
import type { Lead } from '../leads/table.ts';
import { and, eq, inArray, sql } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import { libraryItems } from './table.ts';
import { libraryUses } from './usage-table.ts';

export interface Win {
  lead: Lead;
  wonAt: Date;
  /** Titles of the items that sales used with the lead, in their order. */
  content: string[];
}

/** Undefined unless the lead is won. */
export function winOf(db: Db, lead: Lead): Win | undefined {
  const entry = lead.status === 'won' ? lastEntry(db, lead.id, 'won') : undefined;
  return entry && { lead, wonAt: entry.at, content: contentUsedWith(db, lead.id) };
}

const contentUsedWith = (db: Db, leadId: number): string[] =>
  db
    .select({ title: libraryItems.title })
    .from(libraryUses)
    .innerJoin(libraryItems, eq(libraryItems.id, libraryUses.itemId))
    .where(and(eq(libraryUses.leadId, leadId), inArray(libraryUses.kind, ['used', 'helped'])))
    .groupBy(libraryItems.id)
    .orderBy(sql`min(${libraryUses.id})`)
    .all()
    .map(({ title }) => title);
