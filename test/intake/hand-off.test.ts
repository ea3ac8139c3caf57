/** A hand-off by a program: its team and seller, and persons who are known already. */
import { describe, expect, test } from 'vitest';
import { handOffByProgram } from '../../src/intake/hand-off.ts';
import { declineLead } from '../../src/leads/acts/decline.ts';
import { blockedDomains } from '../../src/leads/company-domain.ts';
import type { LeadFields } from '../../src/leads/lead-fields.ts';
import { historyOf } from '../../src/leads/queries.ts';
import { NO_RULE, saveTeamRule } from '../../src/leads/routing/team-rules.ts';
import { escalationOf } from '../../src/leads/sla/plan.ts';
import { leads } from '../../src/leads/table.ts';
import { changeSetting } from '../../src/platform/settings/change.ts';
import { saveTeam } from '../../src/teams/save.ts';
import { actor, SALES, salesTeam } from '../leads/world.ts';
import { NOW } from './world.ts';

const ANA: LeadFields = {
  ...{ name: 'Ana Reis', company: 'Porto Foods', email: 'ana@porto-foods.example', phone: null, role: null },
  ...{ source: 'Fair', stage: null, temperature: 'warm', need: 'A demo' },
};
type Wanted = Partial<Parameters<typeof handOffByProgram>[1]>;

async function program() {
  const made = await salesTeam();
  const { db, write, team } = made;
  return {
    ...made,
    handOff: (form: Partial<LeadFields> = {}, wanted: Wanted = {}) =>
      write((tx) =>
        handOffByProgram(tx, { form: { ...ANA, ...form }, teamId: team.id, marketerId: 'UMIA', ...wanted }, NOW),
      ),
    block: (value: string[]) => write((tx) => changeSetting(tx, { setting: blockedDomains, value, by: 'test' }, NOW)),
    handedOff: (id: number) =>
      historyOf(db, id, { limit: 99, offset: 0 }).find(({ kind }) => kind === 'handed_off')?.details,
    all: () => db.select().from(leads).all(),
  };
}

test('the team has it, in the name of the person in marketing, and the next seller is asked', async () => {
  const { handOff, handedOff, team, db } = await program();
  const { lead, isNew } = await handOff();
  expect(isNew).toBe(true);
  expect(lead).toMatchObject({
    teamId: team.id,
    handedOffBy: 'UMIA',
    assigneeId: 'A',
    messageLink: null,
    status: 'new',
  });
  expect(handedOff(lead.id)).toEqual({ teamId: team.id, assigneeId: null, earlierLeadId: null });
  expect(escalationOf(db, lead.id)).toBeDefined();
});

test('the link, the CRM and the seller of the program come along', async () => {
  const { handOff, handedOff, team } = await program();
  const messageLink = 'https://northwind.slack.com/archives/C1/p1780304400000100';
  const { lead } = await handOff(
    {},
    { messageLink, crm: 'HubSpot', sellerIn: ({ id }) => (id === team.id ? 'B' : null) },
  );
  expect(lead).toMatchObject({ assigneeId: 'B', messageLink });
  expect(handedOff(lead.id)).toMatchObject({ assigneeId: 'B', crm: 'HubSpot' });
});

test('one of many has no deadline', async () => {
  const { handOff, db } = await program();
  const { lead } = await handOff({}, { isOfList: true });
  expect([lead.assigneeId, escalationOf(db, lead.id)]).toEqual(['A', undefined]);
});

test('a rule of another team chooses it, and the history says by what', async () => {
  const { handOff, handedOff, addTeam, write } = await program();
  const teamId = await addTeam('Iberia');
  await write((tx) => saveTeamRule(tx, { teamId, by: 'BOSS', rule: { ...NO_RULE, sources: ['Fair'] } }, NOW));
  const seen: number[] = [];
  const { lead } = await handOff({}, { sellerIn: ({ id }) => (seen.push(id) ? null : null) });
  expect([lead.teamId, seen]).toEqual([teamId, [teamId]]);
  expect(handedOff(lead.id)).toMatchObject({ byRule: ['source'] });
});

test('a marketing team gets no leads', async () => {
  const { handOff, write } = await program();
  const form = { ...SALES, kind: 'marketing' as const, name: 'Marketing', channelId: 'CMARKETING' };
  const { id } = await write((tx) => saveTeam(tx, form, { id: null, by: 'test' }, NOW));
  await expect(handOff({}, { teamId: id })).rejects.toThrow();
});

describe('a person who is known', () => {
  test('gets what is new, as long as sales has the lead', async () => {
    const { handOff, all } = await program();
    await handOff();
    expect(await handOff({ phone: '+351912345678' })).toMatchObject({ isNew: false, lead: { id: 1 } });
    expect(all()).toMatchObject([{ ...ANA, phone: '+351912345678' }]);
  });

  test('comes back from marketing once, and is a new lead after that', async () => {
    const { handOff, write } = await program();
    const decline = (leadId: number) =>
      write((tx) => declineLead(tx, { leadId, actor: actor('A'), reason: 'no_budget', words: null }, NOW));
    await handOff();
    await decline(1);
    expect(await handOff()).toMatchObject({ isNew: false, lead: { id: 1, status: 'new' } });
    await decline(1);
    expect(await handOff()).toMatchObject({ isNew: true, lead: { id: 2 } });
  });

  test('of another team is a new lead when marketing has it, and knows the earlier one', async () => {
    const { handOff, handedOff, addTeam, write } = await program();
    await handOff();
    await write((tx) => declineLead(tx, { leadId: 1, actor: actor('A'), reason: 'no_budget', words: null }, NOW));
    const teamId = await addTeam('Iberia');
    const { lead, isNew } = await handOff({}, { teamId });
    expect([isNew, lead.id]).toEqual([true, 2]);
    expect(handedOff(2)).toMatchObject({ teamId, earlierLeadId: 1 });
  });

  test('shares an address of a role with others: the name decides', async () => {
    const { handOff, handedOff, all } = await program();
    const email = 'info@porto-foods.example';
    await handOff({ email });
    expect(await handOff({ email, name: 'Bruno Dias' })).toMatchObject({ isNew: true, lead: { id: 2 } });
    expect(handedOff(2)).toMatchObject({ earlierLeadId: null });
    expect(all().map(({ name }) => name)).toEqual(['Ana Reis', 'Bruno Dias']);
  });
});

describe('a blocked domain', () => {
  test('keeps a lead apart: no one is asked', async () => {
    const { handOff, block, db } = await program();
    await block(['porto-foods.example']);
    const { lead, isNew } = await handOff();
    expect([isNew, lead.status, lead.assigneeId, escalationOf(db, lead.id)]).toEqual([
      true,
      'disqualified',
      null,
      undefined,
    ]);
    expect(historyOf(db, lead.id, { limit: 9, offset: 0 })[0]).toMatchObject({
      kind: 'blocked',
      details: { domain: 'porto-foods.example' },
    });
  });

  test('keeps a person once, and another person of it too', async () => {
    const { handOff, block, all } = await program();
    await block(['porto-foods.example']);
    await handOff();
    expect(await handOff({ need: 'Again' })).toMatchObject({ isNew: false, lead: { id: 1, need: 'A demo' } });
    expect(await handOff({ name: 'Bruno Dias', email: 'bruno@porto-foods.example' })).toMatchObject({ isNew: true });
    const email = 'info@porto-foods.example';
    await handOff({ name: 'Carla Luz', email });
    expect(await handOff({ name: 'Duarte Sá', email })).toMatchObject({
      isNew: true,
      lead: { status: 'disqualified' },
    });
    expect(all()).toHaveLength(4);
  });
});
