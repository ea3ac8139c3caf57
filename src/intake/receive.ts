/** One request of a source, in one transaction: its effect, and the receipt by which a repetition is known. */
import { timingSafeEqual } from 'node:crypto';
import { requireLead } from '../leads/queries.ts';
import type { Lead } from '../leads/table.ts';
import { and, count, eq, sql } from '../platform/db/drizzle.ts';
import { prepared } from '../platform/db/prepared.ts';
import { insertNewRow, updateRow } from '../platform/db/rows.ts';
import type { Tx } from '../platform/db/write.ts';
import { takeInKept } from './acts/kept.ts';
import { keepBody } from './kept.ts';
import { keptBody, receiptOf } from './queries.ts';
import type { RequestKey } from './request-key.ts';
import { intakeKept, intakeReceipts, type Receipt, type Source } from './table.ts';
import { takeIn } from './take-in.ts';

export type Outcome =
  | { kind: 'lead'; lead: Lead; how: 'created' | 'added' | 'repeated' }
  | { kind: 'kept'; reasons: string[] }
  | { kind: 'ignored'; reason: string }
  /** Another body came with this key. */
  | { kind: 'conflict' }
  /** Too much waits for an admin. */
  | { kind: 'full' };

/** Of one source. An admin has been told long before. */
const MOST_UNREAD = 1_000;

/** A body that cannot be read is kept. Nothing that came is lost. */
export function receive(tx: Tx, source: Source, body: unknown, request: RequestKey, now: Date): Outcome {
  const receipt = receiptOf(tx, source.id, request.key);
  const known = receipt && receipt.expiresAt > now ? receipt : undefined;
  if (known && !timingSafeEqual(known.bodyHash, request.bodyHash)) return { kind: 'conflict' };
  const repeated = known && repetition(tx, known, now);
  if (repeated) return repeated;
  const taken = takeIn(tx, source, body, now);
  if ('lead' in taken) {
    note(tx, source, request, { leadId: taken.lead.id }, now);
    return { kind: 'lead', lead: taken.lead, how: taken.isNew ? 'created' : 'added' };
  }
  if ('ignored' in taken) {
    note(tx, source, request, {}, now);
    return { kind: 'ignored', reason: taken.ignored };
  }
  const kind = source.mapping === null ? 'example' : 'unread';
  if (kind === 'unread' && unreadOf(tx, source.id) >= MOST_UNREAD) return { kind: 'full' };
  const { reasons } = taken;
  note(tx, source, request, { keptId: keepBody(tx, { sourceId: source.id, kind, body, reasons }, now) }, now);
  return { kind: 'kept', reasons };
}

/** The answer to a repetition; undefined when its kept body has expired, so that it is read like the first time. */
function repetition(tx: Tx, { leadId, keptId }: Receipt, now: Date): Outcome | undefined {
  if (leadId !== null) return { kind: 'lead', lead: requireLead(tx, leadId), how: 'repeated' };
  if (keptId === null) return { kind: 'ignored', reason: 'It came before.' };
  if (keptBody(tx, keptId) === undefined) return undefined;
  const taken = takeInKept(tx, keptId, now);
  if ('lead' in taken) return { kind: 'lead', lead: taken.lead, how: taken.isNew ? 'created' : 'added' };
  return 'ignored' in taken ? { kind: 'ignored', reason: taken.ignored } : { kind: 'kept', reasons: taken.reasons };
}

function note(
  tx: Tx,
  { id: sourceId }: Source,
  { key, bodyHash, keptMs }: RequestKey,
  { leadId = null, keptId = null }: Partial<Pick<Receipt, 'leadId' | 'keptId'>>,
  now: Date,
): void {
  const values = { bodyHash, leadId, keptId, at: now, expiresAt: new Date(now.getTime() + keptMs) };
  if (!insertNewRow(tx, intakeReceipts, { sourceId, key, ...values }))
    updateRow(tx, intakeReceipts, { sourceId, key }, values);
}

const unread = prepared((db) =>
  db
    .select({ bodies: count() })
    .from(intakeKept)
    .where(and(eq(intakeKept.sourceId, sql.placeholder('sourceId')), eq(intakeKept.kind, 'unread')))
    .prepare(),
);

const unreadOf = (tx: Tx, sourceId: number): number => unread(tx).get({ sourceId })?.bodies ?? 0;
