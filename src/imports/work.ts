/** Works on imports in the background, in short transactions between everything else that Baton does. */

import { setTimeout as sleep } from 'node:timers/promises';
import { noteChange } from '../platform/changes/changes.ts';
import type { Db } from '../platform/db/open.ts';
import type { Tx } from '../platform/db/write.ts';
import { UserError } from '../platform/errors.ts';
import type { TableRow } from '../platform/files/csv.ts';
import { keptRows } from '../platform/files/kept-rows.ts';
import type { Files } from '../platform/files/store.ts';
import type { Now } from '../platform/time/clock.ts';
import { announceImport } from './announce.ts';
import { createSeen, decide, withFault } from './decide.ts';
import { finishImport } from './finish.ts';
import { requireImport, updateImport } from './queries.ts';
import { type Reading, readingOf } from './read-row.ts';
import { dropImport, next } from './start.ts';
import type { Import } from './table.ts';
import { takeRow } from './take-row.ts';
import { undoSome } from './undo.ts';

export interface Work {
  db: Db;
  write<T>(change: (tx: Tx) => T): Promise<T>;
  now: Now;
  files: Files;
  /** Called after each slice, with the rows that are done. */
  onProgress?: (one: Import) => void;
}

/** Rows in one transaction: some ten milliseconds of work. */
const AT_ONCE = 20;
/** Between two edits of the message. */
const SHOWN_EVERY_MS = 3_000;

export const rowsFile = (id: number): string => `import-${id}.rows`;

/** The dry run, the import or the undo, as far as it is. Resolves when it is done, or soon after `stop` is aborted. */
export async function advance(work: Work, id: number, stop?: AbortSignal): Promise<Import> {
  let one = requireImport(work.db, id);
  if (one.state === 'undoing') return await undo(work, one, stop);
  const seen = one.state === 'checking' ? createSeen(work.db) : undefined;
  // A dry run has noted its people in memory alone, so it begins again.
  if (seen && one.position > 0) {
    one = await work.write((tx) => updateImport(tx, one, { position: 0, counts: noCounts(), faults: [] }));
  }
  const { plan } = one;
  if (!plan) throw new TypeError(`Import ${id} has no plan.`);
  const pace = createPace();
  for await (const rows of inSlices(rowsOf(work, one))) {
    if (stop?.aborted) return one;
    const startedAt = performance.now();
    one = await work.write((tx) =>
      takeSome(tx, { id, rows, seen, reading: readingOf(tx, plan, work.now()) }, work.now()),
    );
    // Another choice of columns, or a dropped file.
    if (one.state !== (seen ? 'checking' : 'running')) return one;
    if (pace.isDue()) await work.write((tx) => announceImport(tx, one, work.now()));
    work.onProgress?.(one);
    await sleep(performance.now() - startedAt);
  }
  return await work.write((tx) => finishImport(tx, id, work.now()));
}

const noCounts = () => ({ added: 0, known: 0, bad: 0 });

function createPace() {
  let last = performance.now();
  return {
    isDue(): boolean {
      if (performance.now() - last < SHOWN_EVERY_MS) return false;
      last = performance.now();
      return true;
    },
  };
}

async function* rowsOf({ files, write, now }: Work, { id, position }: Import): AsyncGenerator<TableRow> {
  try {
    yield* keptRows(files.taken(rowsFile(id)), position);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    await write((tx) => lose(tx, id, now()));
    throw new UserError(LOST, { cause: error });
  }
}

const LOST = 'I no longer have this file. Drop it again: rows that are in Baton already are not added twice.';

function lose(tx: Tx, id: number, now: Date): void {
  const one = requireImport(tx, id);
  if (one.state === 'running') next(tx, one, { state: 'done', trouble: LOST, endedAt: now }, now);
  else dropImport(tx, id, LOST, now);
}

async function* inSlices(rows: AsyncIterable<TableRow>): AsyncGenerator<TableRow[]> {
  let some: TableRow[] = [];
  for await (const row of rows) {
    some.push(row);
    if (some.length < AT_ONCE) continue;
    yield some;
    some = [];
  }
  if (some.length > 0) yield some;
}

interface Some {
  id: number;
  rows: TableRow[];
  /** Of a dry run. */
  seen: ReturnType<typeof createSeen> | undefined;
  reading: Reading;
}

function takeSome(tx: Tx, { id, rows, seen, reading }: Some, now: Date): Import {
  const one = requireImport(tx, id);
  if (one.state !== (seen ? 'checking' : 'running')) return one;
  const counts = { ...one.counts };
  let { faults } = one;
  for (const row of rows) {
    let decided = decide(tx, row, reading);
    if (decided.result === 'added' && seen?.(decided.lead)) {
      decided = { result: 'known', leadId: null, words: 'This person is in an earlier row.' };
    }
    counts[decided.result] += 1;
    if (decided.result !== 'added') faults = withFault(faults, decided.words, row.line);
    if (!seen) takeRow(tx, one, { line: row.line, decided, plan: reading.plan }, now);
  }
  if (!seen && counts.added > one.counts.added) noteChange(tx, { people: [], teamId: reading.plan.teamId }, now);
  return updateImport(tx, one, { counts, faults, position: one.position + rows.length });
}

async function undo(work: Work, one: Import, stop?: AbortSignal): Promise<Import> {
  const pace = createPace();
  let at = one;
  while (at.state === 'undoing' && !stop?.aborted) {
    const startedAt = performance.now();
    at = await work.write((tx) => undoSome(tx, at.id, AT_ONCE, work.now()));
    if (pace.isDue()) await work.write((tx) => announceImport(tx, at, work.now()));
    work.onProgress?.(at);
    await sleep(performance.now() - startedAt);
  }
  return at;
}
