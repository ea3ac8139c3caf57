import { isUnavailable, type Tx } from '../db/write.ts';
import { errorName } from '../log.ts';
import type { Failure } from '../slack/api-errors.ts';
import { backoff, forgetRow, type OutboxContext, type QueueMemory, takePace, writeOutcome } from './context.ts';
import type { Destination } from './find-posted.ts';
import { placeLive } from './live-messages.ts';
import type { Delivery } from './message.ts';
import { noteError, requeue, settle } from './queries.ts';
import type { Next } from './queues.ts';
import { messageOf } from './render.ts';
import type { SendResult } from './send.ts';
import type { OutboxRow } from './table.ts';

interface PostedAt {
  channel: string;
  ts: string;
}

/** Nothing of Baton's is at a place then. */
const NO_PLACE = new Set<Delivery['act']>(['ephemeral', 'end_step', 'unfurl']);

/** Writes the outcome of a call. `row` is as it was before the call. */
export async function settleSend(
  context: OutboxContext,
  row: OutboxRow,
  delivery: Delivery,
  { outcome, method, place, failedPlace }: SendResult,
  memory: QueueMemory,
): Promise<Next> {
  const { now, log, limitedUntil, backoffMs, reconcileAfterMs } = context;
  const { id, kind, orderingKey } = row;
  const about = { id, kind, orderingKey, error: 'error' in outcome ? outcome.error : undefined };
  const noteFailedPlace = (tx: Tx) => failedPlace && context.placeFailed(tx, failedPlace);

  switch (outcome.kind) {
    case 'sent': {
      const isPost = place !== undefined;
      // Slack counts a request when it arrives. It left at `sentAt`, long before its answer.
      if (isPost) takePace(context, memory);
      await settleSent(context, row, NO_PLACE.has(delivery.act) ? undefined : outcome, (tx) => {
        if (isPost) context.placeWorks(tx, place.to);
        noteFailedPlace(tx);
      });
      forgetRow(memory);
      return { rest: 0 };
    }
    case 'unknown': {
      memory.unknownOutcome = { id, place };
      log.warn(about, 'It is not known whether a message arrived: it is searched for');
      await writeOutcome(context, (tx) => noteError(tx, row, outcome.error));
      return { rest: Math.max(backoff(memory, backoffMs), reconcileAfterMs) };
    }
    case 'pending':
      memory.unknownOutcome = { id, place };
      if (failedPlace) await writeOutcome(context, noteFailedPlace);
      return { rest: reconcileAfterMs };
    case 'limited': {
      await sendAgain(context, row, outcome, memory);
      const ms = outcome.seconds * 1000;
      limitedUntil.set(method, performance.now() + ms);
      return { rest: ms };
    }
    case 'unsent':
      await sendAgain(context, row, outcome, memory);
      return { rest: backoff(memory, backoffMs) };
    case 'auth':
      await sendAgain(context, row, outcome, memory);
      context.refusedToken(outcome.error);
      return { rest: 0 };
    case 'gone':
      if (memory.goneId !== id) return handleGone(context, row, outcome, memory);
      log.warn(about, 'A message was deleted in Slack, and its successor too: dropped');
      break;
    case 'unreachable_place':
      log.warn(about, 'No one can get this message: dropped');
      break;
    case 'refused':
      log.error({ ...about, where: outcome.where }, 'Slack refused a message as it is: dropped, a bug');
      break;
  }
  await writeOutcome(context, (tx) => {
    settle(tx, row, 'dropped', now(), outcome.error);
    noteFailedPlace(tx);
  });
  forgetRow(memory);
  return { rest: 0 };
}

async function sendAgain(
  context: OutboxContext,
  row: OutboxRow,
  { error }: Failure,
  memory: QueueMemory,
): Promise<void> {
  memory.unknownOutcome = undefined;
  await writeOutcome(context, (tx) => requeue(tx, row, error));
}

async function handleGone(
  context: OutboxContext,
  row: OutboxRow,
  { error }: Failure,
  memory: QueueMemory,
): Promise<Next> {
  const { message, payload } = messageOf(context, row);
  memory.goneId = row.id;
  memory.unknownOutcome = undefined;
  await writeOutcome(context, (tx) => {
    // First, so that this row absorbs a message with the same dedupeKey that gone() enqueues.
    requeue(tx, row, error);
    message.gone?.(tx, payload);
  });
  return { rest: 0 };
}

/** Settles a row whose message was found in Slack. */
export async function settleFound(
  context: OutboxContext,
  row: OutboxRow,
  place: Destination,
  at: PostedAt,
  memory: QueueMemory,
): Promise<Next> {
  await settleSent(context, row, at, (tx) => context.placeWorks(tx, place.to));
  forgetRow(memory);
  return { rest: 0 };
}

/** Settles a row that was sent twice and found nowhere. A third message would be noise. */
export async function settleUnknown(context: OutboxContext, row: OutboxRow, memory: QueueMemory): Promise<Next> {
  await writeOutcome(context, (tx) => settle(tx, row, 'sent', context.now(), 'unknown'));
  forgetRow(memory);
  return { rest: 0 };
}

/** `at` is passed to `posted`, which is not called without it. */
async function settleSent(
  context: OutboxContext,
  row: OutboxRow,
  at: PostedAt | undefined,
  also: (tx: Tx) => void,
): Promise<void> {
  const { now, log } = context;
  const settled = (tx: Tx) => {
    settle(tx, row, 'sent', now(), null);
    also(tx);
  };
  try {
    await writeOutcome(context, (tx) => {
      settled(tx);
      if (!at) return;
      const { message, payload } = messageOf(context, row);
      message.posted?.(tx, payload, at);
      placeLive(tx, row.id, at, now());
    });
  } catch (error) {
    if (isUnavailable(error)) throw error;
    // The message is in Slack. Without this, every reconcile would find it and fail here again.
    log.error({ id: row.id, kind: row.kind, error: errorName(error) }, 'A step after a posted message failed: a bug');
    await writeOutcome(context, settled);
  }
}
