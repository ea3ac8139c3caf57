/** Attempts to find the author of each text. Each names a person for as many texts as it can. */
import { createHash, createHmac } from 'node:crypto';
import { type Disk, type Evidence, imageOf, type Row, transactionsOf } from './evidence.ts';

type Guess = Map<string, string>;
/** Several results if there are several places to look, each with its name. */
export type Guesser = (evidence: Evidence) => Record<string, Guess>;

const positions = (bytes: Buffer, text: string): number[] => {
  const found: number[] = [];
  for (let at = bytes.indexOf(text); at >= 0; at = bytes.indexOf(text, at + 1)) found.push(at);
  return found;
};

/** For each text, the person whose id is nearest to it. */
function nearest(bytes: Buffer, { people, words }: Evidence): Guess {
  const ids = people.flatMap((person) => positions(bytes, person).map((at) => ({ person, at })));
  return new Map(
    words.flatMap((word) => {
      const distances = positions(bytes, word).flatMap((at) =>
        ids.map(({ person, at: other }) => ({ person, far: Math.abs(at - other) })),
      );
      const best = distances.sort((a, b) => a.far - b.far)[0];
      return best ? [[word, best.person] as const] : [];
    }),
  );
}

/** Takes the first in this order for the first person who submitted, and so on. */
const inOrder = (ordered: string[], { people }: Evidence): Guess =>
  new Map(ordered.map((word, place) => [word, people[place] ?? '']));

/** The texts in the order of their `place`; those without a place are left out. */
const sortedBy = (words: string[], place: (word: string) => number | undefined): string[] =>
  words
    .flatMap((word) => {
      const at = place(word);
      return at === undefined ? [] : [{ word, at }];
    })
    .sort((a, b) => a.at - b.at)
    .map(({ word }) => word);

/** In both directions: SQLite fills its pages from the end. */
const bothWays = (name: string, ordered: string[], evidence: Evidence) => ({
  [name]: inOrder(ordered, evidence),
  [`${name}, backwards`]: inOrder([...ordered].reverse(), evidence),
});

const first = (bytes: Buffer) => (word: string) => {
  const at = bytes.indexOf(word);
  return at < 0 ? undefined : at;
};

const both = ({ database, wal }: Disk) => Buffer.concat([database, wal]);
const join = (lines: string[]) => Buffer.from(lines.join('\n'));
const text = (row: Row) => row.text;
const rowsByTable = (rows: Row[]) => Object.entries(Object.groupBy(rows, ({ table }) => table));

const idBesideWords: Guesser = (evidence) => ({
  database: nearest(imageOf(evidence.after), evidence),
  'write-ahead log': nearest(evidence.after.wal, evidence),
  backup: nearest(evidence.backup, evidence),
  log: nearest(join(evidence.log), evidence),
  'health and metrics': nearest(join(evidence.told), evidence),
  traffic: nearest(join(evidence.calls), evidence),
});

const orderOfRows: Guesser = (evidence) =>
  Object.fromEntries(
    rowsByTable(evidence.rows).flatMap(([table, rows = []]) => {
      const all = Buffer.from(rows.map(text).join('\n'));
      const ordered = sortedBy(evidence.words, first(all));
      return ordered.length > 0 ? Object.entries(bothWays(table, ordered, evidence)) : [];
    }),
  );

const orderOfBytes: Guesser = (evidence) => ({
  ...bothWays('database', sortedBy(evidence.words, first(imageOf(evidence.after))), evidence),
  ...bothWays('write-ahead log', sortedBy(evidence.words, first(evidence.after.wal)), evidence),
  ...bothWays('traffic', sortedBy(evidence.words, first(join(evidence.calls))), evidence),
  ...bothWays('log', sortedBy(evidence.words, first(join(evidence.log))), evidence),
  ...bothWays('health and metrics', sortedBy(evidence.words, first(join(evidence.told))), evidence),
});

/** Rows that refer to the row of the words, such as queued messages: their order, and each of their times. */
const orderOfWhatPointsThere: Guesser = (evidence) => {
  const idOf = (word: string) => {
    const row = evidence.rows.find(({ columns }) => Object.values(columns).some((value) => `${value}`.includes(word)));
    return row && Number(row.columns.id ?? row.columns.row_number);
  };
  const ids = new Map(evidence.words.map((word) => [word, idOf(word)]));
  const names = (row: Row, word: string) => new RegExp(`\\b${ids.get(word)}\\b`).test(text(row));
  return Object.fromEntries(
    rowsByTable(evidence.rows).flatMap(([table, rows = []]) => {
      const place = (word: string) => {
        const at = rows.findIndex((row) => names(row, word));
        return at < 0 ? undefined : at;
      };
      const ordered = sortedBy(evidence.words, place);
      return ordered.length > 1 ? Object.entries(bothWays(table, ordered, evidence)) : [];
    }),
  );
};

