/** Answers to surveys: by whom, until when, and in what form they are stored. */
import { beforeEach, describe, expect, test } from 'vitest';
import { destroySpentKeys } from '../../src/feedback/anonymous.ts';
import { answerAnonymously, answerByName, hasAnswered, requireOpenFor } from '../../src/feedback/answer.ts';
import { closeRound } from '../../src/feedback/close.ts';
import { reminderKey } from '../../src/feedback/posted.ts';
import { openRitualRounds, roundsOfCycle } from '../../src/feedback/ritual-rounds.ts';
import { summaryOf } from '../../src/feedback/summary.ts';
import { feedbackAnswers, feedbackBoxes, feedbackPseudonyms, type Round } from '../../src/feedback/table.ts';
import { homeChanges } from '../../src/platform/changes/table.ts';
import { createKeys } from '../../src/platform/crypto/keys.ts';
import type { Db } from '../../src/platform/db/open.ts';
import type { AnonymousTx } from '../../src/platform/db/write-anonymously.ts';
import { savePosted } from '../../src/platform/outbox/posted-messages.ts';
import { CLOSES, COMMENT, newWorld, peopleOf, RATING, START, type World } from './world.ts';

let world: World;
beforeEach(() => {
  world = newWorld();
});

const beforeEnd = new Date(CLOSES.getTime() - 1);
const anonymous = { isAnonymous: true };
const seal = ({ id: roundId }: Round, userId: string, cycleId?: number, keys = world.keys) =>
  world.write((tx) => {
    const given = { roundId, userId, answers: [0, null], ...(cycleId !== undefined && { cycleId }) };
    answerAnonymously(tx as Db as AnonymousTx, keys, given, START);
  });
const card = () => ({
  ...{ cycleId: 7, about: 'Card', asked: peopleOf('VWXYZ'), questions: [RATING], closesAt: CLOSES },
  ...{ teamId: null as never, zone: 'UTC' },
});
async function ritualRound(): Promise<Round> {
  await world.write((tx) => openRitualRounds(tx, world.keys, [card()], START));
  return roundsOfCycle(world.db, 7)[0] as Round;
}

describe('a survey takes answers', () => {
  test('of the people who were asked, until it closes', async () => {
    const round = await world.open();
    const may = (userId: string, now: Date) => () => requireOpenFor(world.db, { roundId: round.id, userId }, now);
    expect(may('UA', beforeEnd)()).toMatchObject({ id: round.id });
    expect(may('UZ', beforeEnd)).toThrow('You were not asked in this survey.');
    expect(may('UA', CLOSES)).toThrow(
      /^This survey closed .*2026.* and takes no more answers.*and send it to <@UMIA>\.$/,
    );
    await world.write((tx) => closeRound(tx, world.keys, round.id, START));
    expect(may('UA', beforeEnd)).toThrow(/^This survey closed .*1796032800/);
  });

  test('of a ritual only in its cycle, and a closed one sends no one to its author, who is Baton', async () => {
    const [round, survey] = [await ritualRound(), await world.open()];
    const may = ({ id: roundId }: Round, cycleId: number | undefined, now = beforeEnd) => {
      const of = cycleId === undefined ? {} : { cycleId };
      return () => requireOpenFor(world.db, { roundId, userId: 'UV', ...of }, now);
    };
    expect(may(round, 7)()).toMatchObject({ cycleId: 7 });
    for (const cycleId of [undefined, 8]) expect(may(round, cycleId)).toThrow('This survey is no longer available.');
    expect(may(survey, 7)).toThrow('This survey is no longer available.');
    expect(may(round, 7, CLOSES)).toThrow(/^This closed .* in the form: you can copy it\.$/);
  });
});

describe('an answer by name', () => {
  test('replaces the earlier one, and shows on the messages and homes of both people', async () => {
    const round = await world.open();
    world.post();
    world.db.delete(homeChanges).run();
    await world.answer(round, 'A', [1, 'Too slow']);
    await world.answer(round, 'A', [2, null], beforeEnd);
    expect(world.db.select().from(feedbackAnswers).all()).toEqual([
      { roundId: round.id, userId: 'UA', answers: [2, null], at: beforeEnd },
    ]);
    expect(world.post()).toEqual(['card UMIA', 'request UA']);
    expect(world.db.select().from(homeChanges).all()).toMatchObject([{ people: 'UA UMIA' }, { people: 'UA UMIA' }]);
    expect(['UA', 'UB'].map((id) => hasAnswered(world.db, world.keys, round, id))).toEqual([true, false]);
  });

  test('shows on a reminder that was posted', async () => {
    const round = await world.open();
    world.post();
    const key = reminderKey({ roundId: round.id, userId: 'UA' });
    await world.write((tx) => savePosted(tx, key, { channel: 'D1', ts: '1' }));
    await world.answer(round, 'A');
    await world.answer(round, 'B');
    expect(world.post()).toEqual(['card UMIA', 'reminder UA', 'request UA', 'request UB']);
  });

  test('is not taken by a survey without names, nor late', async () => {
    const given = { userId: 'UA', answers: [1, null] };
    const { id: roundId } = await world.open(anonymous);
    await expect(world.write((tx) => answerByName(tx, { roundId, ...given }, START))).rejects.toThrow(TypeError);
    const named = await world.open();
    await expect(world.answer(named, 'A', [1, null], CLOSES)).rejects.toThrow('takes no more answers');
    expect(world.db.select().from(feedbackAnswers).all()).toEqual([]);
  });
});

