import type { Tx } from '../../platform/db/write.ts';
import type { ByActor } from '../actor.ts';
import { record } from '../history.ts';
import { lifecycle } from '../lifecycle.ts';
import { requireLeadFor } from '../permissions.ts';
import { updateLead } from '../queries.ts';
import { giveTurnBack } from '../routing/route.ts';
import type { Lead } from '../table.ts';
import { askNext } from './move.ts';

/** Releases an untouched lead to its team, so that a colleague can accept it. */
export function releaseLead(
  tx: Tx,
  { leadId, actor, byTakingBack = false }: ByActor & { byTakingBack?: boolean },
  now: Date,
): Lead {
  const lead = requireLeadFor(tx, 'release', { leadId, actor });
  const released = updateLead(
    tx,
    lead,
    { status: lifecycle.release.to, ownerId: null, assigneeId: null, acceptedAt: null, snoozedUntil: null },
    now,
  );
  const entryId = record(tx, released, { kind: 'released', actorId: actor.id, details: { byTakingBack } }, now);
  if (actor.id === lead.ownerId) giveTurnBack(tx, lead);
  return askNext(tx, released, { except: [lead.ownerId ?? actor.id], entryId, by: actor.id }, now);
}
