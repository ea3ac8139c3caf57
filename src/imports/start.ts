import type { Tx } from '../platform/db/write.ts';
import { UserError } from '../platform/errors.ts';
import { announceImport } from './announce.ts';
import { fieldsFault } from './columns.ts';
import { requireImport, updateImport } from './queries.ts';
import { type Import, imports } from './table.ts';
import type { ImportPlan } from './types.ts';

const nothing = { counts: { added: 0, known: 0, bad: 0 }, faults: [] };

/** A person dropped a file. It is read in the background. */
export function takeFile(
  tx: Tx,
  { name, fileId, by }: { name: string; fileId: string | null; by: string },
  now: Date,
): Import {
  const row = { name, fileId, startedBy: by, startedAt: now, columns: [], ...nothing };
  const one = tx
    .insert(imports)
    .values({ ...row, state: 'arrived' })
    .returning()
    .get();
  announceImport(tx, one, now);
  return one;
}

/** Starts the dry run by the choices of a person; also again, by others. */
export function checkImport(tx: Tx, { id, plan }: { id: number; plan: ImportPlan }, now: Date): Import {
  const one = requireImport(tx, id);
  if (!['read', 'checking', 'checked'].includes(one.state)) throw new UserError('This import has begun already.');
  const fault = fieldsFault(plan.fields);
  if (fault !== undefined) throw new UserError(fault);
  return next(tx, one, { state: 'checking', plan, position: 0, ...nothing }, now);
}

/** Begins the import itself. A repeated press changes nothing. */
export function runImport(tx: Tx, id: number, mostCards: number, now: Date): Import {
  const one = requireImport(tx, id);
  if (one.state === 'running' || one.state === 'done') return one;
  if (one.state !== 'checked') throw new UserError('Check the file first, then import it.');
  const isList = one.counts.added > mostCards;
  return next(tx, one, { state: 'running', position: 0, isList, ...nothing }, now);
}

/** The file is not imported. */
export function dropImport(tx: Tx, id: number, trouble: string | null, now: Date): Import {
  const one = requireImport(tx, id);
  if (!['arrived', 'read', 'checking', 'checked'].includes(one.state)) {
    throw new UserError('This import has begun already. You can undo it when it is done.');
  }
  return next(tx, one, { state: 'dropped', trouble, question: null, endedAt: now }, now);
}

export function next(tx: Tx, one: Import, change: Partial<Omit<Import, 'id'>>, now: Date): Import {
  const changed = updateImport(tx, one, change);
  announceImport(tx, changed, now);
  return changed;
}
