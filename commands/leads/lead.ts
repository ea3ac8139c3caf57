import { type Actor, actorOn } from '../../src/leads/actor.ts';
import { requireLead } from '../../src/leads/queries.ts';
import { awayWords } from '../../src/leads/routing/away.ts';
import type { Lead } from '../../src/leads/table.ts';
import type { Person } from '../../src/platform/slack/directory.ts';
import { awayFault } from '../../views/leads/assignee.ts';
import type { Deps } from '../deps.ts';
import type { Subject } from '../guard.ts';

/** The lead that an act is about, with the person's current relation to it. */
export interface ActedOn extends Subject {
  lead: Lead;
  actor: Actor;
}

export async function leadFor(deps: Deps, leadId: number, { id }: Person): Promise<ActedOn> {
  const lead = requireLead(deps.db, leadId);
  const { teamId, ownerId, handedOffBy, assigneeId, marketerId } = lead;
  const isTheirs = assigneeId === id || marketerId === id;
  return { teamId, ownerId, handedOffBy, isTheirs, lead, actor: await actorOn(deps, leadId, id) };
}

/** A sentence for the field if the person is away, before they are given these leads. */
export async function absenceFault(deps: Deps, userId: string, leads: Lead[]): Promise<string | undefined> {
  const words = leads.map(({ teamId }) => awayWords(deps.db, teamId, userId, deps.now())).find(Boolean);
  return words && awayFault((await deps.directory.person(userId)).name, words);
}
