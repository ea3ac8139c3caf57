/** Two months of managers who meet, on the cycle of all rituals. */
import { expect, test } from 'vitest';
import { headsRitual } from '../../src/introductions/ritual.ts';
import { headPairs } from '../../src/introductions/table.ts';
import { goAway } from '../../src/leads/routing/away.ts';
import { skipCycle } from '../../src/rituals/acts.ts';
import { lastCycle, plannedCycle } from '../../src/rituals/queries.ts';
import { allTeams } from '../../src/teams/queries.ts';
import { saveTeam } from '../../src/teams/save.ts';
import { newWorld } from '../rituals/world.ts';

test('managers meet on the first Wednesday: not in a skipped month, not while away, and a new manager takes over', async () => {
  const world = await newWorld('2026-11-30T10:00:00Z', () => [headsRitual]);
  const pairs = () => world.db.select().from(headPairs).all();
  const met = () => pairs().map(({ salesId, marketingId }) => `${salesId} ${marketingId}`);
  await world.at('2026-11-30T10:00:00Z');
  await world.at('2026-12-02T08:00:10Z');
  expect(met()).toEqual(['UMAX UMEG']);
  expect(plannedCycle(world.db, 'heads')?.dueAt).toEqual(new Date('2027-01-06T08:00:00Z'));

  const cycleId = plannedCycle(world.db, 'heads')?.id ?? 0;
  const skip = { cycleId, by: 'UMAX', reason: null, keys: world.keys };
  await world.write((tx) => skipCycle(tx, headsRitual, skip, world.now()));
  await world.at('2027-01-06T08:00:10Z');
  expect(met()).toHaveLength(1);

  const marketing = allTeams(world.db).find(({ kind }) => kind === 'marketing');
  await world.write((tx) => {
    if (marketing) saveTeam(tx, { ...marketing, managerId: 'UMIA' }, { id: marketing.id, by: 'test' }, world.now());
  });
  await world.at('2027-02-03T08:00:10Z');
  expect(met()).toEqual(['UMAX UMEG', 'UMAX UMIA']);

  await world.write((tx) => goAway(tx, 'UMAX', { until: null }, world.now()));
  await world.at('2027-03-03T08:00:10Z');
  expect(lastCycle(world.db, 'heads')).toMatchObject({
    status: 'skipped',
    reason: 'One side has no manager who can meet.',
  });
  expect(met()).toHaveLength(2);
});
