import type { Tx } from '../db/write.ts';
import type { Actor } from './actor.ts';
import { requireAllowed } from './allowed.ts';
import { requireLead } from './queries.ts';
import { record } from './record.ts';
import type { Lead } from './table.ts';

/** Adds a few words to the lead's story. */
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
