/** A library for one test. */
import { expect } from 'vitest';
import { addItem, type NewItem } from '../../src/library/add.ts';
import { searchLibrary } from '../../src/library/search/search.ts';
import type { LibraryItem } from '../../src/library/table.ts';
import type { Db } from '../../src/platform/db/open.ts';
import { createWriter, type Write } from '../../src/platform/db/write.ts';
import { memoryDatabase } from '../support/temp-database.ts';

export const NOW = new Date('2026-11-19T09:00:00Z');
export const LATER = new Date('2028-01-01T00:00:00Z');

export interface Stock {
  db: Db;
  write: Write;
  /** Adds an item; the given values replace the defaults. */
  add(given: Partial<NewItem>): Promise<LibraryItem>;
  /** The titles of the results, best first. */
  titles(words: string, more?: Partial<Parameters<typeof searchLibrary>[1]>, now?: Date): string[];
}

export function stock(db: Db = memoryDatabase()): Stock {
  const write = createWriter(db);
  const usual = { title: 'A deck', kind: 'deck', stage: null, tags: [], summary: null, ownerId: 'U1', reviewAt: null };
  return {
    db,
    write,
    add: (given) =>
      write((tx) => {
        const content = given.file ? {} : { link: 'https://example.com/a' };
        return addItem(tx, { ...usual, by: 'U1', ...content, ...given } as NewItem, NOW);
      }),
    titles: (words, more = {}, now = NOW) => {
      const { items, total, exact } = searchLibrary(db, { words, limit: 10, offset: 0, ...more }, now);
      expect(total).toBeGreaterThanOrEqual(items.length);
      expect(exact).toBeLessThanOrEqual(total);
      return items.map(({ title }) => title);
    },
  };
}
