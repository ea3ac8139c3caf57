import type { Tx } from '../../platform/db/write.ts';
import type { Actor } from '../actor.ts';
import { record } from '../history.ts';
import { requireAllowed } from '../permissions.ts';
import { requireLead } from '../queries.ts';
import type { Lead } from '../table.ts';

export function noteLead(
  tx: Tx,
  { leadId, actor, words }: { leadId: number; actor: Actor; words: string },
  now: Date,
): Lead {
  const lead = requireLead(tx, leadId);
  requireAllowed(lead, 'note', actor);
  record(tx, lead, { kind: 'noted', actorId: actor.id, details: { words } }, now);
  return lead;
}
