import { expect, test } from 'vitest';
import { insertLead } from '../../src/leads/acts/handoff.ts';
import { blockedDomainOf, isKeptBlocked, keepBlocked, listBlocked, takeInBlocked } from '../../src/leads/blocked.ts';
import { blockedDomains } from '../../src/leads/company-domain.ts';
import { requireLead, updateLead } from '../../src/leads/queries.ts';
import { outbox } from '../../src/platform/outbox/table.ts';
import { changeSetting } from '../../src/platform/settings/change.ts';
import { countSome } from '../../src/scoreboard/catch-up.ts';
import { scoreboardLeads } from '../../src/scoreboard/table.ts';
import { MONDAY_9, minutesAfter, salesTeam } from './world.ts';

const form = {
  ...{ name: 'Rae Recruiter', company: 'Hire', email: 'rae@mail.hire.example', phone: null, role: null },
  ...{ source: null, stage: null, temperature: 'warm' as const, need: 'Candidates for you' },
};

async function blocked() {
  const world = await salesTeam();
  const { write, team } = world;
  await write((tx) => changeSetting(tx, { setting: blockedDomains, value: ['hire.example'], by: 'ADMIN' }, MONDAY_9));
  const handoff = { form, teamId: team.id, assigneeId: null, marketerId: 'M', messageLink: null, earlierLeadId: null };
  const lead = await write((tx) => keepBlocked(tx, { ...handoff, domain: 'hire.example' }, MONDAY_9));
  return { ...world, lead };
}

test.each([
  ['rae@hire.example', 'hire.example'],
  ['rae@mail.HIRE.example', 'hire.example'],
  ['rae@nothire.example', undefined],
  [null, undefined],
])('the blocked domain of %s is %s', async (email, domain) => {
  const { db } = await blocked();
  expect(blockedDomainOf(db, email)).toBe(domain);
});

test('a blocked lead is kept and listed, asks no one, and counts nowhere', async () => {
  const { db, write, lead, steps } = await blocked();
  expect([lead.assigneeId, lead.dueAt, steps(lead.id)]).toEqual([null, null, []]);
  expect(
    db
      .select()
      .from(outbox)
      .all()
      .map(({ kind }) => kind),
  ).not.toContain('lead_card');
  expect(listBlocked(db, { limit: 10, offset: 0 })).toMatchObject({ total: 1, leads: [{ domain: 'hire.example' }] });
  await write(countSome);
  expect(db.select().from(scoreboardLeads).all()).toEqual([]);
});

test('a lead is kept blocked as long as it was never handed off', async () => {
  const { db, write, lead, handOff, team } = await blocked();
  const isKept = (id: number) => isKeptBlocked(db, requireLead(db, id));
  const end = (id: number) => write((tx) => updateLead(tx, requireLead(tx, id), { status: 'disqualified' }, MONDAY_9));
  const usual = (await handOff(MONDAY_9)).id;
  await end(usual);
  const odd = { form, teamId: team.id, marketerId: 'M', messageLink: null };
  const { id: imported } = await write((tx) => insertLead(tx, odd, MONDAY_9, { status: 'disqualified' }));
  expect([isKept(lead.id), isKept(usual), isKept(imported)]).toEqual([true, false, false]);
  await write((tx) => takeInBlocked(tx, { leadId: lead.id, by: 'M' }, MONDAY_9));
  await end(lead.id);
  expect(isKept(lead.id)).toBe(false);
  await expect(write((tx) => takeInBlocked(tx, { leadId: lead.id, by: 'M' }, MONDAY_9))).rejects.toThrow('not blocked');
});

test('it is taken in after all, once, and counts from then on', async () => {
  const { db, write, lead } = await blocked();
  const later = minutesAfter(MONDAY_9, 60);
  const take = () => write((tx) => takeInBlocked(tx, { leadId: lead.id, by: 'M' }, later));
  await take();
  await take();
  const open = requireLead(db, lead.id);
  expect(open).toMatchObject({ status: 'new', handedOffAt: later, dueAt: minutesAfter(later, 120) });
  expect(isKeptBlocked(db, open)).toBe(false);
  expect(listBlocked(db, { limit: 10, offset: 0 }).total).toBe(0);
  expect(
    db
      .select()
      .from(outbox)
      .all()
      .filter(({ kind }) => kind === 'lead_card'),
  ).toHaveLength(1);
  await write(countSome);
  expect(db.select().from(scoreboardLeads).all()).toMatchObject([{ handedOffAt: later }]);
});
