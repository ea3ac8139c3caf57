/** Messages that wait for the working time of their readers. */
import { and, eq, sql } from '../db/drizzle.ts';
import type { Tx } from '../db/write.ts';
import { withoutLists } from './join.ts';
import { addTo, postpone, settle } from './queries.ts';
import { isUnsettled, type OutboxRow, outbox } from './table.ts';

/**
 * Lets a message wait until then. It becomes part of an equal one that waits, so that the news of a night is one message:
 * they are equal but for the lists of their payloads.
 */
export function hold(tx: Tx, row: OutboxRow, until: Date, now: Date): void {
  const other = heldLike(tx, row, now);
  if (other) {
    addTo(tx, other, row.payload);
    settle(tx, row, 'sent', now, null);
  } else postpone(tx, row, until);
}

function heldLike(tx: Tx, { id, kind, orderingKey, payload }: OutboxRow, now: Date): OutboxRow | undefined {
  const same = withoutLists(payload);
  return tx
    .select()
    .from(outbox)
    .where(
      and(
        isUnsettled,
        eq(outbox.orderingKey, orderingKey),
        eq(outbox.kind, kind),
        sql`${outbox.state} = 'waiting' and ${outbox.notBefore} > ${now.getTime()} and ${outbox.id} <> ${id}`,
      ),
    )
    .all()
    .find((other) => withoutLists(other.payload) === same);
}
