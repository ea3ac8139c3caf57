import { eq, sql } from '../../platform/db/drizzle.ts';
import { prepared } from '../../platform/db/prepared.ts';
import type { Tx } from '../../platform/db/write.ts';
import { enqueue } from '../../platform/outbox/enqueue.ts';
import type { LeadChange } from '../types.ts';
import { leadSteps } from './table.ts';
import { type StepOutcome, stepOutcomes } from './types.ts';

interface Step {
  executionId: string;
  leadId: number;
}

/** Ends a step now. It is sent after the card of the lead, whose link is one of its outputs: `orderingKey` is the card's. */
export function endLeadStep(
  tx: Tx,
  { executionId, leadId, outcome, orderingKey }: Step & { outcome: StepOutcome; orderingKey: string },
  now: Date,
): void {
  enqueue(tx, 'lead_step', { executionId, leadId, outcome }, { orderingKey }, now);
}

/** The step ends when sales accepts the lead, or cannot any more. */
export function waitForAcceptance(tx: Tx, { executionId, leadId }: Step, now: Date): void {
  tx.insert(leadSteps).values({ executionId, leadId, startedAt: now }).onConflictDoNothing().run();
}

const waiting = prepared((db) =>
  db
    .select({ executionId: leadSteps.executionId })
    .from(leadSteps)
    .where(eq(leadSteps.leadId, sql.placeholder('leadId')))
    .prepare(),
);

/** Ends the steps that wait for this lead, if the change decides it. */
export function settleSteps(
  tx: Tx,
  { leadId, change, orderingKey }: { leadId: number; change: LeadChange | 'erased'; orderingKey: string },
  now: Date,
): void {
  const outcome = stepOutcomes.find((one) => one === change);
  if (outcome === undefined) return;
  const steps = waiting(tx).all({ leadId });
  for (const { executionId } of steps) endLeadStep(tx, { executionId, leadId, outcome, orderingKey }, now);
  tx.delete(leadSteps).where(eq(leadSteps.leadId, leadId)).run();
}
