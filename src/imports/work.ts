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
import { createSeen, type Decision, decide, withFault } from './decide.ts';
import { finishImport } from './finish.ts';
import { requireImport, updateImport } from './queries.ts';
import { type Reading, readingOf } from './read-row.ts';
import { dropImport, next } from './start.ts';
import type { Import } from './table.ts';
import { takeRow } from './take-row.ts';
import type { ImportPlan } from './types.ts';
import { undoSome } from './undo.ts';

export interface Work {
  db: Db;
  write<T>(change: (tx: Tx) => T): Promise<T>;
  now: Now;
  files: Files;
  /** More than usual, in a process without other work. */
  rowsAtOnce?: number;
  /** Its `write` leaves time to other work. */
  restsItself?: boolean;
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
  const one = requireImport(work.db, id);
  if (one.state === 'undoing') return await undo(work, one, stop);
  return one.state === 'checking' ? await check(work, one, stop) : await run(work, one, stop);
}

/** Only reads, and notes the people of the rows in memory, so it begins again after a restart or with another choice of columns. */
async function check(work: Work, begun: Import, stop?: AbortSignal): Promise<Import> {
  const { db, now } = work;
  const [plan, seen, pace] = [planOf(begun), createSeen(db), createPace()];
  let one: Import = { ...begun, position: 0, counts: noCounts(), faults: [] };
  const isCurrent = (found: Import) =>
    found.state === 'checking' && JSON.stringify(found.plan) === JSON.stringify(plan);
  const save = (tx: Tx): Import => {
    const found = requireImport(tx, one.id);
    const { position, counts, faults } = one;
    return isCurrent(found) ? updateImport(tx, found, { position, counts, faults }) : found;
  };
  for await (const rows of inSlices(rowsOf(work, one), work.rowsAtOnce)) {
    const startedAt = performance.now();
    const found = requireImport(db, one.id);
    if (stop?.aborted || !isCurrent(found)) return found;
    // Of this moment: settings and the team may change meanwhile.
    const reading = readingOf(db, plan, now());
    one = counted(one, rows, (row) => decideOnce(decide(db, row, reading), seen));
    if (pace.isDue()) await work.write((tx) => announceImport(tx, save(tx), now()));
    work.onProgress?.(one);
    await rest(work, startedAt);
  }
  return await work.write((tx) => (isCurrent(save(tx)) ? finishImport(tx, one.id, now()) : requireImport(tx, one.id)));
}

function decideOnce(decided: Decision, seen: ReturnType<typeof createSeen>): Decision {
  if (decided.result !== 'added' || !seen(decided.lead)) return decided;
  return { result: 'known', leadId: null, words: 'This person is in an earlier row.' };
}

async function run(work: Work, begun: Import, stop?: AbortSignal): Promise<Import> {
  const [plan, pace, { now }] = [planOf(begun), createPace(), work];
  let one = begun;
  for await (const rows of inSlices(rowsOf(work, one), work.rowsAtOnce)) {
    if (stop?.aborted) return one;
    const startedAt = performance.now();
    one = await work.write((tx) => takeSome(tx, { id: one.id, rows, reading: readingOf(tx, plan, now()) }, now()));
    if (one.state !== 'running') return one;
    if (pace.isDue()) await work.write((tx) => announceImport(tx, one, now()));
    work.onProgress?.(one);
    await rest(work, startedAt);
  }
  return await work.write((tx) => finishImport(tx, one.id, now()));
}

function planOf({ id, plan }: Import): ImportPlan {
  if (!plan) throw new TypeError(`Import ${id} has no plan.`);
  return plan;
}

/** Leaves half of the time to other work. */
const rest = ({ restsItself = false }: Work, startedAt: number): Promise<void> | undefined =>
  restsItself ? undefined : sleep(performance.now() - startedAt);

/** The counts with some more rows. */
function counted(one: Import, rows: readonly TableRow[], outcomeOf: (row: TableRow) => Decision): Import {
  const counts = { ...one.counts };
  let { faults } = one;
  for (const row of rows) {
    const decided = outcomeOf(row);
    counts[decided.result] += 1;
    if (decided.result !== 'added') faults = withFault(faults, decided.words, row.line);
  }
  return { ...one, counts, faults, position: one.position + rows.length };
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

async function* inSlices(rows: AsyncIterable<TableRow>, atOnce = AT_ONCE): AsyncGenerator<TableRow[]> {
  let some: TableRow[] = [];
  for await (const row of rows) {
    some.push(row);
    if (some.length < atOnce) continue;
    yield some;
    some = [];
  }
  if (some.length > 0) yield some;
}

function takeSome(
  tx: Tx,
  { id, rows, reading }: { id: number; rows: TableRow[]; reading: Reading },
  now: Date,
): Import {
  const one = requireImport(tx, id);
  if (one.state !== 'running') return one;
  const { counts, faults, position } = counted(one, rows, (row) => {
    const decided = decide(tx, row, reading);
    takeRow(tx, one, { line: row.line, decided, plan: reading.plan }, now);
    return decided;
  });
  if (counts.added > one.counts.added) noteChange(tx, { people: [], teamId: reading.plan.teamId }, now);
  return updateImport(tx, one, { counts, faults, position });
}

async function undo(work: Work, one: Import, stop?: AbortSignal): Promise<Import> {
  const pace = createPace();
  let at = one;
  while (at.state === 'undoing' && !stop?.aborted) {
    const startedAt = performance.now();
    at = await work.write((tx) => undoSome(tx, at.id, work.rowsAtOnce ?? AT_ONCE, work.now()));
    if (pace.isDue()) await work.write((tx) => announceImport(tx, at, work.now()));
    work.onProgress?.(at);
    await rest(work, startedAt);
  }
  return at;
}
