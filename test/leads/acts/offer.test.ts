/** Leads of people who are away, or gone. */
import { describe, expect, test } from 'vitest';
import { acceptLead } from '../../../src/leads/acts/accept.ts';
import { passOnOfLeavers } from '../../../src/leads/acts/leavers.ts';
import { offerOfLongAbsences } from '../../../src/leads/acts/long-absence.ts';
import { handOver, hasLeads, offerToTeam } from '../../../src/leads/acts/offer.ts';
import { releaseLead } from '../../../src/leads/acts/release.ts';
import { snoozeLead } from '../../../src/leads/acts/snooze.ts';
import { touchLead } from '../../../src/leads/acts/touch.ts';
import { requireLead } from '../../../src/leads/queries.ts';
import { goAway } from '../../../src/leads/routing/away.ts';
import { saveRoster } from '../../../src/leads/routing/roster.ts';
import { noteStandings } from '../../../src/teams/standing.ts';
import { memberships } from '../../../src/teams/table.ts';
import { actor, MONDAY_9, minutesAfter, salesTeam } from '../world.ts';

const LATER = minutesAfter(MONDAY_9, 30);

/** A has a lead to accept, a snoozed one to contact, and one in progress. Others are not away unless a test says so. */
async function busy() {
  const world = await salesTeam();
  const { write, db } = world;
  const ids: number[] = [];
  for (let count = 0; count < 3; count += 1) ids.push((await world.handOff(MONDAY_9, { to: 'A' })).id);
  const [assigned = 0, accepted = 0, working = 0] = ids;
  await write((tx) => {
    acceptLead(tx, { leadId: accepted, seller: actor('A'), by: 'button' }, MONDAY_9);
    snoozeLead(tx, { leadId: accepted, actor: actor('A'), span: 'monday' }, MONDAY_9);
    touchLead(tx, { leadId: working, actor: actor('A'), kind: null, outcome: null, words: null }, MONDAY_9);
  });
  const before = world.told().length;
  return {
    ...world,
    ...{ assigned, accepted, working },
    /** Direct messages since then. */
    news: () => world.told().slice(before),
    state: () =>
      ids.map((id) => {
        const { status, ownerId, assigneeId } = requireLead(db, id);
        return `${status} ${ownerId ?? assigneeId}`;
      }),
    leave: (id: string) =>
      write((tx) => {
        const gone = { isAdmin: false, isMember: false, standing: 'deactivated' as const };
        noteStandings(tx, [{ ...gone, id, name: id, zone: null, statusEmoji: null }]);
      }),
  };
}

describe('leads that are offered to the team', () => {
  test('are those that wait: each goes to a colleague as a new one', async () => {
    const { write, db, state, news, entries, assigned, accepted, steps } = await busy();
    expect(await write((tx) => offerToTeam(tx, 'A', { all: false }, LATER))).toBe(2);
    expect(state()).toEqual(['new C', 'new B', 'working A']);
    expect(requireLead(db, accepted)).toMatchObject({
      ...{ ownerId: null, acceptedAt: null, snoozedUntil: null, dueAt: minutesAfter(LATER, 120) },
    });
    expect(steps(accepted)).toHaveLength(3);
    expect(entries(assigned)[0]).toMatchObject({
      ...{ kind: 'reassigned', actorId: null, details: { from: 'A', to: 'C' } },
    });
    expect(news().sort()).toEqual(['B reassigned', 'C reassigned']);
  });

  test('of a person who will not be back are all, in one message per colleague', async () => {
    const { write, state, news, setSeller } = await busy();
    await setSeller('C', { absence: 'has an away status' });
    expect(await write((tx) => offerToTeam(tx, 'A', { all: true }, LATER))).toBe(3);
    expect(state()).toEqual(['new B', 'new B', 'working B']);
    expect(news()).toEqual(['B reassigned reassigned reassigned']);
  });

  test('go to the fallback owner before they return to the person', async () => {
    const { write, state, setSeller } = await busy();
    for (const userId of ['B', 'C']) await setSeller(userId, { absence: 'has an away status' });
    await write((tx) => offerToTeam(tx, 'A', { all: true }, LATER));
    expect(state()).toEqual(['new BOSS', 'new BOSS', 'working BOSS']);
  });

  test('can be those of one team', async () => {
    const { write, state, team, addTeam } = await busy();
    const north = await addTeam('North');
    expect(await write((tx) => offerToTeam(tx, 'A', { all: true, teamId: north }, LATER))).toBe(0);
    expect(state()).toEqual(['new A', 'accepted A', 'working A']);
    expect(await write((tx) => offerToTeam(tx, 'A', { all: false, teamId: team.id }, LATER))).toBe(2);
  });

  test('are released to the channel while the team is not known', async () => {
    const { write, db, news, entries, assigned } = await busy();
    await write((tx) => tx.delete(memberships).run());
    await write((tx) => offerToTeam(tx, 'A', { all: false }, LATER));
    expect(requireLead(db, assigned)).toMatchObject({ status: 'new', assigneeId: null });
    expect(entries(assigned)[0]).toMatchObject({
      ...{ kind: 'released', actorId: null, details: { byTakingBack: false, left: 'A' } },
    });
    expect(news()).toEqual([]);
  });

  test('before an absence are only those that need someone by its end, told together', async () => {
    const { write, state, news, setSeller, assigned, handOff } = await busy();
    await setSeller('C', { absence: 'has an away status' });
    const { id: second } = await handOff(MONDAY_9, { to: 'A' });
    const end = minutesAfter(MONDAY_9, 121);
    expect(await write((tx) => handOver(tx, 'A', end, LATER))).toBe(2);
    expect(state()).toEqual(['new B', 'accepted A', 'working A']);
    expect(news().filter((told) => told.startsWith('B'))).toEqual(['B reassigned reassigned']);
    expect(assigned).toBeLessThan(second);
  });

  test('are known before: whether a person would leave any behind', async () => {
    const { db } = await busy();
    expect([hasLeads(db, 'A'), hasLeads(db, 'B')]).toEqual([true, false]);
  });
});

