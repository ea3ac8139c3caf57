/** The message of an import changes each three seconds, and homes follow what is added. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { checkImport, runImport } from '../../src/imports/start.ts';
import { undoImport } from '../../src/imports/undo.ts';
import { advance } from '../../src/imports/work.ts';
import { homeChanges } from '../../src/platform/changes/table.ts';
import { outbox } from '../../src/platform/outbox/table.ts';
import { importWorld, people, planFor } from './world.ts';

type World = Awaited<ReturnType<typeof importWorld>>;

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }));
afterEach(() => void vi.useRealTimers());

/** The rows that are done and the messages that wait after each slice, which takes `ms`. */
async function slices(world: World, ms: number) {
  const { db, work, id } = world;
  const seen: [position: number, messages: number][] = [];
  db.delete(outbox).run();
  work.onProgress = () => {
    seen.push([world.one().position, world.told('import_progress').length]);
    db.delete(outbox).run();
    vi.advanceTimersByTime(ms);
  };
  await advance(work, id);
  return seen;
}

describe.each([
  [3_000, 1],
  [2_999, 0],
])('with slices of %i ms, the message changes %i times before each', (ms, messages) => {
  test('of the dry run, which is saved then', async () => {
    const world = await importWorld(people(45));
    await world.write((tx) => checkImport(tx, { id: world.id, plan: planFor(world.team.id) }, world.now()));
    const saved = await slices(world, ms);
    expect(saved.slice(0, 2)).toEqual([
      [0, 0],
      [messages === 0 ? 0 : 40, messages],
    ]);
  });

  test('of the import, and of the undo', async () => {
    const world = await importWorld(people(45));
    await world.check();
    await world.write((tx) => runImport(tx, world.id, 20, world.now()));
    expect((await slices(world, ms)).slice(0, 2)).toEqual([
      [20, 0],
      [40, messages],
    ]);
    await world.write((tx) => undoImport(tx, world.id, world.now()));
    expect((await slices(world, ms)).slice(0, 2)).toEqual([
      [21, 0],
      [41, messages],
    ]);
  });
});

test('more rows go in one transaction where there is no other work', async () => {
  const world = await importWorld(people(45));
  world.work.rowsAtOnce = 45;
  await world.write((tx) => checkImport(tx, { id: world.id, plan: planFor(world.team.id) }, world.now()));
  expect(await slices(world, 0)).toHaveLength(1);
});

test('the homes of the team follow new leads, and nothing else', async () => {
  const world = await importWorld(people(2));
  await world.check();
  const homes = () =>
    world.db
      .select()
      .from(homeChanges)
      .all()
      .filter(({ people, teamId }) => people === '' && teamId === world.team.id).length;
  world.db.delete(homeChanges).run();
  await world.run();
  expect(homes()).toBe(1);
  const known = await importWorld([['Jane Doe', 'jane@gmail.com', 'Acme']]);
  await known.check();
  await known.handOff(known.now());
  known.db.delete(homeChanges).run();
  await known.run();
  expect(known.db.select().from(homeChanges).all()).toEqual([]);
});
