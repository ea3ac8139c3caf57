/** Sellers accept leads and log contacts, alone and from a list. */
import { describe, expect, test } from 'vitest';
import { acceptLead } from '../../../src/leads/acts/accept.ts';
import { type ActOnSeveral, actOnSeveral } from '../../../src/leads/acts/bulk.ts';
import { qualifyLead } from '../../../src/leads/acts/outcome.ts';
import { snoozeLead } from '../../../src/leads/acts/snooze.ts';
import { type Touch, touchLead } from '../../../src/leads/acts/touch.ts';
import { requireLead } from '../../../src/leads/queries.ts';
import { assignmentsOf } from '../../../src/leads/routing/queries.ts';
import { actor, MONDAY_9, minutesAfter, salesTeam } from '../world.ts';

type World = Awaited<ReturnType<typeof salesTeam>>;

const LATER = minutesAfter(MONDAY_9, 30);
const HALF_AN_HOUR = 30 * 60_000;

const accept = ({ write }: World, leadId: number, by: string, now = LATER) =>
  write((tx) => acceptLead(tx, { leadId, seller: actor(by), by: 'button' }, now));
const contact = ({ write }: World, leadId: number, by: string, now = LATER, said: Partial<Touch> = {}) =>
  write((tx) => touchLead(tx, { leadId, actor: actor(by), kind: null, outcome: null, words: null, ...said }, now));

describe('a lead that is accepted', () => {
  test('by its assignee is theirs, with a new deadline, and a second click changes nothing', async () => {
    const world = await salesTeam();
    const { id } = await world.handOff(MONDAY_9);
    expect(await accept(world, id, 'A')).toMatchObject({
      ...{ status: 'accepted', ownerId: 'A', assigneeId: null, acceptedAt: LATER, snoozedUntil: null },
      dueAt: minutesAfter(LATER, world.team.touchMinutes),
    });
    expect(await accept(world, id, 'A', minutesAfter(LATER, 5))).toMatchObject({ acceptedAt: LATER });
    await expect(accept(world, id, 'B')).rejects.toThrow('<@A>');
    expect(world.entries(id)).toMatchObject([
      { kind: 'accepted', actorId: 'A', details: { by: 'button', afterMs: HALF_AN_HOUR } },
      { kind: 'handed_off' },
    ]);
    expect(assignmentsOf(world.db, id).map(({ userId, why }) => [userId, why])).toEqual([['A', 'turn']]);
    expect((await world.handOff(LATER)).assigneeId).toBe('B');
  });

  test('by a quicker colleague counts as their turn, and the assignee is next sooner', async () => {
    const world = await salesTeam();
    const { id } = await world.handOff(MONDAY_9);
    await accept(world, id, 'C');
    expect(assignmentsOf(world.db, id).map(({ userId, why, turnIn }) => [userId, why, turnIn])).toEqual([
      ['C', 'took', 'first'],
      ['A', 'turn', null],
    ]);
    const next = [await world.handOff(LATER), await world.handOff(LATER), await world.handOff(LATER)];
    expect(next.map(({ assigneeId }) => assigneeId)).toEqual(['A', 'B', 'A']);
  });
});

