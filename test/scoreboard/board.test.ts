/** The scoreboard of a period: its requests and rates, and when it is over, ripe and comparable. */
import { expect, test } from 'vitest';
import { currencyRates } from '../../src/currency/table.ts';
import { contentRequests, requestHistory } from '../../src/requests/table.ts';
import { catchUp } from '../../src/scoreboard/catch-up.ts';
import { type BoardChoice, readBoard } from '../../src/scoreboard/read.ts';
import { ripeDays } from '../../src/scoreboard/settings.ts';
import { requestIn } from '../requests/requests.ts';
import { createWorld, play, START } from './world.ts';

const MARCH: BoardChoice = { view: 'activity', period: { first: '2026-03-01', last: '2026-03-31' } };
/** The end of March in Berlin. */
const END = new Date('2026-03-31T22:00:00Z');
const before = (at: Date) => new Date(at.getTime() - 1);

test('requests belong to all leads and to those of a team', async () => {
  const { db, teamIds } = await createWorld();
  const has = (more: Partial<BoardChoice>) => readBoard(db, { ...MARCH, ...more }, START).requests !== undefined;
  expect([has({}), has({ teamId: teamIds[1] })]).toEqual([true, true]);
  expect([has({ source: 'Webinar' }), has({ campaign: '' })]).toEqual([false, false]);
  expect(has({ person: { id: 'MIA', as: 'marketer' } })).toBe(false);
});

test('a claim has its speed: half of the requests were as quick, and nine of ten', async () => {
  const { db, marketingId } = await createWorld();
  for (const minutes of [1, 1, 1, 9, 90]) {
    const { id: _, ...row } = requestIn('new', { teamId: marketingId });
    const { id: requestId } = db.insert(contentRequests).values(row).returning().get();
    for (const [kind, after] of [
      ['asked', 0],
      ['claimed', minutes],
    ] as const) {
      const at = new Date(START.getTime() + after * 60_000);
      db.insert(requestHistory).values({ requestId, kind, at, statusAfter: 'new' }).run();
    }
  }
  const board = readBoard(db, MARCH, END);
  expect(board.speed).toMatchObject({ claim: { median: 1, p90: 90 }, deliver: { median: undefined } });
  expect(board.requests).toMatchObject({ requested: 5, claimed: 5, delivered: 0 });
});

test('rates are those of the last day, or of today while the period runs', async () => {
  const { db } = await createWorld();
  const rate = { currency: 'USD', base: 'EUR', by: 'BOSS', at: START };
  for (const [appliesFrom, value] of [
    ['2026-03-05', 0.5],
    ['2026-03-20', 0.6],
    ['2026-04-05', 0.7],
  ] as const)
    db.insert(currencyRates)
      .values({ ...rate, appliesFrom, rate: value })
      .run();
  const rates = (now: string) => readBoard(db, MARCH, new Date(now)).rates.map((one) => one.rate);
  expect(rates('2026-03-10T12:00:00Z')).toEqual([0.5]);
  expect(rates('2026-05-01T12:00:00Z')).toEqual([0.6]);
});

test('a period is over at its end, and ripe so many days later', async () => {
  const { db } = await createWorld();
  const ripe = new Date(END.getTime() + ripeDays.default * 86_400_000);
  const read = (now: Date) => {
    const { isOver, isRipe } = readBoard(db, MARCH, now);
    return [isOver, isRipe];
  };
  expect([before(END), END, before(ripe), ripe].map(read)).toEqual([
    [false, false],
    [true, false],
    [true, false],
    [true, true],
  ]);
});

test('a period is compared when there was a lead by the beginning of the one before', async () => {
  const world = await createWorld();
  await play(world, { act: 'handOff', waitMinutes: 1, lead: 0, who: 0, n: 0 });
  await catchUp(world);
  const february = new Date('2026-01-31T23:00:00Z');
  const compared = (firstAt: Date) => {
    world.db.$client.exec(`update scoreboard_leads set handed_off_at = ${firstAt.getTime()}`);
    return readBoard(world.db, MARCH, END).before !== undefined;
  };
  expect([compared(february), compared(new Date(february.getTime() + 1))]).toEqual([true, false]);
});
