import { prepared } from '../../platform/db/prepared.ts';
import type { Tx } from '../../platform/db/write.ts';
import { textOf } from '../queries.ts';
import type { LibraryItem } from '../table.ts';
import { fold, wordsOf } from '../words.ts';
import { initialsIn, initialsTerm } from './initials.ts';

/** A word in each entry that has everything below; index-upgrade.ts renews entries without it. */
export const VERSION = 'indexofversion2x';

/**
 * The entry of an item: a row in the full-text index, which holds folded text only, and its words for the comparison
 * with typos. Everything here runs in the transaction of the change.
 */
type Indexed = Pick<LibraryItem, 'id' | 'title' | 'kind' | 'stage' | 'tags' | 'summary' | 'retiredAt'>;

const removeRow = prepared((db) => db.$client.prepare('DELETE FROM library_search WHERE rowid = ?'));
const insertRow = prepared((db) =>
  db.$client.prepare('INSERT INTO library_search (rowid, title, tags, shelf, summary, body) VALUES (?, ?, ?, ?, ?, ?)'),
);

/** Updates the index after a change; `before` is undefined for a new item. Retired items are not in it. */
export function indexItem(tx: Tx, before: Indexed | undefined, item: Indexed): void {
  if (before) removeRow(tx).run(before.id);
  const was = new Set(before && !before.retiredAt ? vocabulary(before) : []);
  const is = new Set(item.retiredAt ? [] : vocabulary(item));
  if (!item.retiredAt) insertText(tx, item, textOf(tx, item.id)?.text ?? '');
  for (const word of is) if (!was.has(word)) addWord(tx, word);
  for (const word of was) if (!is.has(word)) dropWord(tx, word);
}

/** After its document was read. */
export function indexText(tx: Tx, item: Indexed, text: string): void {
  if (item.retiredAt) return;
  removeRow(tx).run(item.id);
  insertText(tx, item, text);
}

function insertText(tx: Tx, item: Indexed, text: string): void {
  const about = [item.title, ...(item.summary ?? '').split(/[.;]/)];
  const initials = about.flatMap(initialsIn).map(initialsTerm);
  const shelf = [shelfTerms(item.kind, item.stage), VERSION, ...new Set(initials)].join(' ');
  const tags = item.tags.map(fold).join(' , ');
  insertRow(tx).run(item.id, fold(item.title), tags, shelf, fold(item.summary ?? ''), fold(text));
}

/** Kind and stage as words that no one types, so that labels can change without a new index. */
const shelfTerms = (kind: string, stage: string | null): string =>
  [kindTerm(kind), ...(stage ? [stageTerm(stage)] : [])].join(' ');
export const kindTerm = (key: string): string => `kindof${key.replaceAll('_', '')}x`;
export const shelfOf = (term: string): string => `shelf : ${term}`;
export const stageTerm = (stage: string): string => `stageof${stage}x`;

const WORD = /^(?=.*\p{L}).{3,30}$/u;
const vocabulary = ({ title, tags, summary }: Indexed): string[] =>
  wordsOf([title, ...tags, summary ?? ''].join(' ')).filter((word) => WORD.test(word));

/**
 * The pieces that a misspelled word shares with the right one: its trigrams, with marks for beginning and end, and its
 * letters in alphabetical order, which a swap of letters leaves the same.
 */
export function gramsOf(word: string): string[] {
  const letters = [...`^${word}$`];
  const pieces = letters.slice(0, -2).map((_, at) => letters.slice(at, at + 3).join(''));
  return [...new Set([...pieces, `=${[...word].sort().join('')}`])];
}

const countWord = prepared((db) =>
  db.$client.prepare(
    'INSERT INTO library_words (word, items) VALUES (?, 1) ON CONFLICT (word) DO UPDATE SET items = items + 1 RETURNING items',
  ),
);
const addGram = prepared((db) => db.$client.prepare('INSERT OR IGNORE INTO library_grams (gram, word) VALUES (?, ?)'));

function addWord(tx: Tx, word: string): void {
  const { items } = countWord(tx).get(word) as { items: number };
  if (items === 1) for (const gram of gramsOf(word)) addGram(tx).run(gram, word);
}

const discountWord = prepared((db) =>
  db.$client.prepare('UPDATE library_words SET items = items - 1 WHERE word = ? RETURNING items'),
);
const removeWord = prepared((db) => db.$client.prepare('DELETE FROM library_words WHERE word = ?'));
const removeGram = prepared((db) => db.$client.prepare('DELETE FROM library_grams WHERE gram = ? AND word = ?'));

function dropWord(tx: Tx, word: string): void {
  const row = discountWord(tx).get(word) as { items: number } | undefined;
  if (row && row.items > 0) return;
  removeWord(tx).run(word);
  for (const gram of gramsOf(word)) removeGram(tx).run(gram, word);
}