describe('a contact with a lead', () => {
  test('also accepts a lead without an owner', async () => {
    const world = await salesTeam();
    const { id } = await world.handOff(MONDAY_9);
    const said = { kind: 'call', outcome: 'reached', words: 'Likes it' } as const;
    expect(await contact(world, id, 'A', LATER, said)).toMatchObject({
      ...{ status: 'working', ownerId: 'A', acceptedAt: LATER, touchedAt: LATER, dueAt: null },
    });
    expect(world.steps(id)).toEqual([]);
    expect(world.entries(id).map(({ kind, details }) => [kind, details])).toMatchObject([
      ['touched', { ...said, afterMs: 0 }],
      ['accepted', { by: 'touch', afterMs: HALF_AN_HOUR }],
      ['handed_off', {}],
    ]);
  });

  test('of a colleague counts, and only the first is timed', async () => {
    const world = await salesTeam();
    const { id } = await world.handOff(MONDAY_9);
    await accept(world, id, 'A', MONDAY_9);
    const first = await contact(world, id, 'B');
    expect(first).toMatchObject({ ownerId: 'A', touchedAt: LATER });
    await world.write((tx) => snoozeLead(tx, { leadId: id, actor: actor('A'), span: 'tomorrow' }, LATER));
    const second = await contact(world, id, 'A', minutesAfter(LATER, 5));
    expect(second).toMatchObject({ ownerId: 'A', touchedAt: LATER, snoozedUntil: null });
    const touches = world.entries(id).filter(({ kind }) => kind === 'touched');
    expect(touches.map(({ actorId, details }) => [actorId, details])).toEqual([
      ['A', { kind: null, outcome: null, words: null }],
      ['B', { kind: null, outcome: null, words: null, afterMs: HALF_AN_HOUR }],
    ]);
  });

  test('leaves a qualified lead qualified', async () => {
    const world = await salesTeam();
    const { id } = await world.handOff(MONDAY_9);
    await contact(world, id, 'A');
    const deal = { amount: 100, currency: 'EUR', closeOn: null };
    await world.write((tx) => qualifyLead(tx, { leadId: id, actor: actor('A'), deal }, LATER));
    expect((await contact(world, id, 'A')).status).toBe('qualified');
  });
});

describe('an act on several leads', () => {
  const onAll = async (world: World, act: ActOnSeveral, by = 'BOSS') => {
    const ids = [await world.handOff(MONDAY_9, { to: 'A' }), await world.handOff(MONDAY_9, { to: 'A' })].map(
      ({ id }) => id,
    );
    const chosen = ids.map((leadId) => ({ leadId, actor: actor(by), refusal: null }));
    return world.write((tx) => actOnSeveral(tx, chosen, act, LATER));
  };

  test.each<[ActOnSeveral, object]>([
    [{ kind: 'accept' }, { status: 'accepted', ownerId: 'BOSS' }],
    [
      { kind: 'reassign', to: 'C' },
      { status: 'new', assigneeId: 'C' },
    ],
    [
      { kind: 'snooze', span: 'short' },
      { status: 'new', snoozedUntil: minutesAfter(LATER, 60) },
    ],
    [{ kind: 'nurture', until: '2026-08-03', words: 'Later' }, { status: 'nurturing' }],
  ])('%j is done by the rules of each', async (act, lead) => {
    const world = await salesTeam();
    const done = await onAll(world, act);
    expect(done).toMatchObject([
      { lead, refusal: null },
      { lead, refusal: null },
    ]);
    for (const { lead: shown } of done) expect(requireLead(world.db, shown.id)).toMatchObject(lead);
  });

  test('does the others when one is refused', async () => {
    const world = await salesTeam();
    const [lost, mine, held] = [
      await world.handOff(MONDAY_9),
      await world.handOff(MONDAY_9),
      await world.handOff(MONDAY_9),
    ];
    await accept(world, lost.id, 'C');
    const chosen = [lost, mine, held].map(({ id }) => ({
      ...{ leadId: id, actor: actor('B') },
      refusal: id === held.id ? 'They are a guest.' : null,
    }));
    const done = await world.write((tx) => actOnSeveral(tx, chosen, { kind: 'accept' }, LATER));
    expect(done.map(({ lead, refusal }) => [lead.id, lead.ownerId, refusal])).toEqual([
      [lost.id, 'C', expect.stringContaining('<@C>')],
      [mine.id, 'B', null],
      [held.id, null, 'They are a guest.'],
    ]);
  });

  test('is one message per person', async () => {
    const world = await salesTeam();
    await onAll(world, { kind: 'reassign', to: 'C' });
    await onAll(world, { kind: 'reassign', to: 'C' });
    const told = world.told().filter((one) => one.startsWith('C'));
    expect(told).toEqual(['C reassigned reassigned', 'C reassigned reassigned']);
  });
});
