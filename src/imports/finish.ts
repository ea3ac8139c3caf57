import type { Tx } from '../platform/db/write.ts';
import { enqueue } from '../platform/outbox/enqueue.ts';
import { DAY_MS } from '../platform/time/units.ts';
import { requireTeam } from '../teams/queries.ts';
import { requireImport } from './queries.ts';
import { next } from './start.ts';
import type { Import } from './table.ts';

/** A wrong file is undone within this time. */
const UNDO_MS = DAY_MS;

/** The last row is done. */
export function finishImport(tx: Tx, id: number, now: Date): Import {
  const one = requireImport(tx, id);
  if (one.state === 'checking') return next(tx, one, { state: 'checked' }, now);
  if (one.state !== 'running') return one;
  const done = next(tx, one, { state: 'done', endedAt: now, question: null }, now);
  if (done.fileId !== null) enqueue(tx, 'import_report', { importId: id }, { orderingKey: done.startedBy }, now);
  if (done.isList && done.plan && !done.plan.isPast && done.counts.added > 0) {
    const { channelId } = requireTeam(tx, done.plan.teamId);
    enqueue(tx, 'import_list', { importId: id }, { orderingKey: channelId }, now);
  }
  return done;
}

/** Until when it can be undone; undefined if it cannot. */
export function undoUntil({ state, endedAt, counts }: Import, now: Date): Date | undefined {
  if (state !== 'done' || endedAt === null || counts.added === 0) return undefined;
  const until = new Date(endedAt.getTime() + UNDO_MS);
  return until > now ? until : undefined;
}
