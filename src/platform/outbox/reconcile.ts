import type { WebClient } from '@slack/web-api';
import { outcomeOf } from '../slack/api-errors.ts';
import { backoff, type Delivering, type LaneMemory, render } from './context.ts';
import { findByMark, type Place } from './find-posted.ts';
import { findShare } from './find-shared-file.ts';
import type { Delivery } from './message.ts';
import type { Next } from './queues.ts';
import { settleFound, settleUnheard } from './settle.ts';
import type { OutboxRow } from './table.ts';
import { UPLOAD } from './upload.ts';

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
  if (row.fileId !== null) {
    const next = await lookForFile(delivering, { ...row, fileId: row.fileId }, memory);
    if (next !== 'not there') return next;
    // What was posted in its place has a mark.
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
  if (delivery?.act === 'edit' || delivery?.act === 'whisper') return [];
  const threadTs = delivery?.threadTs;
  const people = delivery?.orElse ?? [];
  const ids = new Set([delivery?.to ?? lane, ...people]);
  // The lane is where it was meant to go when it was enqueued, which a change since may have turned elsewhere.
  if (/^[CDGUW]/.test(lane)) ids.add(lane);
  return [...ids].map((to) => (to === delivery?.to && threadTs !== undefined ? { to, threadTs } : { to }));
}

/** How often a file that Slack took is asked for before Slack is held to have forgotten to share it. */
const MOST_LOOKS = 6;

/**
 * Settles an upload by what Slack says of its file. Slack now and then takes a file and never shares it, so it is put
 * there anew after a while; once, lest a workspace that tells no shares gets it for ever.
 */
async function lookForFile(
  delivering: Delivering,
  row: OutboxRow & { fileId: string },
  memory: LaneMemory,
): Promise<Next | 'post' | 'not there'> {
  const found = await ask(delivering, memory, UPLOAD, (web) => findShare(web, row.fileId));
  if (typeof found === 'string') {
    if (found === 'file_not_found') return 'not there';
    log(delivering, row, found);
    return settleUnheard(delivering, row, memory);
  }
  if ('rest' in found) return found;
  const { answer } = found;
  if (answer) return settleFound(delivering, row, { to: answer.channel }, answer, memory);
  memory.looks += 1;
  if (memory.looks < MOST_LOOKS)
    return { rest: Math.max(backoff(memory, delivering.backoffMs), delivering.lookAfterMs) };
  if (row.attempts > 1) return settleUnheard(delivering, row, memory);
  memory.looks = 0;
  return 'post';
}

async function look(
  delivering: Delivering,
  row: OutboxRow,
  place: Place,
  memory: LaneMemory,
): Promise<{ channel: string; ts: string } | { rest: number } | 'not there'> {
  const since = new Date(Math.max(row.createdAt.getTime(), row.notBefore.getTime()));
  const found = await ask(delivering, memory, GATE, (web) => findByMark(web, place, row.mark, since));
  if (typeof found === 'string') {
    // A place that cannot be read: twice is better than never.
    log(delivering, row, found);
    return 'not there';
  }
  if ('rest' in found) return found;
  return found.answer ?? 'not there';
}

const log = (delivering: Delivering, { id, kind }: OutboxRow, error: string) =>
  delivering.log.warn({ id, kind, error }, 'Could not look for a message that may be there');

/** Puts a question to Slack. A string is the code with which Slack refuses it for good. */
async function ask<T>(
  { web, gates, refusedToken, backoffMs }: Delivering,
  memory: LaneMemory,
  gate: string,
  question: (web: WebClient) => Promise<T>,
): Promise<{ answer: T } | { rest: number } | string> {
  const wait = (gates.get(gate) ?? 0) - performance.now();
  if (wait > 0) return { rest: wait };
  try {
    return { answer: await question(web) };
  } catch (error) {
    const failure = outcomeOf(error);
    switch (failure.kind) {
      case 'limited':
        gates.set(gate, performance.now() + failure.seconds * 1000);
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
