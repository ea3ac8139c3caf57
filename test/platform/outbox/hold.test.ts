/** Messages that wait for the working time of their readers. */
import { expect, test } from 'vitest';
import { say, setting } from './fixtures.ts';

const EVENING = Date.parse('2026-11-19T20:00:00Z');
const MORNING = Date.parse('2026-11-20T08:00:00Z');

async function atNight() {
  let at = EVENING;
  const one = await setting({
    now: () => new Date(at),
    quietUntil: (_db, { to }, now) => (to.startsWith('U') && now.getTime() < MORNING ? new Date(MORNING) : undefined),
  });
  const sunrise = async () => {
    at = MORNING;
    one.poster.wake();
    await one.poster.idle();
  };
  return { ...one, sunrise };
}

test('a message to a person waits, and holds up no channel', async () => {
  const { announce, poster, person, channel, texts, rows, sunrise } = await atNight();
  await announce(say(person.ann, 'for Ann'), say(channel.sales, 'for all'));
  await poster.idle();
  expect(texts(channel.sales)).toEqual(['for all']);
  expect(rows().map(({ state, attempts }) => ({ state, attempts }))).toEqual([
    { state: 'waiting', attempts: 0 },
    { state: 'sent', attempts: 1 },
  ]);
  await sunrise();
  expect(rows().map(({ state }) => state)).toEqual(['sent', 'sent']);
});

test('equal messages of a night become one, with all of their lists; others stay apart', async () => {
  const { announce, poster, person, rows, sunrise, told } = await atNight();
  const news = (words: string, ids: number[]) => ({
    kind: 'say',
    payload: { to: person.ann, words, ids },
    orderingKey: person.ann,
  });
  await announce(news('changed', [1]));
  await poster.idle();
  await announce(news('changed', [2, 1]), news('left', [3]));
  await poster.idle();
  expect(
    rows()
      .filter(({ state }) => state === 'waiting')
      .map(({ payload }) => payload),
  ).toMatchObject([
    { words: 'changed', ids: [1, 2] },
    { words: 'left', ids: [3] },
  ]);
  await sunrise();
  expect(told().map(({ words }) => words)).toEqual(['changed', 'left']);
});

test('a message whose call failed waits as well, once it is outside of working time', async () => {
  let at = EVENING - 4 * 3_600_000;
  const { sandbox, announce, poster, person, rows } = await setting({
    now: () => new Date(at),
    quietUntil: (_db, _posting, now) => (now.getTime() >= EVENING ? new Date(MORNING) : undefined),
  });
  const outage = sandbox.faults.calls(
    { kind: 'error', error: 'internal_error' },
    { method: 'chat.postMessage', times: 999 },
  );
  await announce(say(person.ann, 'for Ann'));
  await expect.poll(() => rows()[0]?.attempts).toBeGreaterThan(0);
  at = EVENING;
  await expect.poll(() => rows()[0]?.state).toBe('waiting');
  outage.lift();
  await poster.idle();
  expect(rows()[0]).toMatchObject({ state: 'waiting', notBefore: new Date(MORNING) });
});
