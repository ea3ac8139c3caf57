/** Each month proposes pairs; a seller picks a call, or one of them says not this month. */
import type { SeenMessage } from '@baton/sandbox';
import { expect, test } from 'vitest';
import { eq } from '../../../src/platform/db/drizzle.ts';
import { rideAlongPairs } from '../../../src/ride-alongs/table.ts';
import { createScene } from '../../support/scene.ts';

// A Monday. The first Tuesday of December is the next day; work begins at 9:00 in Berlin.
const scene = createScene({ at: '2026-11-30T10:00:00Z' });
const { as } = scene;
const deps = () => scene.app().baton.deps;

const asked = (who: string): SeenMessage[] =>
  as(who)
    .dm()
    .filter(({ text }) => text.includes('A ride-along this month'));
const message = (who: string): SeenMessage => {
  const found = asked(who).at(-1);
  if (!found) throw new Error(`${who} was not asked.`);
  return found;
};
/** As names, the sellers first. */
const pairs = () => {
  const { people } = scene.app().slack.ids;
  const nameOf = (id: string) => Object.entries(people).find(([, each]) => each === id)?.[0] ?? id;
  return deps()
    .db.select()
    .from(rideAlongPairs)
    .orderBy(rideAlongPairs.id)
    .all()
    .map(({ sellerId, marketerId, state }) => ({ seller: nameOf(sellerId), marketer: nameOf(marketerId), state }));
};
const pair = (index: number) => {
  const found = pairs()[index];
  if (!found) throw new Error('There are fewer pairs.');
  return found;
};
const month = async (morning: string) => {
  await scene.travel(`${morning}T08:00:30Z`);
  await scene.travel(`${morning}T08:06:00Z`);
};

test('a person who wants none is left out; each pair hears of it once', async () => {
  await as('max').command('/baton me', { in: '#sales' });
  await scene.mustSubmit('max', 'Notifications', { 'Proposed ride-alongs': 'Off' });
  await month('2026-12-01');
  await scene.travel('2026-12-01T10:00:00Z');
  expect(pairs()).toHaveLength(2);
  expect(
    pairs()
      .map(({ seller }) => seller)
      .sort(),
  ).toEqual(['sam', 'sue']);
  expect(
    pairs()
      .map(({ marketer }) => marketer)
      .sort(),
  ).toEqual(['ada', 'mia']);
  for (const who of ['sam', 'sue', 'mia', 'ada']) expect(asked(who), who).toHaveLength(1);
  expect(asked('max')).toEqual([]);
  const { seller, marketer } = pair(0);
  expect(scene.read(message(seller).text)).toContain(
    `Take @${marketer} along to one of your calls. You have never met a buyer together.`,
  );
  expect(message(seller).buttons).toEqual(['Pick a call…', 'Not this month']);
  expect(message(marketer).buttons).toEqual(['Not this month']);
});

test('the seller picks a call: the marketer has the seat and the file, and both see it', async () => {
  const { seller, marketer } = pair(0);
  await as(seller).press(message(seller), 'Pick a call…');
  const wrong = { 'What is it about?': 'First call', 'Who rides along?': 'max' };
  expect(await scene.submit(seller, 'Offer a ride-along', wrong)).toEqual({
    ok: false,
    errors: { 'Who rides along?': 'They are not in marketing.' },
  });
  await scene.mustSubmit(seller, 'Offer a ride-along', { 'Who rides along?': marketer });
  await expect.poll(() => as(marketer).dm().at(-1)?.files, { timeout: 5_000 }).toEqual(['ride-along-1.ics']);
  for (const who of [seller, marketer]) {
    expect(message(who).text).toContain('First call');
    expect(message(who).buttons).toEqual([]);
  }
  expect(pairs()[0]?.state).toBe('picked');
});

test('not this month is said by either, once', async () => {
  const { seller, marketer } = pair(1);
  await as(marketer).press(message(marketer), 'Not this month');
  await scene.app().settled();
  expect(scene.read(message(seller).text)).toContain(`@${marketer}: they said not this month.`);
  expect(message(seller).buttons).toEqual([]);
});

test('only a seller who has not answered is reminded, once', async () => {
  const { seller } = pair(1);
  await deps().write((tx) =>
    tx.update(rideAlongPairs).set({ state: 'proposed', declinedBy: null }).where(eq(rideAlongPairs.id, 2)).run(),
  );
  await month('2026-12-08');
  await scene.travel('2026-12-08T09:00:00Z');
  const threads = ['sam', 'sue'].map((who) => [who, message(who).thread().length]);
  expect(threads).toEqual(['sam', 'sue'].map((who) => [who, who === seller ? 1 : 0]));
});
