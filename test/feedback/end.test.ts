/** The end of a survey: its outcome, its reminders, and the follow-up of its author. */
import { beforeEach, describe, expect, test } from 'vitest';
import { isActionWanted } from '../../src/feedback/action.ts';
import { closeDueRounds, closeRound, dropRound, extendRound } from '../../src/feedback/close.ts';
import { reminderKey } from '../../src/feedback/posted.ts';
import { remindOfFeedback } from '../../src/feedback/remind.ts';
import { openRitualRounds, roundsOfCycle } from '../../src/feedback/ritual-rounds.ts';
import { summaryOf } from '../../src/feedback/summary.ts';
import { feedbackBoxes, feedbackResults, type Round } from '../../src/feedback/table.ts';
import { homeChanges } from '../../src/platform/changes/table.ts';
import { createKeys } from '../../src/platform/crypto/keys.ts';
import { savePosted } from '../../src/platform/outbox/posted-messages.ts';
import { CLOSES, later, newWorld, opening, peopleOf, RATING, START, type World } from './world.ts';

let world: World;
beforeEach(() => {
  world = newWorld();
});

const anonymous = { isAnonymous: true };
const close = ({ id }: Round, now = START, keys = world.keys) => world.write((tx) => closeRound(tx, keys, id, now));
async function answered(letters: string, more: Parameters<World['open']>[0] = {}): Promise<Round> {
  const round = await world.open(more);
  for (const letter of letters) await world.answer(round, letter);
  return round;
}
const PLACE = { channel: 'D1', ts: '1' };

describe('a survey that closes', () => {
  test.each<[string, string, boolean, object]>([
    ['by name, with an answer', 'A', false, { outcome: 'summary', answered: 1 }],
    ['by name, without one', '', false, { outcome: 'too_few', answered: 0 }],
    ['without names, with enough answers', 'ABCDE', true, { outcome: 'summary', answered: 5 }],
    ['without names, with too few, not even their number', 'ABCD', true, { outcome: 'too_few', answered: null }],
  ])('%s', async (_, letters, isAnonymous, ending) => {
    const round = await answered(letters, { isAnonymous });
    world.post();
    await close(round);
    const isSummary = 'outcome' in ending && ending.outcome === 'summary';
    expect(world.now(round)).toMatchObject({
      ...{ ...ending, closedAt: START, keyName: null, remindAt: null },
      // The second morning after it.
      actionRemindAt: isSummary ? new Date('2026-12-02T09:00:00Z') : null,
    });
    expect(summaryOf(world.db, world.now(round))?.results.answered).toBe(isSummary ? letters.length : undefined);
    expect(world.db.select().from(feedbackResults).all()).toHaveLength(isSummary && isAnonymous ? 1 : 0);
    expect(isActionWanted(world.db, world.now(round))).toBe(isSummary);
    const people = [...'ABCDE'].map((letter) => `request U${letter}`);
    expect(world.post()).toEqual(['card UMIA', ...people, 'summary UMIA']);
  });

  test('without its key says so, and has nothing to follow up', async () => {
    const round = await answered('ABCDE', anonymous);
    await close(round, START, createKeys(':memory:'));
    expect(world.now(round)).toMatchObject({ outcome: 'lost', answered: null, actionRemindAt: null });
    const another = await world.open({ ...anonymous, asked: peopleOf('JKLMN') });
    world.db.delete(feedbackBoxes).run();
    await close(another);
    expect(world.now(another)).toMatchObject({ outcome: 'lost' });
  });

  test('does so once', async () => {
    const round = await answered('A');
    await close(round);
    world.post();
    await close(round, CLOSES);
    expect([world.now(round).closedAt, world.post()]).toEqual([START, []]);
  });

  test('does so by itself at its end', async () => {
    const [first, second] = [await world.open(), await world.open({ closesAt: later(1) })];
    const closeDue = (now: Date) => world.write((tx) => closeDueRounds(tx, world.keys, now));
    await closeDue(new Date(CLOSES.getTime() - 1));
    expect(world.now(first).closedAt).toBeNull();
    await closeDue(CLOSES);
    expect([first, second].map((one) => world.now(one).closedAt)).toEqual([CLOSES, null]);
  });

  test('by name shows the sides of the people who answered, in the order of their answers', async () => {
    const round = await world.open({ asked: [...peopleOf('Ab'), { userId: 'UN', side: null }] });
    for (const [minute, letter] of [...'NbA'].entries()) {
      await world.answer(round, letter, [1, letter], new Date(START.getTime() + minute * 60_000));
    }
    expect(summaryOf(world.db, world.now(round))).toBeUndefined();
    await close(round);
    expect(summaryOf(world.db, world.now(round))?.results.questions).toEqual([
      { tally: { all: [0, 3, 0, 0], sales: [0, 1, 0, 0], marketing: [0, 1, 0, 0], others: [0, 1, 0, 0] } },
      { words: ['N', 'b', 'A'].map((words) => ({ words, userId: `U${words}` })) },
    ]);
  });
});

