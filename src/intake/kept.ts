/** Bodies that are no lead yet. They hold what people typed into a form, so they expire. */
import { and, desc, eq, lt } from '../platform/db/drizzle.ts';
import type { Tx } from '../platform/db/write.ts';
import { DAY_MS, HOUR_MS } from '../platform/time/units.ts';
import { intakeKept, intakeReceipts, type Kept } from './table.ts';
import type { KeptKind } from './types.ts';

const KEPT_MS: Record<KeptKind, number> = { example: HOUR_MS, unread: 30 * DAY_MS };
const MOST_EXAMPLES = 5;

interface Body {
  sourceId: number;
  kind: KeptKind;
  body: unknown;
  reasons: string[];
}

/** Keeps a body, and returns its number. The oldest example goes for the sixth one. */
export function keepBody(tx: Tx, kept: Body, now: Date): number {
  const expiresAt = new Date(now.getTime() + KEPT_MS[kept.kind]);
  const row = { ...kept, receivedAt: now, expiresAt };
  const { id } = tx.insert(intakeKept).values(row).returning({ id: intakeKept.id }).get();
  if (kept.kind === 'example') dropOldExamples(tx, kept.sourceId);
  return id;
}

function dropOldExamples(tx: Tx, sourceId: number): void {
  const old = tx
    .select({ id: intakeKept.id })
    .from(intakeKept)
    .where(and(eq(intakeKept.sourceId, sourceId), eq(intakeKept.kind, 'example')))
    .orderBy(desc(intakeKept.id))
    .all();
  for (const { id } of old.slice(MOST_EXAMPLES)) dropKept(tx, id);
}

/** Notes why a kept body cannot be read. An example is kept longer from then on. */
export function keepUnread(tx: Tx, { id, kind, expiresAt }: Kept, reasons: string[], now: Date): void {
  const until = kind === 'unread' ? expiresAt : new Date(now.getTime() + KEPT_MS.unread);
  tx.update(intakeKept).set({ kind: 'unread', reasons, expiresAt: until }).where(eq(intakeKept.id, id)).run();
}

/** Deletes a kept body, for example because it is no lead. */
export function dropKept(tx: Tx, id: number): void {
  tx.delete(intakeKept).where(eq(intakeKept.id, id)).run();
}

/** A task: deletes kept bodies and receipts after their time. */
export function pruneIntake(tx: Tx, now: Date): void {
  tx.delete(intakeKept).where(lt(intakeKept.expiresAt, now)).run();
  tx.delete(intakeReceipts).where(lt(intakeReceipts.expiresAt, now)).run();
}
