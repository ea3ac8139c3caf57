import { expect, test } from 'vitest';
import { catchUp } from '../../src/scoreboard/catch-up.ts';
import { countRows } from '../../src/scoreboard/count-rows.ts';
import { figureKeys } from '../../src/scoreboard/figures.ts';
import { keepTallies } from '../../src/scoreboard/keep-tallies.ts';
import { talliesOf } from '../../src/scoreboard/kept-tallies.ts';
import { boardViews } from '../../src/scoreboard/scope.ts';
import { partsIn } from '../../src/scoreboard/tallies.ts';
import { createWorld, play, START, type Turn } from './world.ts';

const HOUR_MS = 3_600_000;

test('a period of kept days is exact, at whichever hours of the day it begins and ends', async () => {
  const world = await createWorld();
  const acts: Turn['act'][] = ['handOff', 'accept', 'touch', 'qualify', 'win'];
  for (let n = 0; n < 100; n += 1) {
    // Every hour of the day has its acts: 61 minutes lie between two.
    const lead = Math.floor(n / acts.length);
    await play(world, { act: acts[n % acts.length] ?? 'handOff', waitMinutes: 61, lead, who: n, n: 1 });
  }
  await catchUp(world);
  const now = new Date(world.now.getTime() + 48 * HOUR_MS);
  await keepTallies({ ...world, now: () => now });
  for (const view of boardViews) {
    for (let hour = 0; hour < 24; hour += 1) {
      const from = new Date(START.getTime() + (24 + hour) * HOUR_MS);
      const scope = { view, from, to: new Date(from.getTime() + (48 + 5 * (hour % 7)) * HOUR_MS) };
      const [kept, counted] = [talliesOf(world.db, scope), countRows(world.db, scope)];
      for (const key of figureKeys) {
        expect(partsIn(kept.figures, key), `${view} ${key} from ${hour}`).toEqual(partsIn(counted.figures, key));
      }
      expect(Object.keys(kept.source).sort()).toEqual(Object.keys(counted.source).sort());
    }
  }
});
