import type { Delivery } from './announcement.ts';
import { backoff, type Delivering, type LaneMemory, render } from './delivering.ts';
import { findByMark, type Place } from './find-by-mark.ts';
import type { Next } from './lanes.ts';
import { outcomeOf } from './outcome.ts';
import { settleFound, settleUnheard } from './settle.ts';
import type { OutboxRow } from './table.ts';

/** Reads share one gate: they are many calls of few methods. */
const GATE = 'conversations.read';

/**
 * Settles a row whose call may have worked: by finding its mark, or, where there is none to find, by what it was.
 * 'post' when it is certain that the message is not there, or when repeating it does no harm.
 */
export async function lookForMark(delivering: Delivering, row: OutboxRow, memory: LaneMemory): Promise<Next | 'post'> {
  if (memory.unsure?.id !== row.id) {
    // Another process made the call and died; its request may still be under way.
    memory.unsure = { id: row.id };
    return { rest: delivering.lookAfterMs };
  }
  let delivery: Delivery | undefined;
  try {
    delivery = render(delivering, delivering.db, row);
  } catch {
    return 'post'; // which meets the same bug, and drops it
  }
  const places = memory.unsure.place ? [memory.unsure.place] : placesOf(row, delivery);
  if (places.length === 0 && delivery?.act === 'whisper' && row.attempts > 1) {
    return settleUnheard(delivering, row, memory);
  }
  for (const place of places) {
    const found = await look(delivering, row, place, memory);
    if (found === 'not there') continue;
    if ('rest' in found) return found;
    return settleFound(delivering, row, place, found, memory);
  }
  return 'post';
}

/** Where a process that died may have posted; none for edits and whispers. */
function placesOf({ lane }: OutboxRow, delivery: Delivery | undefined): Place[] {
  if (delivery && delivery.act !== 'post') return [];
  const threadTs = delivery?.threadTs;
  const people = delivery?.orElse ?? [];
  const ids = new Set([delivery?.to ?? lane, ...people]);
  // The lane is where it was meant to go when it was enqueued, which a change since may have turned elsewhere.
  if (/^[CDGUW]/.test(lane)) ids.add(lane);
  return [...ids].map((to) => (to === delivery?.to && threadTs !== undefined ? { to, threadTs } : { to }));
}

async function look(
  { web, gates, log, refusedToken, backoffMs }: Delivering,
  row: OutboxRow,
  place: Place,
  memory: LaneMemory,
): Promise<{ channel: string; ts: string } | { rest: number } | 'not there'> {
  const wait = (gates.get(GATE) ?? 0) - performance.now();
  if (wait > 0) return { rest: wait };
  try {
    const since = new Date(Math.max(row.createdAt.getTime(), row.notBefore.getTime()));
    return (await findByMark(web, place, row.mark, since)) ?? 'not there';
  } catch (error) {
    const failure = outcomeOf(error);
    switch (failure.kind) {
      case 'limited':
        gates.set(GATE, performance.now() + failure.seconds * 1000);
        return { rest: failure.seconds * 1000 };
      case 'auth':
        if (failure.error === 'missing_scope') break;
        refusedToken(failure.error);
        return { rest: 0 };
      case 'unsent':
      case 'unknown':
        return { rest: backoff(memory, backoffMs) };
    }
    // A place that cannot be read: twice is better than never.
    log.warn({ id: row.id, kind: row.kind, error: failure.error }, 'Could not look for a message that may be there');
    return 'not there';
  }
}
