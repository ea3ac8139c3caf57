import { handOff } from '../../../src/leads/acts/handoff.ts';
import { type Lead, leads } from '../../../src/leads/table.ts';
import { count } from '../../../src/platform/db/drizzle.ts';
import { teamsOfKind } from '../../../src/teams/queries.ts';
import type { TestApp } from '../../support/test-app.ts';

const MINUTE_MS = 60_000;

/**
 * Hands off as many leads as a list needs, a minute apart and long ago, without the form; resolves when their cards are
 * posted.
 */
export async function handOffMany(
  { slack, baton, settled }: TestApp,
  names: string[],
  lead: { company?: string; team?: string; email?: string; seller?: string } = {},
): Promise<Lead[]> {
  const { db, now, write } = baton.deps;
  const teamId = teamsOfKind(db, 'sales').find((team) => team.name === (lead.team ?? 'Sales'))?.id ?? 0;
  const known = db.select({ leads: count() }).from(leads).get()?.leads ?? 0;
  const start = now().getTime() - (1_000 - known) * MINUTE_MS;
  const handedOff = await write((tx) =>
    names.map((name, index): Lead => {
      const form = {
        name,
        company: lead.company ?? `${name} Ltd`,
        email: lead.email ?? `${index}@${encodeURIComponent(name).replace(/\W/g, '')}.example`,
        phone: null,
        role: null,
        source: null,
        stage: null,
        temperature: 'warm' as const,
        need: 'A demo',
      };
      const marketerId = slack.ids.people.mia ?? '';
      const assigneeId = lead.seller === undefined ? null : (slack.ids.people[lead.seller] ?? null);
      const handoff = { form, teamId, assigneeId, marketerId, messageLink: null, earlierLeadId: null };
      return handOff(tx, handoff, new Date(start + index * MINUTE_MS));
    }),
  );
  await settled();
  return handedOff;
}

/** `Lead 01` to `Lead 35`. */
export const numbered = (count: number, word = 'Lead'): string[] =>
  Array.from({ length: count }, (_, index) => `${word} ${String(index + 1).padStart(2, '0')}`);
