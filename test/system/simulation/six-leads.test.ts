/** The day of a seller with six leads, and of their manager: a Monday in Berlin. It prints the number of messages. */
import type { SeenMessage } from '@baton/sandbox';
import { expect, test } from 'vitest';
import { createScene } from '../../support/scene.ts';
import { workspace } from '../../support/test-app.ts';
import { repeatedLeads } from './repeats.ts';

const MORNING = Date.parse('2026-11-23T08:00:00Z');
const EVENING = Date.parse('2026-11-23T16:30:00Z');
const TICK_MS = 15 * 60_000;

// The Thursday before. Sam is the only seller.
const scene = createScene({
  at: '2026-11-19T09:00:00Z',
  workspace: { ...workspace, channels: { ...workspace.channels, sales: { members: ['sam', 'max'] } } },
});
const { as } = scene;
const today = (who: string): SeenMessage[] =>
  as(who)
    .dm()
    .filter(({ ts }) => Number(ts) * 1000 >= MORNING);

test('a seller gets at most three messages, each with something new, and the manager one in the morning', async () => {
  const { db } = scene.app().baton.deps;
  const lead = (number: number) => scene.newLead({ Name: `Lead ${String(number).padStart(2, '0')}` });
  const accept = (name: string) => scene.bring(name, 'accepted');
  const touch = async (name: string) => {
    await scene.press('sam', name, 'Log contact');
    await scene.mustSubmit('sam', 'Log contact');
  };

  // A deadline that was missed, for the manager's week.
  const missed = await accept(await lead(90));
  await scene.travel('2026-11-20T10:00:00Z');
  await touch(missed);
  await scene.travel('2026-11-20T15:40:00Z');
  const [one, two] = [await lead(1), await lead(2)];

  const acts: [time: string, act: () => Promise<unknown>][] = [
    ['08:30', () => accept(one)],
    ['08:35', () => accept(two)],
    ['08:40', async () => accept(await lead(3))],
    ['09:00', async () => accept(await lead(4))],
    ['09:30', () => touch(one)],
    ['09:45', () => touch(two)],
    ['10:10', async () => accept(await lead(5))],
    ['12:10', () => touch('Lead 03')],
    ['12:30', async () => lead(6)],
    ['13:30', () => accept('Lead 06')],
    ['14:10', () => touch('Lead 06')],
  ];
  for (let ms = MORNING; ms <= EVENING; ms += TICK_MS) {
    await scene.travel(new Date(ms + 10_000));
    const time = new Date(ms).toISOString().slice(11, 16);
    while (acts[0] && acts[0][0] <= time) await acts.shift()?.[1]();
  }

  const headings = (who: string) => today(who).map(({ text }) => scene.read(text).split('\n')[0]);
  console.log(JSON.stringify({ seller: headings('sam'), manager: headings('max') }, null, 1));
  expect(today('sam').length).toBeLessThanOrEqual(3);
  expect(repeatedLeads(db, today('sam'))).toEqual([]);
  // The morning list, and a reminder each for those that waited.
  expect(today('sam').length).toBeGreaterThan(1);
  expect(headings('max')).toEqual([':sunrise: Good morning. 1 missed deadline']);
  expect(Number(today('max')[0]?.ts) * 1000).toBeLessThan(MORNING + TICK_MS);
});
