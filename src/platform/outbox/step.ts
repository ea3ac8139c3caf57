import { isUnavailable, type Tx } from '../db/write.ts';
import { errorName } from '../log.ts';
import { backoff, type Delivering, type LaneMemory, render } from './context.ts';
import type { Delivery } from './message.ts';
import { begin, headOfLane, nextDueInLane, settle, unsettledRow } from './queries.ts';
import type { Next } from './queues.ts';
import { lookForMark } from './reconcile.ts';
import { send } from './send.ts';
import { settleAttempt } from './settle.ts';
import type { OutboxRow } from './table.ts';
import { UPLOAD, upload } from './upload.ts';

/** One step of a lane: the message that is next is posted, looked up or put off. Never rejects. */
export const stepOf =
  (delivering: Delivering) =>
  async (lane: string, memory: LaneMemory): Promise<Next> => {
    try {
      return await step(delivering, lane, memory);
    } catch (error) {
      const level = isUnavailable(error) ? 'warn' : 'error';
      delivering.log[level]({ lane, error: errorName(error) }, 'A message could not be handled and is tried again');
      return { rest: backoff(memory, delivering.backoffMs) };
    }
  };

async function step(delivering: Delivering, lane: string, memory: LaneMemory): Promise<Next> {
  const { db, now } = delivering;
  const row = headOfLane(db, lane, now());
  if (!row) {
    // The lane is kept until its pace is over, or a message that comes now would be too early.
    const pace = memory.postAgainAt - performance.now();
    if (pace > 0) return { keep: pace };
    const dueAt = nextDueInLane(db, lane);
    return dueAt ? { dueAt } : 'empty';
  }
  if (row.state === 'sending') {
    const next = await lookForMark(delivering, row, memory);
    if (next !== 'post') return next;
  }
  return post(delivering, row, memory);
}

async function post(delivering: Delivering, row: OutboxRow, memory: LaneMemory): Promise<Next> {
  try {
    return await claimAndSend(delivering, row, memory);
  } finally {
    if (delivering.uploading.id === row.id) delivering.uploading.id = undefined;
  }
}

async function claimAndSend(delivering: Delivering, row: OutboxRow, memory: LaneMemory): Promise<Next> {
  const claim = await delivering.write((tx) => claimRow(delivering, tx, row, memory));
  if (claim.kind === 'over') return { rest: 0 };
  if (claim.kind === 'closed') return { rest: claim.ms };
  if (claim.kind === 'bug') {
    const { id, kind } = row;
    delivering.log.error({ id, kind, error: claim.error }, 'A message could not be written and is dropped: a bug');
    return { rest: 0 };
  }
  memory.begunAt = performance.now();
  const attempt =
    claim.delivery.act === 'upload'
      ? await upload(delivering, claim.row, claim.delivery)
      : await send(delivering.posting, claim.delivery, row.mark);
  return settleAttempt(delivering, claim.row, claim.delivery, attempt, memory);
}

type Claim =
  | { kind: 'over' }
  | { kind: 'closed'; ms: number }
  | { kind: 'bug'; error: string }
  | { kind: 'go'; row: OutboxRow; delivery: Delivery };

/**
 * Rendered in the transaction that marks the row: a change before it is in the message, and a change after it finds a
 * row that absorbs nothing any more and puts one of its own behind it.
 */
function claimRow(delivering: Delivering, tx: Tx, { id }: OutboxRow, memory: LaneMemory): Claim {
  const row = unsettledRow(tx, id);
  if (!row) return { kind: 'over' };
  const now = delivering.now();
  let delivery: Delivery | undefined;
  try {
    delivery = render(delivering, tx, row);
  } catch (error) {
    settle(tx, row, 'dropped', now, `bug: ${errorName(error)}`);
    return { kind: 'bug', error: errorName(error) };
  }
  if (!delivery) {
    settle(tx, row, 'sent', now, null);
    return { kind: 'over' };
  }
  const ms = waitFor(delivering, delivery, memory);
  if (ms > 0) return { kind: 'closed', ms };
  if (delivery.act === 'upload') delivering.uploading.id = id;
  begin(tx, row);
  return { kind: 'go', row, delivery };
}

const METHODS = { edit: 'chat.update', whisper: 'chat.postEphemeral', upload: UPLOAD } as const;

/** A lane whose file waits for that of another takes no place meanwhile. */
const ANOTHER_UPLOAD_MS = 100;

/**
 * Milliseconds until Slack takes this. Posts are limited by channel and everything else by method (docs.slack.dev, Rate
 * limits), so only the others look at the gate that another lane may have closed. An upload is both.
 */
function waitFor({ gates, uploading }: Delivering, { act }: Delivery, memory: LaneMemory): number {
  if (act === 'upload' && uploading.id !== undefined) return ANOTHER_UPLOAD_MS;
  const paced = act === 'post' || act === 'upload' ? memory.postAgainAt : 0;
  const gate = act === 'post' ? 0 : (gates.get(METHODS[act]) ?? 0);
  return Math.max(paced, gate) - performance.now();
}
