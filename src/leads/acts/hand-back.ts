import type { Tx } from '../../platform/db/write.ts';
import { requireTeam } from '../../teams/queries.ts';
import type { ByActor } from '../actor.ts';
import { record } from '../history.ts';
import { lifecycle } from '../lifecycle.ts';
import { requireLeadFor } from '../permissions.ts';
import { updateLead } from '../queries.ts';
import { readCard } from '../reads/card.ts';
import { planRoute } from '../routing/route.ts';
import { acceptDueAt } from '../sla/clock.ts';
import type { Lead } from '../table.ts';
import { askNext } from './move.ts';
import { workedSinceDecline } from './worked.ts';

/**
 * Resubmits a declined lead with an answer: it returns to the team with a new SLA, preferably to a seller who has not
 * declined it.
 * @throws UserError the second time, with what is possible instead.
 */
export function handBackLead(
  tx: Tx,
  { leadId, actor, facts, namedId = null }: ByActor & { facts: string; namedId?: string | null },
  now: Date,
): Lead {
  const lead = requireLeadFor(tx, 'hand_back', { leadId, actor });
  const timed = workedSinceDecline(tx, lead, now);
  const declinerId = readCard(tx, leadId)?.lastDecline?.actorId ?? null;
  const back = updateLead(
    tx,
    lead,
    {
      status: lifecycle.hand_back.to,
      marketerId: null,
      handedBackAt: now,
      handedOffAt: now,
      acceptedAt: null,
      touchedAt: null,
    },
    now,
  );
  const entryId = record(tx, back, { kind: 'handed_back', actorId: actor.id, details: { facts, ...timed } }, now);
  const except = othersThan(tx, back, declinerId, now);
  return askNext(tx, back, { except, namedId, entryId, by: actor.id }, now);
}

/** People to skip: the one who declined, unless no one else can take the lead. */
function othersThan(tx: Tx, lead: Lead, declinerId: string | null, now: Date): string[] {
  const except = [declinerId].filter((id) => id !== null);
  const team = requireTeam(tx, lead.teamId);
  const dueAt = acceptDueAt(team, lead, now);
  const { why } = planRoute(tx, lead, { team, dueAt, namedId: null, queue: 'first', except }, now);
  return why === 'fallback' ? [] : except;
}
