import type { WebClient } from '@slack/web-api';
import { outcomeOf } from '../slack/api-errors.ts';
import { backoff, type OutboxContext, type QueueMemory } from './context.ts';
import { type Destination, findPosted, findShared } from './find-posted.ts';
import { METHODS } from './limits.ts';
import type { Delivery } from './message.ts';
import type { Next } from './queues.ts';
import { render } from './render.ts';
import { settleFound, settleUnknown } from './settle.ts';
import type { OutboxRow } from './table.ts';

/** Searches share one rate limit here: they are many calls of few methods. */
const SEARCHES = 'conversations.read';

/**
 * Settles a row whose call may have worked: searches Slack for the message.
 * @returns 'send' if the message is certainly not there, or if a second call does no harm.
 */
export async function reconcile(context: OutboxContext, row: OutboxRow, memory: QueueMemory): Promise<Next | 'send'> {
  if (memory.unknownOutcome?.id !== row.id) {
    // A process made the call and died. Its request may still be on the wire.
    memory.unknownOutcome = { id: row.id };
    return { rest: context.reconcileAfterMs };
  }
  let delivery: Delivery | undefined;
  try {
    delivery = render(context, context.db, row);
  } catch {
    return 'send'; // The claim meets the same bug, and drops the row.
  }
  if (row.fileId !== null) {
    const next = await reconcileUpload(context, { ...row, fileId: row.fileId }, memory);
    if (next !== 'not there') return next;
    // The message that replaces a refused file has metadata, so the search goes on.
  }
  const places = memory.unknownOutcome.place ? [memory.unknownOutcome.place] : destinationsOf(row, delivery);
  if (places.length === 0 && delivery?.act === 'ephemeral') {
    if (row.attempts > 1) return settleUnknown(context, row, memory);
    // The only other try must not fall into the same outage.
    const answer = await ask(context, memory, SEARCHES, (web) => web.auth.test());
    if (typeof answer !== 'string' && 'rest' in answer) return answer;
  }
  for (const place of places) {
    const found = await findIn(context, row, place, memory);
    if (found === 'not there') continue;
    if ('rest' in found) return found;
    return settleFound(context, row, place, found, memory);
  }
  return 'send';
}

/** Where a process that died may have posted. Nothing else can be found, or has a destination. */
function destinationsOf({ orderingKey }: OutboxRow, delivery: Delivery | undefined): Destination[] {
  if (delivery && delivery.act !== 'post' && delivery.act !== 'upload') return [];
  const threadTs = delivery?.threadTs;
  const people = delivery?.orElse ?? [];
  const ids = new Set([delivery?.to ?? orderingKey, ...people]);
  // The queue usually names the destination at the time of enqueue. A later change may have moved it.
  if (/^[CDGUW]/.test(orderingKey)) ids.add(orderingKey);
  return [...ids].map((to) => (to === delivery?.to && threadTs !== undefined ? { to, threadTs } : { to }));
}

/** After so many checks, Slack has accepted the file and forgotten to share it. */
const MOST_SHARE_CHECKS = 6;

/**
 * Settles an upload by where Slack shows its file. Slack sometimes accepts a file and never shares it, so Baton uploads
 * it again, once: a workspace that hides all shares would otherwise get it forever.
 */
async function reconcileUpload(
  context: OutboxContext,
  row: OutboxRow & { fileId: string },
  memory: QueueMemory,
): Promise<Next | 'send' | 'not there'> {
  const found = await ask(context, memory, METHODS.upload, (web) => findShared(web, row.fileId));
  if (typeof found === 'string') {
    if (found === 'file_not_found') return 'not there';
    logFailedSearch(context, row, found);
    return settleUnknown(context, row, memory);
  }
  if ('rest' in found) return found;
  const { answer } = found;
  if (answer) return settleFound(context, row, { to: answer.channel }, answer, memory);
  memory.shareChecks += 1;
  if (memory.shareChecks < MOST_SHARE_CHECKS) {
    return { rest: Math.max(backoff(memory, context.backoffMs), context.reconcileAfterMs) };
  }
  if (row.attempts > 1) return settleUnknown(context, row, memory);
  memory.shareChecks = 0;
  return 'send';
}

async function findIn(
  context: OutboxContext,
  row: OutboxRow,
  place: Destination,
  memory: QueueMemory,
): Promise<{ channel: string; ts: string } | { rest: number } | 'not there'> {
  const since = new Date(Math.max(row.createdAt.getTime(), row.notBefore.getTime()));
  const found = await ask(context, memory, SEARCHES, (web) => findPosted(web, place, row.idempotencyId, since));
  if (typeof found === 'string') {
    // This place cannot be read. Two messages are better than no message.
    logFailedSearch(context, row, found);
    return 'not there';
  }
  if ('rest' in found) return found;
  return found.answer ?? 'not there';
}

const logFailedSearch = ({ log }: OutboxContext, { id, kind }: OutboxRow, error: string) =>
  log.warn({ id, kind, error }, 'Could not search for a message that may be in Slack');

/** Asks Slack. A string is the error code of a final refusal. */
async function ask<T>(
  { web, limitedUntil, refusedToken, backoffMs }: OutboxContext,
  memory: QueueMemory,
  limit: string,
  question: (web: WebClient) => Promise<T>,
): Promise<{ answer: T } | { rest: number } | string> {
  const wait = (limitedUntil.get(limit) ?? 0) - performance.now();
  if (wait > 0) return { rest: wait };
  try {
    return { answer: await question(web) };
  } catch (error) {
    const failure = outcomeOf(error);
    switch (failure.kind) {
      case 'limited':
        limitedUntil.set(limit, performance.now() + failure.seconds * 1000);
        return { rest: failure.seconds * 1000 };
      case 'auth':
        if (failure.error === 'missing_scope') return failure.error;
        refusedToken(failure.error);
        return { rest: 0 };
      case 'unsent':
      case 'unknown':
        return { rest: backoff(memory, backoffMs) };
    }
    return failure.error;
  }
}