describe('an answer without a name', () => {
  test('is the first one of each person, sealed until the end, and leaves no name, message or change', async () => {
    const round = await world.open({ ...anonymous, asked: peopleOf('ABCDEvwxyz') });
    world.post();
    world.db.delete(homeChanges).run();
    const sealed = () => world.db.select().from(feedbackBoxes).all()[0]?.sealed.toString('hex');
    const empty = sealed();
    await world.answer(round, 'A', [0, 'first']);
    const once = sealed();
    await world.answer(round, 'A', [3, 'second']);
    expect([empty === once, sealed() === once]).toEqual([false, true]);
    const answered = () => ['UA', 'UB', 'UZ'].map((id) => hasAnswered(world.db, world.keys, round, id));
    expect(answered()).toEqual([true, false, false]);
    expect(world.post()).toEqual([]);
    expect(world.db.select().from(homeChanges).all()).toEqual([]);
    for (const letter of 'BCDEvwxyz') await world.answer(round, letter, [letter < 'a' ? 0 : 3, null]);
    await world.write((tx) => closeRound(tx, world.keys, round.id, START));
    const { results } = summaryOf(world.db, world.now(round)) ?? {};
    // Their sides were sealed with them.
    expect(results?.questions).toEqual([
      { tally: { all: [5, 0, 0, 5], sales: [5, 0, 0, 0], marketing: [0, 0, 0, 5], others: null } },
      { words: [{ words: 'first', userId: null }] },
    ]);
    for (const table of [feedbackBoxes, feedbackPseudonyms]) expect(world.db.select().from(table).all()).toEqual([]);
  });

  test('has its place in one of several boxes of a big survey, also the longest one', async () => {
    const texts = Array.from({ length: 5 }, (_, index) => ({ ...COMMENT, text: `Why ${index}?` }));
    const asked = Array.from({ length: 60 }, (_, index) => ({ userId: `U${index}`, side: 'marketing' as const }));
    const round = await world.open({ ...anonymous, asked, questions: [RATING, ...texts] });
    expect(world.db.select().from(feedbackBoxes).all().length).toBeGreaterThan(1);
    for (const { userId } of asked)
      await world.answer(round, userId.slice(1), [3, ...texts.map(() => '€'.repeat(1000))]);
    await world.write((tx) => closeRound(tx, world.keys, round.id, START));
    expect(world.now(round)).toMatchObject({ outcome: 'summary', answered: 60 });
  });

  test('is refused once the key, the box or the place of the person is lost', async () => {
    const [round, ritual] = [await world.open(anonymous), await ritualRound()];
    const lost = createKeys(':memory:');
    await expect(seal(round, 'UA', undefined, lost)).rejects.toThrow(
      'was lost. Please ask <@UMIA> to start a new survey.',
    );
    await expect(seal(ritual, 'UV', 7, lost)).rejects.toThrow('was lost. Please ask a manager to start a new survey.');
    expect(hasAnswered(world.db, lost, round, 'UA')).toBe(false);
    world.db.delete(feedbackBoxes).run();
    await expect(seal(round, 'UA')).rejects.toThrow('was lost');
    const another = await world.open({ ...anonymous, asked: peopleOf('JKLMN') });
    world.db.delete(feedbackPseudonyms).run();
    await expect(seal(another, 'UJ')).rejects.toThrow('was lost');
  });
});

test('the keys of open surveys stay, and those of closed ones are destroyed; others are not touched', async () => {
  const [open, closed] = [await world.open(anonymous), await world.open({ ...anonymous, asked: peopleOf('JKLMN') })];
  await world.open({ asked: peopleOf('A') });
  world.keys.require('ritual-1');
  destroySpentKeys(world.db, world.keys);
  expect(world.keys.names().sort()).toEqual(['ritual-1', open.keyName, closed.keyName].sort());
  await world.write((tx) => closeRound(tx, world.keys, closed.id, START));
  destroySpentKeys(world.db, world.keys);
  expect(world.keys.names().sort()).toEqual(['ritual-1', open.keyName].sort());
});
