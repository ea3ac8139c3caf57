/** Undoes an import: its leads go, unless people have worked on them since. */
import { removeLead } from '../leads/acts/remove.ts';
import { cardOf } from '../leads/card-place.ts';
import { leadById } from '../leads/queries.ts';
import { and, asc, eq, gt } from '../platform/db/drizzle.ts';
import type { Tx } from '../platform/db/write.ts';
import { UserError } from '../platform/errors.ts';
import { enqueue } from '../platform/outbox/enqueue.ts';
import { forgetStory } from '../scoreboard/forget.ts';
import { forgetWin } from '../wins/forget.ts';
import { undoUntil } from './finish.ts';
import { requireImport, updateImport } from './queries.ts';
import { next } from './start.ts';
import { type Import, type ImportRow, importRows } from './table.ts';

/** @throws UserError when it is too late. */
export function undoImport(tx: Tx, id: number, now: Date): Import {
  const one = requireImport(tx, id);
  if (one.state === 'undoing' || one.state === 'undone') return one;
  if (!undoUntil(one, now)) throw new UserError('An import can be undone for a day after it is done.');
  return next(tx, one, { state: 'undoing', position: 0, kept: 0 }, now);
}

/** Takes back the next leads; `position` is the line of the last one. */
export function undoSome(tx: Tx, id: number, limit: number, now: Date): Import {
  const one = requireImport(tx, id);
  if (one.state !== 'undoing') return one;
  const rows = tx
    .select()
    .from(importRows)
    .where(and(eq(importRows.importId, id), eq(importRows.result, 'added'), gt(importRows.line, one.position)))
    .orderBy(asc(importRows.line))
    .limit(limit)
    .all();
  const last = rows.at(-1);
  if (!last) return next(tx, one, { state: 'undone', endedAt: now }, now);
  const kept = rows.filter((row) => !takeBack(tx, row, now)).length;
  return updateImport(tx, one, { position: last.line, kept: one.kept + kept });
}

/** False if people have worked on the lead, so it stays. */
function takeBack(tx: Tx, { leadId, entryId }: Pick<ImportRow, 'leadId' | 'entryId'>, now: Date): boolean {
  const lead = leadId === null ? undefined : leadById(tx, leadId);
  if (!lead || leadId === null) return true;
  const card = cardOf(tx, leadId);
  return removeLead(
    tx,
    lead,
    {
      entryId: entryId ?? 0,
      also: () => {
        forgetStory(tx, leadId);
        forgetWin(tx, leadId);
        if (card) enqueue(tx, 'import_card_gone', card, { orderingKey: card.channel }, now);
      },
    },
    now,
  );
}
