import { isUnavailable, type Tx } from '../db/write.ts';
import { errorName } from '../log.ts';
import { backoff, type OutboxContext, type QueueMemory } from './context.ts';
import { hold } from './hold.ts';
import { METHODS } from './limits.ts';
import { saveLive } from './live-messages.ts';
import { type Delivery, liveOf } from './message.ts';
import { markSending, nextDueAt, nextMessage, settle, unsettledRow } from './queries.ts';
import type { Next } from './queues.ts';
import { reconcile } from './reconcile.ts';
import { render } from './render.ts';
import { send } from './send.ts';
import { settleSend } from './settle.ts';
import type { OutboxRow } from './table.ts';
import { upload } from './upload.ts';

/** How soon a queue looks again whether the call of another queue for the same message has ended. */
const UNDER_WAY_MS = 20;

/** One step of a queue: reconciles its next message, or claims, sends and settles it. Never rejects. */
export const stepOf =
  (context: OutboxContext) =>
  async (orderingKey: string, memory: QueueMemory): Promise<Next> => {
    try {
      return await step(context, orderingKey, memory);
    } catch (error) {
      const level = isUnavailable(error) ? 'warn' : 'error';
      context.log[level]({ orderingKey, error: errorName(error) }, 'A message could not be handled and is tried again');
      return { rest: backoff(memory, context.backoffMs) };
    }
  };

async function step(context: OutboxContext, orderingKey: string, memory: QueueMemory): Promise<Next> {
  const { db, now } = context;
  const row = nextMessage(db, orderingKey, now());
  if (!row) {
    // The queue stays in memory as long as its posts count against its pace, or a new message would come too early.
    const pace = memory.pacedUntil - performance.now();
    if (pace > 0) return { keep: pace };
    const dueAt = nextDueAt(db, orderingKey);
    return dueAt ? { dueAt } : 'empty';
  }
  if (row.state === 'sending') {
    const next = await reconcile(context, row, memory);
    if (next !== 'send') return next;
  }
  const { underWay, uploading } = context;
  const key = row.dedupeKey ?? row.idempotencyId;
  if (underWay.has(key)) return { rest: UNDER_WAY_MS };
  underWay.add(key);
  try {
    return await claimAndSend(context, row, memory);
  } finally {
    underWay.delete(key);
    if (uploading.id === row.id) uploading.id = undefined;
  }
}

async function claimAndSend(context: OutboxContext, row: OutboxRow, memory: QueueMemory): Promise<Next> {
  const claim = await context.write((tx) => claimRow(context, tx, row, memory));
  if (claim.kind === 'over') return { rest: 0 };
  if (claim.kind === 'limited') return { rest: claim.ms };
  if (claim.kind === 'bug') {
    const { id, kind } = row;
    context.log.error({ id, kind, error: claim.error }, 'A message could not be rendered and is dropped: a bug');
    return { rest: 0 };
  }
  memory.sentAt = performance.now();
  const result =
    claim.delivery.act === 'upload'
      ? await upload(context, claim.row, claim.delivery)
      : await send(context.posting, claim.delivery, row.idempotencyId);
  return settleSend(context, claim.row, claim.delivery, result, memory);
}

type Claim =
  | { kind: 'over' }
  | { kind: 'limited'; ms: number }
  | { kind: 'bug'; error: string }
  | { kind: 'send'; row: OutboxRow; delivery: Delivery };

/**
 * Renders the message in the transaction that sets the row to 'sending'. An earlier change is in the message. A later
 * one finds no waiting row with its dedupeKey and adds a new row.
 */
function claimRow(context: OutboxContext, tx: Tx, { id }: OutboxRow, memory: QueueMemory): Claim {
  const row = unsettledRow(tx, id);
  if (!row) return { kind: 'over' };
  const now = context.now();
  let delivery: Delivery | undefined;
  try {
    delivery = render(context, tx, row);
  } catch (error) {
    settle(tx, row, 'dropped', now, `bug: ${errorName(error)}`);
    return { kind: 'bug', error: errorName(error) };
  }
  if (!delivery) {
    settle(tx, row, 'sent', now, null);
    return { kind: 'over' };
  }
  const until = quietUntil(context, tx, row, delivery, now);
  if (until) {
    hold(tx, row, until, now);
    return { kind: 'over' };
  }
  const ms = waitFor(context, delivery, memory);
  if (ms > 0) return { kind: 'limited', ms };
  context.limits.take(delivery);
  if (delivery.act === 'upload') context.uploading.id = id;
  const live = liveOf(delivery);
  if (live) saveLive(tx, id, live);
  markSending(tx, row);
  return { kind: 'send', row, delivery };
}

/** Edits disturb no one, and an ephemeral message answers the person who sees it. */
function quietUntil(context: OutboxContext, tx: Tx, row: OutboxRow, delivery: Delivery, now: Date): Date | undefined {
  if (delivery.act !== 'post' && delivery.act !== 'upload') return undefined;
  const { to, atOnce = false } = delivery;
  return context.quietUntil(tx, { to, atOnce, since: row.createdAt }, now);
}

/** How soon a queue looks again whether another queue's upload has ended. */
const ANOTHER_UPLOAD_MS = 100;

/**
 * Two posts follow each other at once, so that a card does not wait for a line in another card's thread. Slack allows
 * "short bursts >1" (docs.slack.dev, Rate limits).
 */
const PACES_AHEAD = 1.5;

/**
 * Milliseconds until Slack takes this delivery. Slack limits posts by channel and everything else by method
 * (docs.slack.dev, Rate limits), so a post ignores the limits that other queues met. An upload has both.
 */
function waitFor(context: OutboxContext, delivery: Delivery, memory: QueueMemory): number {
  const { limitedUntil, limits, uploading, paceMs } = context;
  const { act } = delivery;
  if (act === 'upload' && uploading.id !== undefined) return ANOTHER_UPLOAD_MS;
  const paced = act === 'post' || act === 'upload' ? memory.pacedUntil - PACES_AHEAD * paceMs : 0;
  const limited = act === 'post' ? 0 : (limitedUntil.get(METHODS[act]) ?? 0);
  return Math.max(Math.max(paced, limited) - performance.now(), limits.waitMs(delivery));
}
