/** The planned steps of a lead's escalation, in its one row. */
import { eq, sql } from '../../platform/db/drizzle.ts';
import type { Db } from '../../platform/db/open.ts';
import { prepared, preparedRows } from '../../platform/db/prepared.ts';
import { insertRow } from '../../platform/db/rows.ts';
import type { Tx } from '../../platform/db/write.ts';
import { escalations, type LeadEscalation, type PlannedStep } from './table.ts';

const ofLead = eq(escalations.leadId, sql.placeholder('leadId'));
const byLead = preparedRows(escalations, ofLead);

/** The running escalation of a lead; undefined if none runs. */
export const escalationOf = (db: Db, leadId: number): LeadEscalation | undefined => byLead(db).get({ leadId });

/** The next step of an escalation and those after it. */
export const stepsOf = ({ kind, dueAt, later }: LeadEscalation): PlannedStep[] => [[kind, dueAt.getTime()], ...later];

/** Plans these steps in place of the running ones. Without any, the escalation ends. */
export function plan(
  tx: Tx,
  { leadId, userId }: Pick<LeadEscalation, 'leadId' | 'userId'>,
  steps: PlannedStep[],
): void {
  stopSla(tx, leadId);
  const [next, ...later] = steps;
  if (next) insertRow(tx, escalations, { leadId, userId, kind: next[0], dueAt: new Date(next[1]), later });
}

/** Calls off every remaining step, because the act is done or no longer expected. */
export function stopSla(tx: Tx, leadId: number): void {
  callOff(tx).run({ leadId });
}

const callOff = prepared((db) => db.delete(escalations).where(ofLead).prepare());
