/** Two months of proposed ride-alongs with two teams of twelve: people away, leaving and joining, calls moved and called off. */
import type { SeenMessage, WorkspaceSpec } from '@baton/sandbox';
import { expect, test } from 'vitest';
import { goAway } from '../../src/leads/routing/away.ts';
import { eq } from '../../src/platform/db/drizzle.ts';
import { rideAlongRitual } from '../../src/ride-alongs/ritual.ts';
import { rideAlongPairs, rideAlongPeople, rideAlongs } from '../../src/ride-alongs/table.ts';
import { skipCycle } from '../../src/rituals/acts.ts';
import { plannedCycle } from '../../src/rituals/queries.ts';
import { createScene } from '../support/scene.ts';
import { workspace } from '../support/test-app.ts';

const numbered = (prefix: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${prefix}${index + 1}`);
/** With sam, sue and max, and with mia and ada, each team has twelve people. */
const [moreSellers, moreMarketers] = [numbered('seller', 9), numbered('marketer', 10)];
const person = (name: string) => ({ realName: name, email: `${name}@northwind.example`, tz: 'Europe/Berlin' });
const large: WorkspaceSpec = {
  ...workspace,
  people: {
    ...workspace.people,
    ...Object.fromEntries([...moreSellers, ...moreMarketers, 'newcomer'].map((name) => [name, person(name)])),
  },
  channels: {
    ...workspace.channels,
    marketing: { members: ['mia', 'ada', ...moreMarketers] },
    sales: { members: ['sam', 'sue', 'max', ...moreSellers] },
  },
};

// A Monday; the first Tuesdays are December 1, January 5 and February 2.
const scene = createScene({ at: '2026-11-30T10:00:00Z', workspace: large });
const { as } = scene;
const deps = () => scene.app().baton.deps;

interface Named {
  id: number;
  seller: string;
  marketer: string;
  state: string;
  rideId: number | null;
  cycleId: number;
}
const nameOf = (id: string) => Object.entries(scene.app().slack.ids.people).find(([, each]) => each === id)?.[0] ?? id;
const pairs = (cycleId?: number): Named[] =>
  deps()
    .db.select()
    .from(rideAlongPairs)
    .orderBy(rideAlongPairs.id)
    .all()
    .map(({ sellerId, marketerId, ...pair }) => ({ ...pair, seller: nameOf(sellerId), marketer: nameOf(marketerId) }))
    .filter((pair) => cycleId === undefined || pair.cycleId === cycleId);
const asked = (who: string): SeenMessage[] =>
  as(who)
    .dm()
    .filter(({ text }) => text.includes('A ride-along this month'));
const message = (who: string): SeenMessage => asked(who).at(-1) ?? expect.fail(`${who} was not asked.`);
const files = (who: string): string[] =>
  as(who)
    .dm()
    .flatMap((one) => one.files);
const card = (title: string): SeenMessage =>
  as('ada')
    .sees('#marketing')
    .findLast(({ text, threadTs }) => text.startsWith(title) && threadTs === undefined) ??
  expect.fail(`There is no offer of ${title}.`);
const morning = async (day: string) => {
  await scene.travel(`${day}T08:00:30Z`);
  await scene.travel(`${day}T08:06:00Z`);
};
const rideOf = (id: number | null) =>
  deps()
    .db.select()
    .from(rideAlongs)
    .where(eq(rideAlongs.id, id ?? 0))
    .get();
const PATIENCE = { timeout: 20_000 };

let first: Named[] = [];
const picked = () => first.filter((_, index) => index % 3 === 0);

test('the first month asks everyone who is there and wants to, each once', { timeout: 120_000 }, async () => {
  const away = scene.app().slack.ids.people.seller1 ?? '';
  await deps().write((tx) => goAway(tx, away, { until: new Date('2026-12-20T08:00:00Z') }, deps().now()));
  await as('marketer1').command('/baton me', { in: '#marketing' });
  await scene.mustSubmit('marketer1', 'Notifications', { 'Proposed ride-alongs': 'Off' });
  await morning('2026-12-01');
  first = pairs();
  expect(first).toHaveLength(11);
  const people = first.flatMap(({ seller, marketer }) => [seller, marketer]);
  expect(new Set(people).size).toBe(22);
  expect(people).not.toContain('seller1');
  expect(people).not.toContain('marketer1');
  for (const who of people) expect(asked(who), who).toHaveLength(1);
});

test('calls are picked, moved and called off; a host leaves', { timeout: 120_000 }, async () => {
  for (const [index, { seller, marketer }] of first.entries()) {
    if (index % 3 === 1) await as(marketer).press(message(marketer), 'Not this month');
    if (index % 3 !== 0) continue;
    await as(seller).press(message(seller), 'Pick a call…');
    const day = `2026-12-0${2 + (index % 3)}`;
    await scene.mustSubmit(seller, 'Offer a ride-along', {
      'What is it about?': `Call of ${seller}`,
      'When?': new Date(`${day}T13:00:00Z`),
    });
    await expect.poll(() => files(marketer).length, PATIENCE).toBe(1);
  }
  const [moved, off, gone, stays] = picked() as [Named, Named, Named, Named];
  await as(moved.seller).choose(card(`Call of ${moved.seller}`), 'Change…');
  await scene.mustSubmit(moved.seller, 'Change ride-along', { 'When?': new Date('2026-12-08T13:00:00Z') });
  await as(off.seller).choose(card(`Call of ${off.seller}`), 'Call off…');
  await scene.mustSubmit(off.seller, 'Call off ride-along', { Reason: 'The buyer is ill' });
  scene.app().slack.admin.deactivate(gone.seller);
  // Slack is asked about people in roles every ten minutes.
  await scene.travel('2026-12-01T08:20:00Z');
  for (const one of [moved, off, gone]) await expect.poll(() => files(one.marketer).length, PATIENCE).toBe(2);
  expect(files(off.marketer)[1]).toContain('cancelled');
  expect(files(gone.marketer)[1]).toContain('cancelled');
  expect(files(stays.marketer)).toHaveLength(1);
});

test('after the calls that took place, riders are asked once', { timeout: 120_000 }, async () => {
  for (const day of ['2026-12-02', '2026-12-08']) {
    await morning(day);
    await scene.travel(`${day}T13:31:00Z`);
  }
  const [moved, off, gone, stays] = picked() as [Named, Named, Named, Named];
  const questions = (who: string) =>
    as(who)
      .dm()
      .filter(({ text }) => /How was it|Your debrief|did not ride/.test(text));
  for (const { marketer } of [moved, stays]) expect(questions(marketer), marketer).toHaveLength(1);
  for (const { marketer } of [off, gone]) expect(questions(marketer), marketer).toEqual([]);
  await as(stays.marketer).press(questions(stays.marketer)[0] as SeenMessage, 'I did not ride along');
  await as(moved.marketer).press(questions(moved.marketer)[0] as SeenMessage, 'Write debrief…');
  await scene.mustSubmit(moved.marketer, 'Debrief', { 'What surprised you?': 'They pay by invoice' });
  expect(card(`Call of ${moved.seller}`).thread()).toHaveLength(1);
});

test('a skipped month asks no one', { timeout: 120_000 }, async () => {
  const { keys } = deps();
  const cycleId = plannedCycle(deps().db, rideAlongRitual.key)?.id ?? 0;
  await deps().write((tx) =>
    skipCycle(tx, rideAlongRitual, { cycleId, by: 'test', reason: 'Trade fair', keys }, deps().now()),
  );
  await morning('2027-01-05');
  expect(pairs()).toHaveLength(11);
});

test('the next one begins with those who have ridden least, and repeats no pair that rode', {
  timeout: 120_000,
}, async () => {
  scene.app().slack.admin.invite('marketing', 'newcomer');
  await scene.app().settled();
  await morning('2027-02-02');
  const [moved, , gone] = picked() as [Named, Named, Named];
  const second = pairs().slice(11);
  const people = second.flatMap(({ seller, marketer }) => [seller, marketer]);
  // Eleven sellers are left, seller1 among them; the newcomer makes twelve marketers without marketer1.
  expect(second).toHaveLength(11);
  expect(new Set(people).size).toBe(22);
  expect(people).toContain('seller1');
  expect(people).toContain('newcomer');
  expect(people).not.toContain(gone.seller);
  // Twelve marketers for eleven sellers: the one who has ridden waits.
  expect(people).not.toContain(moved.marketer);
  const proposed = new Set(first.map(({ seller, marketer }) => `${seller} ${marketer}`));
  expect(second.filter(({ seller, marketer }) => proposed.has(`${seller} ${marketer}`))).toEqual([]);
  for (const who of people) expect(asked(who).length, who).toBeLessThanOrEqual(2);
  expect(
    pairs()
      .slice(0, 11)
      .map(({ state }) => state),
  ).not.toContain('proposed');
  for (const { rideId } of picked()) expect(rideOf(rideId)?.status).not.toBe('open');
  const withFile = deps().db.select().from(rideAlongPeople).where(eq(rideAlongPeople.hasFile, true)).all();
  const riding = withFile.filter(({ role }) => role === 'rider');
  for (const { rideId } of riding) expect(rideOf(rideId)?.status).toBe('over');
});
