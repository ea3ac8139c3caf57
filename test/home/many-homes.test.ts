/** A thousand open homes, without Slack. */
import { expect, onTestFinished, test } from 'vitest';
import { openHome } from '../../src/home/open.ts';
import { type HomesOptions, startHomes } from '../../src/home/publisher.ts';
import { noteChange } from '../../src/platform/changes/changes.ts';
import { homeChanges } from '../../src/platform/changes/table.ts';
import { openDatabase } from '../../src/platform/db/open.ts';
import { createWriter } from '../../src/platform/db/write.ts';
import { logLines } from '../support/log-lines.ts';
import { tempDatabase } from '../support/temp-database.ts';

const NOW = new Date('2026-11-19T09:00:00Z');
const people = Array.from({ length: 1000 }, (_, index) => `U${String(index).padStart(4, '0')}`);

/** Homes that show the number of calls of `changed`. Everyone is in team 1; the first person manages it. */
function fixtures(options: Partial<HomesOptions<number>> = {}) {
  const db = options.db ?? tempDatabase().db;
  const published: string[] = [];
  const underWay = new Set<string>();
  let version = 0;
  const homes = startHomes<number>({
    now: () => NOW,
    log: logLines().log,
    draw: async (userId) => ({
      view: version,
      teamIds: new Set([1]),
      managedIds: new Set(userId === people[0] ? [1] : []),
      changesAt: undefined,
    }),
    publish: async (userId) => {
      expect(underWay.has(userId)).toBe(false);
      underWay.add(userId);
      await new Promise((resolve) => setImmediate(resolve));
      underWay.delete(userId);
      published.push(userId);
      return undefined;
    },
    paceMs: 0,
    perMinute: 10_000_000,
    ...options,
    db,
  });
  onTestFinished(() => homes.stop());
  const write = createWriter(db);
  write.onCommit(homes.wake);
  return {
    homes,
    published,
    write,
    changed: (people: string[], teamId: number | null = null) => {
      version += 1;
      return write((tx) => noteChange(tx, { people, teamId }, NOW));
    },
  };
}

test('people concerned by a change come before their teams, and everyone is published', async () => {
  const { homes, published, changed } = fixtures();
  for (const userId of people) homes.open(userId);
  await homes.idle();
  expect(new Set(published).size).toBe(1000);
  published.length = 0;
  const own = ['U0999', 'U0500'];
  await changed(own, 1);
  await homes.idle();
  expect(new Set(published.slice(0, 3))).toEqual(new Set([...own, 'U0000']));
  expect(published).toHaveLength(1000);
});

test('a change of this process is noted in memory alone, and one of another process as a row', async () => {
  const { db } = tempDatabase();
  const { homes, published, changed, write } = fixtures({ db });
  for (const userId of people.slice(0, 5)) homes.open(userId);
  await homes.idle();
  published.length = 0;
  await changed(['U0001']);
  await homes.idle();
  expect(published).toEqual(['U0001']);
  expect(db.select().from(homeChanges).all()).toEqual([]);

  const other = openDatabase(db.$client.name);
  await createWriter(other)((tx) => noteChange(tx, { people: ['U0002'] }, NOW));
  other.$client.close();
  published.length = 0;
  await changed([]);
  await write(() => {});
  await homes.idle();
  expect(published).toEqual(['U0002']);
});

test('a change in a team publishes no home of another team', async () => {
  const { homes, published, changed } = fixtures();
  for (const userId of people.slice(0, 5)) homes.open(userId);
  await homes.idle();
  published.length = 0;
  await changed([], 2);
  await homes.idle();
  expect(published).toEqual([]);
});

test('all homes stay within the rate limit, and figures do not delay a home that a person opens', async () => {
  const { homes, published, changed } = fixtures({ perMinute: 90 });
  for (const userId of people.slice(0, 40)) homes.open(userId);
  while (published.length < 40) await new Promise((resolve) => setImmediate(resolve));
  await changed([], 1);
  for (let turn = 0; turn < 50; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  // A quarter of sixty is reserved: five more for figures, and the manager’s own.
  const sofar = published.length;
  expect(sofar).toBeGreaterThan(40);
  expect(sofar).toBeLessThanOrEqual(47);
  homes.open('U0900');
  while (!published.includes('U0900')) await new Promise((resolve) => setImmediate(resolve));
  expect(published.length).toBeLessThanOrEqual(sofar + 2);
});

test('a home that its person opens does not wait for its pace, and one that changes does', async () => {
  const { homes, published, changed } = fixtures({ paceMs: 60_000 });
  homes.open('U0001');
  homes.open('U0002');
  await expect.poll(() => published).toHaveLength(2);
  await changed(['U0001', 'U0002']);
  homes.open('U0001');
  await expect.poll(() => published).toHaveLength(3);
  expect(published.at(-1)).toBe('U0001');
});

test('the homes that people open are the last to wait for the rate limit', async () => {
  const { homes, published, changed } = fixtures({ perMinute: 90 });
  for (const userId of people.slice(0, 45)) homes.open(userId);
  await expect.poll(() => published).toHaveLength(45);
  await changed(people.slice(0, 45));
  for (let turn = 0; turn < 50; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  // An eighth of sixty is kept for those who open theirs.
  expect(published.length).toBeLessThanOrEqual(54);
  homes.open('U0900');
  homes.open('U0901');
  await expect.poll(() => published).toEqual(expect.arrayContaining(['U0900', 'U0901']));
});

test('after a restart each open home is checked once', async () => {
  const { db } = tempDatabase();
  await createWriter(db)((tx) => {
    openHome(tx, 'U0001', { at: NOW, fresh: true });
    openHome(tx, 'U0002', { at: new Date(NOW.getTime() - 13 * 3_600_000), fresh: true });
  });
  const { homes, published } = fixtures({ db });
  await homes.idle();
  expect(published).toEqual(['U0001']);
});
