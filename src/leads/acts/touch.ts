import type { Tx } from '../../platform/db/write.ts';
import { requireTeam } from '../../teams/queries.ts';
import type { Actor } from '../actor.ts';
import { record } from '../history.ts';
import { isPossible } from '../lifecycle.ts';
import { requireLeadFor } from '../permissions.ts';
import { updateLead } from '../queries.ts';
import { stopSla } from '../sla/plan.ts';
import type { Lead } from '../table.ts';
import type { TouchKind, TouchOutcome } from '../types.ts';
import { acceptLead } from './accept.ts';
import { workedSince } from './worked.ts';

export interface Touch {
  leadId: number;
  actor: Actor;
  /** Null if it is not known. */
  kind: TouchKind | null;
  outcome: TouchOutcome | null;
  words: string | null;
}

/**
 * Logs a contact with the lead. Touching a lead without an owner also accepts it. Any colleague in the team may log a
 * touch; the owner stays.
 */
export function touchLead(tx: Tx, { leadId, actor, kind, outcome, words }: Touch, now: Date): Lead {
  let lead = requireLeadFor(tx, 'touch', { leadId, actor });
  if (isPossible(lead, 'accept')) lead = acceptLead(tx, { leadId, seller: actor, by: 'touch' }, now);
  const { acceptedAt, touchedAt } = lead;
  const timed = touchedAt === null && acceptedAt ? workedSince(requireTeam(tx, lead.teamId), acceptedAt, now) : {};
  stopSla(tx, leadId);
  const touched = updateLead(
    tx,
    lead,
    {
      status: lead.status === 'qualified' ? 'qualified' : 'working',
      touchedAt: lead.touchedAt ?? now,
      snoozedUntil: null,
      dueAt: null,
    },
    now,
  );
  record(tx, touched, { kind: 'touched', actorId: actor.id, details: { kind, outcome, words, ...timed } }, now);
  return touched;
}
