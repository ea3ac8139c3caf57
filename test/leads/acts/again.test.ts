/** A person who is a lead already is handed off again, a lead is handed back, and leads come in a list. */
import { describe, expect, test } from 'vitest';
import { acceptLead } from '../../../src/leads/acts/accept.ts';
import { declineLead } from '../../../src/leads/acts/decline.ts';
import { handBackLead } from '../../../src/leads/acts/hand-back.ts';
import { appendToLead, type HandOff } from '../../../src/leads/acts/handoff.ts';
import { handOffFromList } from '../../../src/leads/acts/list.ts';
import { snoozeLead } from '../../../src/leads/acts/snooze.ts';
import { historyOf, requireLead } from '../../../src/leads/queries.ts';
import { assignmentsOf } from '../../../src/leads/routing/queries.ts';
import { memberships, teams } from '../../../src/teams/table.ts';
import { actor, MONDAY_9, minutesAfter, salesTeam } from '../world.ts';

type World = Awaited<ReturnType<typeof salesTeam>>;

const LINK = 'https://northwind.slack.example/archives/CFORMS/p1780300000000000';
const marketer = { ...actor('MIA'), isSeller: false, isMarketer: true };
const form: HandOff['form'] = {
  ...{ name: 'Jane Doe', company: 'Acme', email: 'jane@gmail.com', phone: null, role: null, source: null },
  ...{ stage: null, temperature: 'warm', need: 'A demo' },
};
const entries = ({ db }: World, leadId: number) => historyOf(db, leadId, { limit: 50, offset: 0 });

function again(world: World, leadId: number, more: Partial<HandOff['form']>, now = MONDAY_9, messageLink = LINK) {
  const { teamId } = requireLead(world.db, leadId);
  const asked = { form: { ...form, ...more }, marketerId: 'MIA', messageLink, teamId };
  return world.write((tx) => appendToLead(tx, requireLead(tx, leadId), asked, now));
}

describe('a lead that is handed off again', () => {
  test('keeps what it has, and gets what it lacks', async () => {
    const world = await salesTeam();
    await world.handOff(MONDAY_9, { source: 'Trade fair', campaign: 'Spring' });
    const { id } = await world.handOff(MONDAY_9, { name: 'Ana', email: null, phone: '+4930123456' });
    const filled = await again(world, id, {
      ...{ name: 'Ana', email: 'ana@acme.example', phone: '+4930999999', source: 'trade fair', campaign: 'spring' },
    });
    expect(filled).toMatchObject({
      ...{ email: 'ana@acme.example', companyDomain: 'acme.example', phone: '+4930123456' },
      ...{ source: 'Trade fair', campaign: 'Spring', messageLink: LINK },
    });
    expect(entries(world, id)[0]?.details).toMatchObject({
      filled: ['email', 'source', 'campaign'],
      differs: { phone: '+4930999999' },
    });
    const other = await again(world, id, { name: 'Ana', email: 'x@other.example' }, MONDAY_9, `${LINK}1`);
    expect(other).toMatchObject({ email: 'ana@acme.example', companyDomain: 'acme.example', messageLink: LINK });
  });

  test('is due sooner if it is hot by now, unless it sleeps, was accepted or was due before that', async () => {
    const world = await salesTeam();
    const due = async (now: Date, before?: (id: number) => Promise<unknown>) => {
      const { id, dueAt } = await world.handOff(MONDAY_9);
      await before?.(id);
      const was = requireLead(world.db, id).dueAt;
      const { dueAt: is, temperature } = await again(world, id, { temperature: 'hot' }, now);
      expect([temperature, dueAt]).toEqual(['hot', minutesAfter(MONDAY_9, 120)]);
      return [was, is].map((at) => at && (at.getTime() - MONDAY_9.getTime()) / 60_000);
    };
    expect(await due(minutesAfter(MONDAY_9, 10))).toEqual([120, 10 + world.team.hotAcceptMinutes]);
    expect(await due(minutesAfter(MONDAY_9, 119))).toEqual([120, 120]);
    expect(
      await due(minutesAfter(MONDAY_9, 10), (leadId) =>
        world.write((tx) => snoozeLead(tx, { leadId, actor: actor('BOSS'), span: 'tomorrow' }, MONDAY_9)),
      ),
    ).toEqual([null, null]);
    expect(
      await due(minutesAfter(MONDAY_9, 10), (leadId) =>
        world.write((tx) => acceptLead(tx, { leadId, seller: actor('A'), by: 'button' }, MONDAY_9)),
      ),
    ).toEqual([240, 240]);
  });

  test('keeps its deadline and reminders if it would not be due sooner', async () => {
    const world = await salesTeam();
    const { id, dueAt } = await world.handOff(MONDAY_9);
    const steps = world.steps(id);
    const now = minutesAfter(MONDAY_9, 120 - world.team.hotAcceptMinutes);
    expect((await again(world, id, { temperature: 'hot' }, now)).dueAt).toEqual(dueAt);
    expect(world.steps(id)).toEqual(steps);
    const { id: warm } = await world.handOff(MONDAY_9, { name: 'Ana' });
    await world.write((tx) => tx.update(teams).set({ acceptMinutes: 10 }).run());
    expect((await again(world, warm, {}, MONDAY_9)).dueAt).toEqual(dueAt);
  });

  test('is never less urgent than before, and says the other temperature', async () => {
    const world = await salesTeam();
    const { id } = await world.handOff(MONDAY_9, { temperature: 'hot' });
    expect((await again(world, id, { temperature: 'warm' })).temperature).toBe('hot');
    expect(entries(world, id)[0]?.details).toHaveProperty('differs', { temperature: 'warm' });
    await again(world, id, { temperature: 'hot' });
    expect(entries(world, id)[0]?.details).toHaveProperty('differs', {});
    expect(entries(world, id)[0]?.details).not.toHaveProperty('temperature');
  });
});

