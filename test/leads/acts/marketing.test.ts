/** Leads go back to marketing, and come from there again. */
import { describe, expect, test } from 'vitest';
import { acceptLead } from '../../../src/leads/acts/accept.ts';
import { declineLead } from '../../../src/leads/acts/decline.ts';
import { handBackLead } from '../../../src/leads/acts/hand-back.ts';
import { disqualifyLead, nurtureFault, nurtureLead, wakeLead, wakeNurtured } from '../../../src/leads/acts/nurture.ts';
import { coverReturned } from '../../../src/leads/acts/return.ts';
import { madeIn } from '../../../src/leads/history.ts';
import { requireLead } from '../../../src/leads/queries.ts';
import { noteStandings } from '../../../src/teams/standing.ts';
import { actor, MONDAY_9, minutesAfter, salesTeam } from '../world.ts';

type World = Awaited<ReturnType<typeof salesTeam>>;

const HOUR_MS = 3_600_000;
const MONDAY_12 = minutesAfter(MONDAY_9, 180);
const marketer = { ...actor('UMARKETER'), isSeller: false, isMarketer: true };

const decline = ({ write }: World, leadId: number) =>
  write((tx) => declineLead(tx, { leadId, actor: actor('A'), reason: 'no_budget', words: null }, MONDAY_9));

describe('an answer of marketing to a decline', () => {
  const returned = async (world: World) => {
    await world.addMarketing();
    const { id } = await world.handOff(MONDAY_9);
    await decline(world, id);
    return id;
  };
  const answered = async (world: World, leadId: number) => ({
    lead: requireLead(world.db, leadId),
    steps: world.steps(leadId),
    entry: world.entries(leadId)[0],
  });

  test('resubmits it, timed by the hours of marketing', async () => {
    const world = await salesTeam();
    const id = await returned(world);
    const facts = 'They have a budget now';
    await world.write((tx) => handBackLead(tx, { leadId: id, actor: marketer, facts }, MONDAY_12));
    expect(await answered(world, id)).toMatchObject({
      lead: {
        ...{ status: 'new', assigneeId: 'B', marketerId: null, handedOffAt: MONDAY_12, handedBackAt: MONDAY_12 },
        dueAt: minutesAfter(MONDAY_12, world.team.acceptMinutes),
      },
      entry: { kind: 'handed_back', actorId: 'UMARKETER', details: { facts, afterMs: 2 * HOUR_MS } },
    });
    expect(world.told().at(-1)).toBe('B handed_back');
  });

  test('disqualifies it, timed by the hours of marketing', async () => {
    const world = await salesTeam();
    const id = await returned(world);
    await world.write((tx) => disqualifyLead(tx, { leadId: id, actor: marketer, words: 'A student' }, MONDAY_12));
    expect(await answered(world, id)).toMatchObject({
      ...{ lead: { status: 'disqualified', marketerId: null, dueAt: null }, steps: [] },
      entry: {
        ...{ kind: 'disqualified', actorId: 'UMARKETER' },
        details: { words: 'A student', afterMs: 2 * HOUR_MS },
      },
    });
  });

  test('sends it to nurture, timed by the hours of marketing', async () => {
    const world = await salesTeam();
    const id = await returned(world);
    const act = { leadId: id, actor: marketer, until: '2026-08-03', words: null };
    await world.write((tx) => nurtureLead(tx, act, MONDAY_12));
    expect(await answered(world, id)).toMatchObject({
      ...{ lead: { status: 'nurturing', marketerId: 'UMARKETER', dueAt: null }, steps: [] },
      entry: { kind: 'nurtured', details: { content: null, afterMs: 2 * HOUR_MS } },
    });
  });

  test('asks anyone when no one is on record as its decliner', async () => {
    const world = await salesTeam();
    await world.addMarketing();
    const { id } = await world.handOff(MONDAY_9);
    await world.write((tx) =>
      madeIn(tx, 'HubSpot', () =>
        declineLead(tx, { leadId: id, actor: actor('A'), reason: 'no_budget', words: null }, MONDAY_9),
      ),
    );
    const act = { leadId: id, actor: marketer, facts: 'New' };
    expect((await world.write((tx) => handBackLead(tx, act, MONDAY_12))).assigneeId).toBe('A');
  });

  test('asks the seller whom marketing names', async () => {
    const world = await salesTeam();
    const id = await returned(world);
    const act = { leadId: id, actor: marketer, facts: 'New', namedId: 'C' };
    expect((await world.write((tx) => handBackLead(tx, act, MONDAY_12))).assigneeId).toBe('C');
    expect(world.told().at(-1)).toBe('C handed_back');
  });
});

