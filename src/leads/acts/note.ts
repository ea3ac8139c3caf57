import type { Tx } from '../../platform/db/write.ts';
import type { ByActor } from '../actor.ts';
import { record } from '../history.ts';
import { requireLeadFor } from '../permissions.ts';
import type { Lead } from '../table.ts';

export function noteLead(tx: Tx, { leadId, actor, words }: ByActor & { words: string }, now: Date): Lead {
  const lead = requireLeadFor(tx, 'note', { leadId, actor });
  record(tx, lead, { kind: 'noted', actorId: actor.id, details: { words } }, now);
  return lead;
}
