/**
 * The full-text index of leads. New leads get into it sixty-four at a time, since each commit that adds to it writes four
 * pages more. A search reads the others by an index in memory. The highest lead in the index says which they are, also
 * after a crash.
 */
import type { Db } from '../platform/db/open.ts';
import { prepared } from '../platform/db/prepared.ts';
import type { Tx } from '../platform/db/write.ts';

export const TOGETHER = 64;

const FOLDED = [
  'ß ss',
  'ẞ ss',
  'ł l',
  'Ł l',
  'ø o',
  'Ø o',
  'đ d',
  'Đ d',
  'æ ae',
  'Æ ae',
  'œ oe',
  'Œ oe',
  'þ th',
  'Þ th',
  'ı i',
];

const folded = (column: string): string =>
  FOLDED.reduce((text, pair) => `replace(${text}, '${pair.split(' ').join("', '")}')`, column);

/** A number without its extension and +, and without a country code of one to three digits. */
const digits = "replace(substr(phone, 1, instr(phone || ';', ';') - 1), '+', '')";
const numbers = [digits, ...[2, 3, 4].map((from) => `substr(${digits}, ${from})`)].join(" || ' ' || ");

/** As the triggers of the index write them. Its parameters are the range of ids: after the first, up to the second. */
const texts = `SELECT id, ${folded('name')}, ${folded('company')}, email, ${numbers} FROM leads WHERE id > ? AND id <= ?`;

const highest = prepared((db) => db.$client.prepare('SELECT coalesce(max(id), 0) FROM leads_search_docsize').pluck());

/** The highest id of a lead in the index. Those after it are in none, and those before it all are. */
export const indexedThrough = (db: Db): number => highest(db).get() as number;

const add = prepared((db) =>
  db.$client.prepare(`INSERT INTO leads_search (rowid, name, company, email, phone) ${texts}`),
);

/** Adds the leads of this range to the index. */
export function indexLeads(tx: Tx, after: number, upTo: number): void {
  add(tx).run(after, upTo);
}

/** A table of this connection alone, in memory, as `leads_search` is. */
const UNINDEXED = `CREATE VIRTUAL TABLE temp.leads_unindexed USING fts5(
  name, company, email, phone,
  content = '', tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
)`;

const unindexed = prepared((db) => {
  db.$client.exec(UNINDEXED);
  return {
    newest: db.$client.prepare('SELECT coalesce(max(id), 0) FROM leads').pluck(),
    empty: db.$client.prepare("INSERT INTO temp.leads_unindexed (leads_unindexed) VALUES ('delete-all')"),
    add: db.$client.prepare(`INSERT INTO temp.leads_unindexed (rowid, name, company, email, phone) ${texts}`),
  };
});

/** Fills `leads_unindexed` with the leads that are not in the index yet. Call it before each search. */
export function readUnindexed(db: Db): void {
  const { newest, empty, add } = unindexed(db);
  empty.run();
  add.run(indexedThrough(db), newest.get());
}