test('a lead that is handed back goes to someone who has not declined it, as long as anyone else is there', async () => {
  const world = await salesTeam();
  const declined = async () => {
    const { id, assigneeId } = await world.handOff(MONDAY_9);
    const by = actor(assigneeId ?? '');
    await world.write((tx) => declineLead(tx, { leadId: id, actor: by, reason: 'duplicate', words: null }, MONDAY_9));
    const back = await world.write((tx) => handBackLead(tx, { leadId: id, actor: marketer, facts: 'New' }, MONDAY_9));
    return [assigneeId, back.assigneeId];
  };
  const [by, to] = await declined();
  expect([by, to]).toEqual(['A', 'B']);
  for (const userId of ['B', 'C']) await world.setSeller(userId, { absence: 'has an away status' });
  expect(await declined()).toEqual(['A', 'A']);
});

test('a lead of a list has a person and its origin, and neither a deadline nor a card', async () => {
  const world = await salesTeam();
  const handoff = {
    ...{ form, teamId: world.team.id, assigneeId: null, marketerId: 'MIA', messageLink: null, earlierLeadId: null },
  };
  const given = (more: Partial<HandOff>, teamId = world.team.id) =>
    world.write((tx) => handOffFromList(tx, { ...handoff, ...more, teamId }, MONDAY_9));
  const details = (id: number) => entries(world, id).map(({ kind, details }) => [kind, details]);
  const usual = { teamId: world.team.id, assigneeId: null, earlierLeadId: null };
  const first = await given({});
  expect(first).toMatchObject({ assigneeId: 'A', dueAt: null, isUnhurried: true });
  expect(details(first.id)).toEqual([['handed_off', usual]]);
  expect(world.steps(first.id)).toEqual([]);
  const second = await given({ crm: 'HubSpot', byRule: ['country'] });
  expect(details(second.id)).toEqual([['handed_off', { ...usual, crm: 'HubSpot', byRule: ['country'] }]]);
  await world.setSeller('A', { dailyCap: 1 });
  for (const userId of ['B', 'C']) await world.setSeller(userId, { absence: 'has an away status' });
  expect([(await given({})).assigneeId, (await given({})).assigneeId]).toEqual(['A', 'A']);
  expect((await world.handOff(MONDAY_9)).assigneeId).toBe('A');
  const ofNewTeam = await given({}, await world.addTeam('New'));
  expect(ofNewTeam.assigneeId).toBe('BOSS');
  expect(assignmentsOf(world.db, ofNewTeam.id)).toMatchObject([{ userId: 'BOSS', why: 'fallback' }]);
  await world.write((tx) => tx.delete(memberships).run());
  expect((await given({})).assigneeId).toBe('BOSS');
});
