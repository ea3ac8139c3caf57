/** Sales returns a lead to marketing, with a reason. */
import { describe, expect, test } from 'vitest';
import { type Decline, declineLead } from '../../../src/leads/acts/decline.ts';
import { addClause, retireClause } from '../../../src/leads/definition/change.ts';
import { clausesOf } from '../../../src/leads/definition/queries.ts';
import { requireLead } from '../../../src/leads/queries.ts';
import { actor, MONDAY_9, minutesAfter, salesTeam } from '../world.ts';

type World = Awaited<ReturnType<typeof salesTeam>>;

const decline = ({ write }: World, leadId: number, more: Partial<Decline> = {}, now = MONDAY_9) =>
  write((tx) => declineLead(tx, { leadId, actor: actor('A'), reason: 'no_budget', words: null, ...more }, now));

describe('a lead that is declined', () => {
  test('returns to marketing with a deadline and its reason, and gives the turn back', async () => {
    const world = await salesTeam();
    await world.addMarketing();
    const { id } = await world.handOff(MONDAY_9);
    expect(await decline(world, id, { words: 'Next year' })).toMatchObject({
      ...{ status: 'returned', ownerId: null, assigneeId: null, snoozedUntil: null, marketerId: 'UMARKETER' },
      dueAt: new Date('2026-06-02T11:00Z'),
    });
    expect(world.steps(id).map((step) => step.split(' ')[0])).toEqual(['answer_remind_person', 'answer_escalate']);
    expect(world.entries(id)[0]).toMatchObject({
      ...{ kind: 'declined', actorId: 'A' },
      details: { reason: 'no_budget', label: 'No budget', words: 'Next year', clause: null },
    });
    expect(world.told()).toEqual(['UMARKETER declined']);
    expect((await world.handOff(MONDAY_9)).assigneeId).toBe('A');
  });

  test('cites a clause of its own team, also one that was retired meanwhile', async () => {
    const world = await salesTeam();
    const other = await world.addTeam('North');
    for (const teamId of [world.team.id, other])
      await world.write((tx) => addClause(tx, { teamId, by: 'BOSS', text: 'Has a budget' }, MONDAY_9));
    const [own, foreign] = [world.team.id, other].map((teamId) => clausesOf(world.db, teamId)[0]?.id ?? 0);
    const { id } = await world.handOff(MONDAY_9, { to: 'A' });
    await expect(decline(world, id, { clauseId: foreign ?? 0 })).rejects.toThrow('another team');
    const retired = { teamId: world.team.id, by: 'BOSS', clauseId: own ?? 0 };
    await world.write((tx) => retireClause(tx, retired, MONDAY_9));
    await decline(world, id, { clauseId: own ?? 0 });
    expect(world.entries(id)[0]?.details).toMatchObject({ clause: { id: own, text: 'Has a budget' } });
  });

  test('needs a reason of the company', async () => {
    const world = await salesTeam();
    const { id } = await world.handOff(MONDAY_9);
    await expect(decline(world, id, { reason: 'a_whim' })).rejects.toThrow('no longer available');
    expect(requireLead(world.db, id).status).toBe('new');
  });

  const toldOf = async (world: World, times: number, by = 'A', now = MONDAY_9, given = {}) => {
    const before = world.told().length;
    for (let count = 0; count < times; count += 1) {
      const { id } = await world.handOff(now, { to: by, ...given });
      await decline(world, id, { actor: actor(by) }, now);
    }
    return world
      .told()
      .slice(before)
      .filter((told) => told.endsWith(' declined') && told.startsWith('BOSS'));
  };

  test('is news for the manager beyond five of a seller in a day', async () => {
    const world = await salesTeam();
    await world.addMarketing();
    expect(await toldOf(world, 5)).toEqual([]);
    expect(await toldOf(world, 5, 'B')).toEqual([]);
    expect(await toldOf(world, 2)).toEqual(['BOSS declined', 'BOSS declined']);
    expect(await toldOf(world, 1, 'A', minutesAfter(MONDAY_9, 24 * 60))).toEqual(['BOSS declined']);
    expect(await toldOf(world, 1, 'A', minutesAfter(MONDAY_9, 24 * 60 + 1))).toEqual([]);
  });

  test('is no news for a manager who declined it, and is one message if they answer for it', async () => {
    const world = await salesTeam();
    await world.addMarketing();
    expect(await toldOf(world, 6, 'BOSS')).toEqual([]);
    expect(await toldOf(world, 6, 'A', MONDAY_9, { by: 'BOSS' })).toHaveLength(6);
  });
});
