import { handOff } from '../leads/acts/handoff.ts';
import { handOffFromList } from '../leads/acts/list.ts';
import { newestEntryOf } from '../leads/queries.ts';
import { chooseTeam } from '../leads/routing/team-rules.ts';
import { insertRow } from '../platform/db/rows.ts';
import type { Tx } from '../platform/db/write.ts';
import { addPastLead } from './add-past.ts';
import type { Decision } from './decide.ts';
import { rowOf } from './queries.ts';
import { type Import, importRows } from './table.ts';
import type { ImportPlan } from './types.ts';

/** Adds the lead of a row if it is new, and notes the outcome. A row that was taken before changes nothing. */
export function takeRow(
  tx: Tx,
  one: Import,
  { line, decided, plan }: { line: number; decided: Decision; plan: ImportPlan },
  now: Date,
): void {
  if (rowOf(tx, one.id, line)) return;
  const leadId = decided.result === 'added' ? addLead(tx, one, { decided, plan }, now) : null;
  const known = decided.result === 'known' ? decided.leadId : leadId;
  insertRow(tx, importRows, {
    ...{ importId: one.id, line, result: decided.result, words: decided.words, leadId: known },
    entryId: leadId === null ? null : newestEntryOf(tx, leadId),
  });
}

function addLead(
  tx: Tx,
  one: Import,
  { decided, plan }: { decided: Extract<Decision, { result: 'added' }>; plan: ImportPlan },
  now: Date,
): number {
  const { lead, past, earlierLeadId } = decided;
  if (past) return addPastLead(tx, { of: one, plan, lead, past }, now).id;
  const { teamId, by: byRule } = plan.byRules ? chooseTeam(tx, lead, plan.teamId) : { teamId: plan.teamId, by: [] };
  const handoff = {
    ...{ form: lead, teamId, byRule, assigneeId: null, marketerId: one.startedBy, messageLink: null },
    ...{ earlierLeadId, importId: one.id },
  };
  return (one.isList ? handOffFromList(tx, handoff, now) : handOff(tx, handoff, now)).id;
}
