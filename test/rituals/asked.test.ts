/** A ritual that asks only some of those who take part, as a report card does when a side is too small. */
import { expect, test } from 'vitest';
import { participantsOf, runningCycle } from '../../src/rituals/queries.ts';
import { namedRitual, newWorld } from './world.ts';

test('people who take part and are not asked get no invitation and no reminder', async () => {
  const world = await newWorld('2026-11-30T10:00:00Z', (told) => {
    const { asks, ...ritual } = namedRitual(told);
    return [{ ...ritual, ...(asks && { asks: { ...asks, isAsked: (_, __, userId) => userId !== 'UMIA' } }) }];
  });
  await world.at('2026-11-30T10:00:00Z');
  await world.at('2026-12-08T08:00:10Z');
  const cycleId = runningCycle(world.db, 'named')?.id ?? 0;
  expect(participantsOf(world.db, cycleId).map(({ userId }) => userId)).toContain('UMIA');
  const asked = ['UMAX', 'UMEG', 'USAM', 'USUE'];
  const readers = () => world.post().map((line) => line.split(':')[0]);
  expect(readers().sort()).toEqual(asked);
  await world.at('2026-12-10T08:00:10Z');
  expect(readers().sort()).toEqual(asked);
});
