import { addItem } from '../../src/library/add.ts';
import { indexText } from '../../src/library/search/index-item.ts';
import { libraryTexts } from '../../src/library/table.ts';
import { eq } from '../../src/platform/db/drizzle.ts';
import { openDatabase } from '../../src/platform/db/open.ts';
import { createWriter } from '../../src/platform/db/write.ts';
import { libraryRows } from '../library-search.ts';
import { AT, MARKETER } from '../slack/workspace.ts';
import { contact } from './words.ts';

const AT_ONCE = 500;

/** A library of this many items with document texts: the items of the search benchmark, repeated for many customers. */
export async function seedLibrary(path: string, items: number): Promise<void> {
  const db = openDatabase(path);
  db.$client.pragma('synchronous = OFF');
  const rows = libraryRows();
  const write = createWriter(db);
  const about = { ownerId: MARKETER, by: MARKETER, reviewAt: null };
  for (let from = 0; from < items; from += AT_ONCE) {
    await write((tx) => {
      for (let number = from; number < Math.min(from + AT_ONCE, items); number += 1) {
        const row = rows[number % rows.length];
        if (!row) throw new RangeError('There are no items to repeat.');
        const { key, text, title, ...what } = row;
        const { company } = contact(number);
        const file = { sha256: '0'.repeat(64), name: `${key}.pdf`, mimetype: 'application/pdf', bytes: 1 };
        const item = addItem(tx, { ...what, ...about, title: `${title} (${company})`, file }, AT);
        tx.update(libraryTexts).set({ state: 'read', text }).where(eq(libraryTexts.itemId, item.id)).run();
        indexText(tx, item, `${text} ${company}`);
      }
    });
  }
  db.$client.close();
}