test('a ritual closes without a message and a follow-up, and one that is dropped is deleted unread', async () => {
  const round = (letters: string) => ({
    ...opening({ asked: peopleOf(letters), questions: [RATING] }),
    teamId: null as never,
    cycleId: 7,
    about: letters,
  });
  await world.write((tx) => openRitualRounds(tx, world.keys, [round('ABCDE'), round('JKLMN')], START));
  const [closed, dropped] = roundsOfCycle(world.db, 7) as [Round, Round];
  world.db.delete(homeChanges).run();
  await close(closed);
  expect(world.now(closed)).toMatchObject({ closedAt: START, outcome: 'too_few', actionRemindAt: null });
  expect(world.db.select().from(feedbackBoxes).all()).toHaveLength(1);
  await world.write((tx) => dropRound(tx, world.keys, dropped, CLOSES));
  expect(world.now(dropped)).toMatchObject({ closedAt: CLOSES, outcome: 'too_few', keyName: null });
  expect(world.db.select().from(feedbackBoxes).all()).toEqual([]);
  await world.write((tx) => dropRound(tx, world.keys, world.now(closed), CLOSES));
  expect(world.now(closed).closedAt).toEqual(START);
  expect([world.post(), world.db.select().from(homeChanges).all()]).toEqual([[], []]);
});

describe('the end of a survey is moved', () => {
  const extend = ({ id }: Round, until: Date, now = START) => world.write((tx) => extendRound(tx, id, until, now));

  test('with its reminder, on all messages', async () => {
    const round = await world.open();
    world.post();
    await extend(round, CLOSES);
    expect(world.post()).toEqual([]);
    await extend(round, later(4));
    expect(world.now(round)).toMatchObject({ closesAt: later(4), remindAt: new Date('2026-12-08T09:00:00Z') });
    expect(world.post()).toEqual(['card UMIA', ...[...'ABCDE'].map((letter) => `request U${letter}`)]);
  });

  test('without another reminder for people who were reminded', async () => {
    const round = await world.open();
    const morning = new Date('2026-12-04T09:00:00Z');
    world.post();
    await world.write((tx) => remindOfFeedback(tx, new Date(morning.getTime() - 1)));
    expect(world.post()).toEqual([]);
    await world.write((tx) => remindOfFeedback(tx, morning));
    expect(world.post()).toEqual([...'ABCDE'].map((letter) => `reminder U${letter}`));
    await world.write((tx) => savePosted(tx, reminderKey({ roundId: round.id, userId: 'UA' }), PLACE));
    await extend(round, later(4), morning);
    expect(world.now(round).remindAt).toBeNull();
    expect(world.post()).toContain('reminder UA');
    await world.write((tx) => remindOfFeedback(tx, later(3)));
    expect(world.post()).toEqual([]);
  });

  test('not to an impossible time, nor after it closed', async () => {
    const round = await world.open();
    await expect(extend(round, START)).rejects.toThrow('Give people at least an hour.');
    expect(world.now(round).closesAt).toEqual(CLOSES);
    await close(round);
    await expect(extend(round, later(4))).rejects.toThrow('This survey has closed and its results are out.');
  });
});