describe('a lead that is with marketing', () => {
  const leave = ({ write }: World, ...ids: string[]) =>
    write((tx) => {
      const gone = { isAdmin: false, isMember: false, standing: 'deactivated' as const };
      noteStandings(
        tx,
        ids.map((id) => ({ ...gone, id, name: id, zone: null, statusEmoji: null })),
      );
    });
  const cover = ({ write }: World) => write((tx) => coverReturned(tx, MONDAY_12));

  test('goes to the manager if its marketer left: with a new deadline to answer a decline, and without one in nurture', async () => {
    const world = await salesTeam();
    await world.addMarketing();
    const [returned, nurtured] = [(await world.handOff(MONDAY_9)).id, (await world.handOff(MONDAY_9)).id];
    await decline(world, returned);
    const act = { leadId: nurtured, actor: actor('BOSS'), until: '2026-08-03', words: null };
    await world.write((tx) => nurtureLead(tx, act, MONDAY_9));
    await leave(world, 'UMARKETER');
    await cover(world);
    expect(requireLead(world.db, returned)).toMatchObject({
      marketerId: 'CHIEF',
      dueAt: new Date('2026-06-02T13:00Z'),
    });
    expect(requireLead(world.db, nurtured)).toMatchObject({ marketerId: 'CHIEF', dueAt: null });
    expect(world.steps(nurtured)).toEqual([]);
    expect(world.entries(returned)[0]).toMatchObject({
      ...{ kind: 'marketer_changed', actorId: null, details: { from: 'UMARKETER', to: 'CHIEF', why: 'left' } },
    });
    expect(world.told()).toContain('CHIEF marketer_changed marketer_changed');
  });

  test('waits while no one is there to answer for it', async () => {
    const world = await salesTeam();
    await world.addMarketing();
    const { id } = await world.handOff(MONDAY_9);
    await decline(world, id);
    await leave(world, 'UMARKETER', 'CHIEF');
    await cover(world);
    expect(requireLead(world.db, id).marketerId).toBe('UMARKETER');
    expect(world.entries(id)[0]?.kind).toBe('declined');
  });
});

describe('a lead in nurture', () => {
  const nurtured = async (world: World, until = '2026-08-03') => {
    const { id } = await world.handOff(MONDAY_9);
    await world.write((tx) => acceptLead(tx, { leadId: id, seller: actor('A'), by: 'button' }, MONDAY_9));
    const act = { leadId: id, actor: actor('A'), until, words: 'In August' };
    const lead = await world.write((tx) => nurtureLead(tx, act, MONDAY_12));
    return { id, lead };
  };

  test('leaves its seller, and comes back on its date while its team works, as if handed off then', async () => {
    const world = await salesTeam();
    const { id, lead } = await nurtured(world);
    const until = new Date('2026-08-03T09:00Z');
    expect(lead).toMatchObject({ ownerId: null, assigneeId: null, nurtureUntil: until, marketerId: 'UMARKETER' });
    expect(world.steps(id)).toEqual([]);
    expect(world.entries(id)[0]?.details).toEqual({ until: until.getTime(), words: 'In August', content: null });
    const wake = (now: Date) => world.write((tx) => wakeNurtured(tx, now));
    await wake(minutesAfter(until, -1));
    await wake(new Date('2026-08-03T18:00Z'));
    expect(requireLead(world.db, id).status).toBe('nurturing');
    const tuesday = new Date('2026-08-04T09:30Z');
    await wake(tuesday);
    expect(requireLead(world.db, id)).toMatchObject({
      ...{ status: 'new', assigneeId: 'B', marketerId: null, nurtureUntil: null, handedOffAt: tuesday },
      ...{ acceptedAt: null, touchedAt: null, dueAt: minutesAfter(tuesday, world.team.acceptMinutes) },
    });
    expect(world.entries(id)[0]).toMatchObject({ kind: 'woken', actorId: null, details: { early: false } });
    expect(world.told().at(-1)).toBe('B woken');
  });

  test('comes back at once if marketing says so, to the seller whom it names', async () => {
    const world = await salesTeam();
    const { id } = await nurtured(world);
    const act = { leadId: id, actor: marketer, namedId: 'C' };
    expect(await world.write((tx) => wakeLead(tx, act, MONDAY_12))).toMatchObject({ status: 'new', assigneeId: 'C' });
    expect(world.entries(id)[0]).toMatchObject({ kind: 'woken', actorId: 'UMARKETER', details: { early: true } });
  });

  test.each([
    ['2026-05-31', 'Please choose a future date.'],
    // Now is Monday at nine, when work begins.
    ['2026-06-01', 'Please choose a future date.'],
    ['2026-06-02', undefined],
  ])('until %s: %s', async (day, fault) => {
    const { team } = await salesTeam();
    expect(nurtureFault(team, day, MONDAY_9)).toBe(fault);
  });
});