const IS_TIME = (value: unknown): value is number => typeof value === 'number' && value > 1.7e12 && value < 1.9e12;

/** Words in a row with a time belong to the person who submitted nearest to it. */
const times: Guesser = (evidence) => {
  const guesses: Record<string, Guess> = {};
  for (const row of evidence.rows) {
    const words = evidence.words.filter((word) => text(row).includes(word));
    for (const [column, value] of Object.entries(row.columns)) {
      if (!IS_TIME(value)) continue;
      const name = `${row.table}.${column}`;
      guesses[name] ??= new Map();
      for (const word of words) guesses[name].set(word, personAt(evidence, value));
    }
  }
  return guesses;
};

const personAt = ({ people, at }: Evidence, moment: number): string => {
  const far = at.map((one) => Math.abs(one - moment));
  return people[far.indexOf(Math.min(...far))] ?? '';
};

/**
 * A person whose id is in the pages of a transaction, and in none before it, is the author of words in the same pages.
 */
const sameTransaction: Guesser = ({ people, words, watched, after }) => {
  const guess: Guess = new Map();
  const seen = new Set<string>();
  for (const bytes of [...watched, after].flatMap(({ wal }) => transactionsOf(wal))) {
    const fresh = [...people, ...words].filter((one) => !seen.has(one) && bytes.includes(one));
    const [only, ...others] = people.filter((person) => fresh.includes(person));
    for (const one of fresh) seen.add(one);
    if (only === undefined || others.length > 0) continue;
    for (const word of words) if (fresh.includes(word)) guess.set(word, only);
  }
  return { 'write-ahead log': guess };
};

/** Hashes of people without a key, and with obvious keys. */
const unkeyedMarks: Guesser = (evidence) => {
  const guess: Guess = new Map();
  for (const word of evidence.words) {
    const row = evidence.rows.find((one) => text(one).includes(word));
    if (!row) continue;
    const values = Object.values(row.columns).map(String);
    const found = evidence.people.find((person) => {
      const marks = marksOf(person, values);
      return values.some((value) => marks.has(value));
    });
    if (found) guess.set(word, found);
  }
  return { backup: guess };
};

function marksOf(person: string, beside: string[]): Set<string> {
  const salts = ['', ...beside.filter((value) => value.length < 60)];
  const digests = salts.flatMap((salt) => [
    createHash('sha256').update(`${salt}${person}`).digest(),
    createHash('sha256').update(`${person}${salt}`).digest(),
    createHmac('sha256', salt).update(person).digest(),
    createHmac('sha256', person).update(salt).digest(),
  ]);
  return new Set(digests.flatMap((digest) => [digest.toString('hex'), digest.toString('base64url')]));
}

/** Texts that are there after a submission and were not before. */
const whatCame: Guesser = (evidence) => {
  const guess: Guess = new Map();
  for (const [place, disk] of evidence.watched.entries()) {
    const now = both(disk);
    for (const word of evidence.words) {
      if (!guess.has(word) && now.includes(word)) guess.set(word, evidence.people[place] ?? '');
    }
  }
  return { watched: guess };
};

/** Compares the place of the largest change at a submission with the final place of the words. */
const whereItChanged: Guesser = (evidence) => {
  const disks = [evidence.before, ...evidence.watched].map(imageOf);
  const people = evidence.people
    .map((person, place) => ({ person, at: longestChange(disks[place], disks[place + 1]) }))
    .sort((a, b) => a.at - b.at)
    .map(({ person }) => person);
  const inTheEnd = sortedBy(evidence.words, first(imageOf(evidence.after)));
  const paired = (words: string[]) => new Map(words.map((word, place) => [word, people[place] ?? '']));
  return { 'as they lie': paired(inTheEnd), backwards: paired([...inTheEnd].reverse()) };
};

/** The start of the longest run of changed bytes. */
function longestChange(one: Buffer = Buffer.alloc(0), other: Buffer = Buffer.alloc(0)): number {
  let best = { at: 0, length: 0 };
  let from = 0;
  for (let at = 0; at <= other.length; at += 1) {
    if (at < other.length && one[at] !== other[at]) continue;
    if (at - from > best.length) best = { at: from, length: at - from };
    from = at + 1;
  }
  return best.at;
}

/** After the end: an attacker with the disk, a backup, the log and Baton’s calls to Slack. */
export const afterwards = {
  'an id next to the words': idBesideWords,
  'the order of rows': orderOfRows,
  'the order of bytes': orderOfBytes,
  'the order of what points there': orderOfWhatPointsThere,
  'times next to the words': times,
  'marks without the key': unkeyedMarks,
} satisfies Record<string, Guesser>;

/** An attacker who also copied the disk after each submission. */
export const watching = {
  'an id in the same transaction': sameTransaction,
  'changes with a submission': whatCame,
  'where it changed': whereItChanged,
} satisfies Record<string, Guesser>;
