import { isUnavailable, type Tx } from '../db/write.ts';
import { errorName } from '../log.ts';
import type { Failure } from '../slack/api-errors.ts';
import { endTroubles, raiseTrouble } from './alerts.ts';
import { announcementOf, backoff, type Delivering, forgetRow, type LaneMemory, record } from './context.ts';
import type { Place } from './find-posted.ts';
import type { Delivery } from './message.ts';
import { noteError, putBack, settle } from './queries.ts';
import type { Next } from './queues.ts';
import type { Attempt } from './send.ts';
import type { OutboxRow } from './table.ts';

interface Where {
  channel: string;
  ts: string;
}

/** Writes what became of a call. `row` is as it was before the call. */
export async function settleAttempt(
  delivering: Delivering,
  row: OutboxRow,
  delivery: Delivery,
  { outcome, method, place, trouble }: Attempt,
  memory: LaneMemory,
): Promise<Next> {
  const { now, log, gates, backoffMs, lookAfterMs } = delivering;
  const about = { id: row.id, kind: row.kind, lane: row.lane, error: 'error' in outcome ? outcome.error : undefined };
  const raise = (tx: Tx) => trouble && raiseTrouble(tx, trouble, now(), delivering.tellAdmin);

  switch (outcome.kind) {
    case 'sent': {
      const isPost = place !== undefined;
      // Slack counts what comes in, and this came in when it was sent rather than when it was answered.
      if (isPost) memory.postAgainAt = memory.begunAt + delivering.paceMs;
      await settleSent(delivering, row, delivery.act === 'whisper' ? undefined : outcome, (tx) => {
        if (isPost) endTroubles(tx, place.to, now());
        raise(tx);
      });
      forgetRow(memory);
      return { rest: 0 };
    }
    case 'unknown': {
      memory.unsure = { id: row.id, place };
      log.warn(about, 'It is not known whether a message arrived: its mark is looked for');
      await record(delivering, (tx) => noteError(tx, row, outcome.error));
      return { rest: Math.max(backoff(memory, backoffMs), lookAfterMs) };
    }
    case 'pending':
      memory.unsure = { id: row.id, place };
      if (trouble) await record(delivering, raise);
      return { rest: lookAfterMs };
    case 'limited': {
      await again(delivering, row, outcome, memory);
      const ms = outcome.seconds * 1000;
      gates.set(method, performance.now() + ms);
      return { rest: ms };
    }
    case 'unsent':
      await again(delivering, row, outcome, memory);
      return { rest: backoff(memory, backoffMs) };
    case 'auth':
      await again(delivering, row, outcome, memory);
      delivering.refusedToken(outcome.error);
      return { rest: 0 };
    case 'gone':
      if (memory.goneId !== row.id) return tellGone(delivering, row, outcome, memory);
      log.warn(about, 'A message was deleted in Slack, and its successor too: dropped');
      break;
    case 'unreachable_place':
      log.warn(about, 'Nobody takes this message: dropped');
      break;
    case 'refused':
      log.error({ ...about, where: outcome.where }, 'Slack refused a message as it is: dropped, a bug');
      break;
  }
  await record(delivering, (tx) => {
    settle(tx, row, 'dropped', now(), outcome.error);
    raise(tx);
  });
  forgetRow(memory);
  return { rest: 0 };
}

async function again(delivering: Delivering, row: OutboxRow, { error }: Failure, memory: LaneMemory): Promise<void> {
  memory.unsure = undefined;
  await record(delivering, (tx) => putBack(tx, row, error));
}

async function tellGone(delivering: Delivering, row: OutboxRow, { error }: Failure, memory: LaneMemory): Promise<Next> {
  const { announcement, facts } = announcementOf(delivering, row);
  memory.goneId = row.id;
  memory.unsure = undefined;
  await record(delivering, (tx) => {
    // First, so that an announcement with the same key that gone() makes is absorbed by this row.
    putBack(tx, row, error);
    announcement.gone?.(tx, facts);
  });
  return { rest: 0 };
}

/** The message was found by its mark. */
export async function settleFound(
  delivering: Delivering,
  row: OutboxRow,
  place: Place,
  at: Where,
  memory: LaneMemory,
): Promise<Next> {
  await settleSent(delivering, row, at, (tx) => endTroubles(tx, place.to, delivering.now()));
  forgetRow(memory);
  return { rest: 0 };
}

/** Tried twice, and no trace of it in Slack: a third would be noise. */
export async function settleUnheard(delivering: Delivering, row: OutboxRow, memory: LaneMemory): Promise<Next> {
  await record(delivering, (tx) => settle(tx, row, 'sent', delivering.now(), 'unknown'));
  forgetRow(memory);
  return { rest: 0 };
}

/** `at` is what `posted` is told; undefined when it is told nothing. */
async function settleSent(
  delivering: Delivering,
  row: OutboxRow,
  at: Where | undefined,
  also: (tx: Tx) => void,
): Promise<void> {
  const { now, log } = delivering;
  const settled = (tx: Tx) => {
    settle(tx, row, 'sent', now(), null);
    also(tx);
  };
  try {
    await record(delivering, (tx) => {
      settled(tx);
      if (!at) return;
      const { announcement, facts } = announcementOf(delivering, row);
      announcement.posted?.(tx, facts, at);
    });
  } catch (error) {
    if (isUnavailable(error)) throw error;
    // The message is out: without this it would be found by its mark, and fail here, for ever.
    log.error({ id: row.id, kind: row.kind, error: errorName(error) }, 'What follows a message failed: a bug');
    await record(delivering, settled);
  }
}
