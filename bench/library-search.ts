/**
 * Quality of the library search: questions with known correct items, in three libraries: a few hundred items of many kinds, a
 * software company, and an electrical distributor with a German branch. A part of the questions was never used for tuning;
 * their figures are separate.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { stages } from '../src/leads/types.ts';
import { addItem } from '../src/library/add.ts';
import { indexText } from '../src/library/search/index-item.ts';
import { searchLibrary } from '../src/library/search/search.ts';
import { libraryTexts } from '../src/library/table.ts';
import { eq } from '../src/platform/db/drizzle.ts';
import { type Db, openDatabase } from '../src/platform/db/open.ts';
import { createWriter } from '../src/platform/db/write.ts';

const FOLDER = join(import.meta.dirname, 'library');
const NOW = new Date('2026-11-19T09:00:00Z');

const itemRow = z.object({
  key: z.string(),
  kind: z.string(),
  stage: z.enum(stages),
  tags: z.string().transform((tags) => tags.split(',')),
  title: z.string(),
  summary: z.string(),
  text: z.string(),
});
const questionRow = z.object({
  question: z.string(),
  right: z.string().transform((keys) => keys.split(',')),
  why: z.string(),
  /** Without it, every third question was held out. */
  half: z.enum(['tuning', 'held out']).optional(),
});

const table = <T>(file: string, row: z.ZodType<T>): T[] =>
  z.array(row).parse(parse(readFileSync(join(FOLDER, file), 'utf8'), { columns: true, delimiter: '\t', quote: null }));

export const libraryRows = () => table('items.tsv', itemRow);
export const libraryQuestions = () => table('questions.tsv', questionRow);

/** The beginnings of the names of files. */
const libraries = {
  'many kinds': '',
  'software company': 'software-',
  'electrical distributor': 'electrical-',
} as const;
export type LibraryName = keyof typeof libraries;
export const libraryNames = Object.keys(libraries) as LibraryName[];

interface Figures {
  questions: number;
  /** Number of questions with a correct item in first place, and in the first three places. */
  first: number;
  firstThree: number;
}

interface Miss {
  question: string;
  why: string;
  right: string[];
  /** The item found first instead. */
  found: string[];
  heldOut: boolean;
}

export interface SearchQuality {
  name: LibraryName;
  items: number;
  tuned: Figures;
  heldOut: Figures;
  misses: Miss[];
}

/** Writes the items into a new database and asks every question. */
export async function measureSearch(name: LibraryName): Promise<SearchQuality> {
  const db = openDatabase(':memory:');
  const prefix = libraries[name];
  try {
    const keys = await fill(db, table(`${prefix}items.tsv`, itemRow));
    const asked = table(`${prefix}questions.tsv`, questionRow).map(({ question, right, why, half }, at) => {
      const found = searchLibrary(db, { words: question, limit: 3, offset: 0 }, NOW).items;
      const place = found.findIndex(({ id }) => right.includes(keys.get(id) ?? ''));
      return {
        question,
        right,
        why,
        place,
        found: found.map(({ title }) => title),
        heldOut: half ? half === 'held out' : at % 3 === 2,
      };
    });
    return {
      name,
      items: keys.size,
      tuned: figures(asked.filter(({ heldOut }) => !heldOut)),
      heldOut: figures(asked.filter(({ heldOut }) => heldOut)),
      misses: asked.filter(({ place }) => place < 0),
    };
  } finally {
    db.$client.close();
  }
}

const figures = (asked: { place: number }[]): Figures => ({
  questions: asked.length,
  first: asked.filter(({ place }) => place === 0).length,
  firstThree: asked.filter(({ place }) => place >= 0).length,
});

/** By the id that each item got. */
async function fill(db: Db, rows: z.infer<typeof itemRow>[]): Promise<Map<number, string>> {
  const keys = new Map<number, string>();
  const about = { ownerId: 'U1', by: 'U1', reviewAt: null };
  await createWriter(db)((tx) => {
    for (const { key, text, ...row } of rows) {
      const file = { sha256: '0'.repeat(64), name: `${key}.pdf`, mimetype: 'application/pdf', bytes: 1 };
      const item = addItem(tx, { ...row, ...about, file }, NOW);
      tx.update(libraryTexts).set({ state: 'read', text }).where(eq(libraryTexts.itemId, item.id)).run();
      indexText(tx, item, text);
      keys.set(item.id, key);
    }
  });
  return keys;
}

const percent = (part: number, { questions }: Figures) => `${Math.round((100 * part) / questions)} %`;
const line = (name: string, of: Figures) =>
  `${name.padEnd(24)} ${String(of.questions).padStart(4)} questions   first ${percent(of.first, of).padStart(5)}   among the first three ${percent(of.firstThree, of).padStart(5)}`;

/** The printed names of the figures. */
export function describeSearch({ name, items, tuned, heldOut, misses }: SearchQuality): string {
  const all: Figures = {
    questions: tuned.questions + heldOut.questions,
    first: tuned.first + heldOut.first,
    firstThree: tuned.firstThree + heldOut.firstThree,
  };
  return [
    `Search of the library (${name}), ${items} items`,
    line('all', all),
    line('used for tuning', tuned),
    line('held out', heldOut),
    ...misses.map(
      ({ question, right, found, heldOut: kept }) =>
        `  missed${kept ? ' (held out)' : ''}: "${question}" wants ${right.join(' or ')}; found ${found.join(' | ') || 'nothing'}`,
    ),
  ].join('\n');
}

if (import.meta.main) for (const name of libraryNames) console.log(describeSearch(await measureSearch(name)));