describe('the leads of a person who is away for long', () => {
  const DAY = 24 * 60;

  test('are offered once: the manager hears of those under way', async () => {
    const { write, news, entries, assigned, accepted, working } = await busy();
    const until = minutesAfter(MONDAY_9, 7 * DAY);
    await write((tx) => goAway(tx, 'A', { until }, MONDAY_9));
    for (let times = 0; times < 2; times += 1) await write((tx) => offerOfLongAbsences(tx, LATER));
    const offered = [assigned, accepted, working].map(
      (id) => entries(id).filter(({ kind }) => kind === 'offered').length,
    );
    expect(offered).toEqual([0, 1, 1]);
    expect(entries(working)[0]).toMatchObject({ actorId: null, details: { ownerId: 'A', until: until.getTime() } });
    expect(news()).toEqual(['BOSS offered offered']);
  });

  test.each([
    ['a day too short', minutesAfter(MONDAY_9, 6 * DAY), LATER, 0],
    ['without an end, on its first day', null, LATER, 0],
    ['without an end, after a week', null, minutesAfter(MONDAY_9, 7 * DAY), 1],
  ])('%s: %s, at %s', async (_, until, now, times) => {
    const { write, news, entries, working } = await busy();
    await write((tx) => goAway(tx, 'A', { until }, MONDAY_9));
    await write((tx) => offerOfLongAbsences(tx, now));
    expect(news()).toHaveLength(times);
    if (times > 0) expect(entries(working)[0]?.details).toEqual({ ownerId: 'A', until: null });
  });

  test('are no news for a manager who is away themselves', async () => {
    const { write, handOff, told, entries } = await salesTeam();
    const { id } = await handOff(MONDAY_9);
    await write((tx) => acceptLead(tx, { leadId: id, seller: actor('BOSS'), by: 'button' }, MONDAY_9));
    await write((tx) => goAway(tx, 'BOSS', { until: minutesAfter(MONDAY_9, 9 * DAY) }, MONDAY_9));
    await write((tx) => offerOfLongAbsences(tx, LATER));
    expect(entries(id)[0]?.kind).toBe('offered');
    expect(told().filter((one) => one.startsWith('BOSS'))).toEqual([]);
  });
});

describe('no open lead stays with a person who cannot act on it', () => {
  test('all leave a person who left the company', async () => {
    const { write, state, leave } = await busy();
    await write((tx) => passOnOfLeavers(tx, LATER));
    expect(state()).toEqual(['new A', 'accepted A', 'working A']);
    await leave('A');
    await write((tx) => passOnOfLeavers(tx, LATER));
    expect(state()).toEqual(['new C', 'new B', 'working B']);
  });

  test('those that no one has contacted leave a person who left the team', async () => {
    const { write, state, team } = await busy();
    const rest = ['B', 'C'].map((userId) => ({ userId, absence: null, undisturbedUntil: null }));
    await write((tx) => saveRoster(tx, team.id, rest, LATER));
    await write((tx) => passOnOfLeavers(tx, LATER));
    expect(state()).toEqual(['new C', 'new B', 'working A']);
  });

  test('all wait while there is no one to take them', async () => {
    const { write, state, leave } = await busy();
    await leave('A');
    await leave('BOSS');
    await write((tx) => passOnOfLeavers(tx, LATER));
    expect(state()).toEqual(['new A', 'accepted A', 'working A']);
  });

  test('a missing member says nothing before the team is known', async () => {
    const { write, state, setSeller } = await busy();
    await setSeller('A', { isPresent: false });
    await write((tx) => tx.delete(memberships).run());
    await write((tx) => passOnOfLeavers(tx, LATER));
    expect(state()).toEqual(['new A', 'accepted A', 'working A']);
  });
});

test('a lead that its manager releases does not return to its owner, and a person is not told of what they did', async () => {
  const { write, db, accepted, news, setSeller, entries } = await busy();
  for (const userId of ['B', 'C']) await setSeller(userId, { absence: 'has an away status' });
  await write((tx) => releaseLead(tx, { leadId: accepted, actor: actor('BOSS') }, LATER));
  expect(requireLead(db, accepted)).toMatchObject({
    ...{ status: 'new', assigneeId: 'BOSS', acceptedAt: null, snoozedUntil: null },
  });
  expect(entries(accepted)[0]).toMatchObject({ kind: 'released', actorId: 'BOSS', details: { byTakingBack: false } });
  expect(news()).toEqual([]);
});
