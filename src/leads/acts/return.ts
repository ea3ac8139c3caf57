import type { Tx } from '../../platform/db/write.ts';
import { managerOf } from '../../teams/holders.ts';
import { isHere, leavers } from '../../teams/standing.ts';
import { record, tell } from '../history.ts';
import { marketerOf, marketingTeamOf } from '../marketer.ts';
import { updateLead, withMarketer } from '../queries.ts';
import { startAnswerSla } from '../sla/clock.ts';
import type { Lead } from '../table.ts';
import type { ChangeDetails } from '../types.ts';

/** Names the person in marketing who is to answer a returned lead, and starts their deadline. */
export function askMarketing(tx: Tx, lead: Lead, now: Date): Lead {
  const marketerId = marketerOf(tx, lead);
  const dueAt = startAnswerSla(tx, { team: marketingTeamOf(tx, lead), lead, userId: marketerId }, now);
  return updateLead(tx, lead, { marketerId, dueAt }, now);
}

/** Marketing did not answer in time: its manager answers for the lead from now on, and hears of it. */
export function escalateReturned(tx: Tx, lead: Lead, now: Date): void {
  const manager = managerOf(tx, marketingTeamOf(tx, lead));
  const from = marketerOf(tx, lead);
  noteMarketer(tx, updateLead(tx, lead, { marketerId: manager }, now), { from, to: manager, why: 'late' }, now);
}

/** A task: no lead waits in marketing for a person who left. */
export function coverReturned(tx: Tx, now: Date): void {
  for (const userId of leavers(tx)) {
    for (const lead of withMarketer(tx, userId)) {
      const to = marketerOf(tx, lead);
      if (!isHere(tx, to)) continue;
      const taken = updateLead(tx, lead, { marketerId: to }, now);
      const asked = lead.status === 'returned' ? askMarketing(tx, taken, now) : taken;
      noteMarketer(tx, asked, { from: userId, to, why: 'left' }, now);
    }
  }
}

function noteMarketer(tx: Tx, lead: Lead, details: ChangeDetails['marketer_changed'], now: Date): void {
  const entryId = record(tx, lead, { kind: 'marketer_changed', actorId: null, details }, now);
  tell(tx, details.to, entryId, now, `marketing:${details.why}`);
}
