/** Surveys that wait, since their results and earlier ones together would show what a few people said. */
import { beforeEach, describe, expect, test } from 'vitest';
import { closeRound } from '../../src/feedback/close.ts';
import { nearRound } from '../../src/feedback/nearly-same.ts';
import { type Opening, openingFault } from '../../src/feedback/open.ts';
import { openRitualRounds } from '../../src/feedback/ritual-rounds.ts';
import { minimumGroup } from '../../src/feedback/settings.ts';
import { feedbackRounds } from '../../src/feedback/table.ts';
import { changeSetting } from '../../src/platform/settings/change.ts';
import { ritualCycles, ritualParticipants } from '../../src/rituals/table.ts';
import { CLOSES, COMMENT, later, newWorld, opening, peopleOf, RATING, START, type World } from './world.ts';

let world: World;
beforeEach(() => {
  world = newWorld();
});

const anonymous = { isAnonymous: true };
const ask = (letters: string, more: Partial<Opening> = {}, now = START) =>
  world.open({ ...anonymous, asked: peopleOf(letters), ...more }, now);
const other = { about: 'Another thing', questions: [{ ...RATING, text: 'How long?' }] };
/** Why an anonymous survey of these people about something else may not start. */
const refusal = (letters: string, now = START, more: Partial<Opening> = {}) => {
  const asking = opening({ ...anonymous, ...other, closesAt: later(4, now), asked: peopleOf(letters), ...more });
  const { field, message } = openingFault(world.db, asking, now) ?? {};
  const kind = message?.includes('already asked the same') ? 'the same' : 'nearly';
  return field && [field, kind, message?.match(/[Ww]ait until ([-\d]+)/)?.[1]];
};

describe('after the survey of six people, one of them less', () => {
  beforeEach(async () => {
    await ask('ABCDEF');
  });

  test('is asked once two weeks have passed since its end', () => {
    expect(refusal('ABCDE')).toEqual(['names', 'nearly', '2026-12-19']);
    expect(refusal('ABCDE', new Date(later(14).getTime() - 1))).toEqual(['names', 'nearly', '2026-12-19']);
    expect(refusal('ABCDE', later(14))).toBeUndefined();
  });

  test('waits from the moment at which it was closed early', async () => {
    const round = await ask('UVWXYZ');
    for (const letter of 'UVWXYZ') await world.answer(round, letter);
    await world.write((tx) => closeRound(tx, world.keys, round.id, later(1, START)));
    expect(refusal('UVWXY', later(1, START))).toEqual(['names', 'nearly', '2026-12-16']);
    expect(refusal('UVWXY', later(15, START))).toBeUndefined();
  });

  test('is asked by name at any time, and other people also without names', () => {
    expect(refusal('ABCDE', START, { isAnonymous: false })).toBeUndefined();
    expect(refusal('GHIJK')).toBeUndefined();
    // All six again show the same six.
    expect(refusal('ABCDEF')).toBeUndefined();
  });
});

test('a survey that closes after two months still counts two weeks later', async () => {
  await ask('ABCDEF', { closesAt: later(60, START) });
  expect(refusal('ABCDE', later(73, START))).toEqual(['names', 'nearly', '2027-02-13']);
  expect(refusal('ABCDE', later(74, START))).toBeUndefined();
});

test('a survey with too few answers has no result, and hinders no other', async () => {
  const round = await ask('ABCDEF');
  await world.answer(round, 'A');
  await world.write((tx) => closeRound(tx, world.keys, round.id, START));
  expect(refusal('ABCDE')).toBeUndefined();
});

test('results of people who share no one with these count too, if others join them', async () => {
  await ask('ABCDE');
  await ask('ABCDEFGHIJ');
  // FGHIJ follows from both.
  expect(refusal('FGHIK')).toBeDefined();
  expect(refusal('KLMNO')).toBeUndefined();
});

test('the longest wait of the earlier surveys counts', async () => {
  await ask('ABCDEFGHIJ');
  await ask('ABCDE', { closesAt: later(10) });
  expect(refusal('FGHIJK')).toEqual(['names', 'nearly', '2026-12-29']);
});

test('the larger minimum of two surveys counts', async () => {
  const atLeast = (value: number) =>
    world.write((tx) => changeSetting(tx, { setting: minimumGroup, value, by: 'UADA' }, START));
  await atLeast(3);
  await ask('ABCDEFG');
  expect(refusal('ABCD')).toBeUndefined();
  await atLeast(4);
  expect(refusal('ABCD')).toBeDefined();
  await ask('TUVWXYZ');
  await atLeast(3);
  expect(refusal('TUVW')).toBeDefined();
});

describe('the sides of a survey are results of their own', () => {
  test.each([
    ['both reach the minimum', 'ABCDEvwxyz', true],
    ['one does not', 'ABCDEFvwxy', false],
  ])('if %s', async (_, letters, areShown) => {
    await ask(letters);
    // The side of the sellers with one more.
    expect(refusal('ABCDEX') !== undefined).toBe(areShown);
  });

  test.each([
    ['and so do people without a side', 5, true],
    ['but not if a few have no side', 4, false],
  ])('both reach the minimum, %s', async (_, count, areShown) => {
    const others = Array.from({ length: count }, (_, index) => ({ userId: `UNONE${index}`, side: null }));
    await ask('', { asked: [...peopleOf('ABCDEvwxyz'), ...others] });
    expect(refusal('ABCDEX') !== undefined).toBe(areShown);
  });
});

describe('the same people are not asked the same again', () => {
  test.each<[string, Partial<Opening>, Partial<Opening>]>([
    ['in other letters and signs', { about: 'Our Monday meeting' }, { about: 'our  monday-meeting!' }],
    ['in signs alone', { about: '???' }, { about: '???' }],
    [
      'about the same lead',
      { about: null, subject: { kind: 'lead', ref: '7' } },
      { about: 'Else', subject: { kind: 'lead', ref: '7' } },
    ],
    ['with one question of several', { questions: [RATING, COMMENT] }, { questions: [COMMENT, RATING] }],
  ])('%s', async (_, first, second) => {
    const same = { about: 'Our Monday meeting', questions: [RATING] };
    await ask('ABCDE', { ...same, ...first });
    expect(refusal('EDCBA', START, { ...same, ...second })).toEqual(['names', 'the same', '2026-12-19']);
  });

  test.each<[string, Partial<Opening>, Partial<Opening>]>([
    ['but about something else', {}, { about: 'The canteen' }],
    ['but another question', {}, { questions: [{ ...RATING, text: 'How long?' }] }],
    ['but for a comment, which has no totals', { questions: [COMMENT] }, { questions: [COMMENT] }],
    ['but about other signs', { about: '???' }, { about: '!!!' }],
    [
      'but about another lead',
      { about: 'Same', subject: { kind: 'lead', ref: '7' } },
      { about: 'Same', subject: { kind: 'lead', ref: '8' } },
    ],
    [
      'but about an item of this number',
      { about: null, subject: { kind: 'lead', ref: '7' } },
      { about: null, subject: { kind: 'item', ref: '7' } },
    ],
    ['but for a subject without words', { about: null, subject: { kind: 'lead', ref: '7' } }, {}],
    ['but for words without a subject', {}, { about: null, subject: { kind: 'lead', ref: '7' } }],
  ])('%s', async (_, first, second) => {
    const same = { about: 'Our Monday meeting', questions: [RATING] };
    await ask('ABCDE', { ...same, ...first });
    expect(refusal('ABCDE', START, { ...same, ...second })).toBeUndefined();
  });

  test('but as many others', async () => {
    await ask('ABCDE', { questions: [RATING] });
    expect(refusal('FGHIJ', START, { about: 'Our Monday meeting', questions: [RATING] })).toBeUndefined();
    // Two more of them are nearly the same people, and not the same.
    expect(refusal('ABCDEFG', START, { about: 'Our Monday meeting', questions: [RATING] })?.[1]).toBe('nearly');
  });
});

describe('rituals', () => {
  const questions = [RATING];
  const card = (letters: string) => ({
    ...{ cycleId: 1, about: 'Card of sales', closesAt: CLOSES, teamId: null as never, zone: 'UTC' },
    ...{ asked: peopleOf(letters), questions },
  });
  const near = (letters: string, among: 'all' | 'rounds' | 'surveys', now = START) => {
    const about = { about: null, subjectKind: null, subjectRef: null };
    return nearRound(world.db, { ...about, asked: peopleOf(letters), questions: [], minimum: 5 }, now, among)?.until;
  };

  test('the questions of a ritual count for surveys and rituals that ask, and not for one that compares only surveys', async () => {
    await world.write((tx) => openRitualRounds(tx, world.keys, [card('ABCDEF')], START));
    expect([near('ABCDE', 'all'), near('ABCDE', 'rounds')]).toEqual([later(14), later(14)]);
    expect(near('ABCDE', 'surveys')).toBeUndefined();
    await ask('ABCDEF');
    expect(near('ABCDE', 'surveys')).toEqual(later(14));
  });

  test('an anonymous cycle counts until two weeks after it was published, for surveys alone', async () => {
    const shownAt = later(3);
    await world.write((tx) => {
      const cycle = { id: 1, ritual: 'mindset', status: 'published', anonymousMinimum: 5 } as const;
      tx.insert(ritualCycles)
        .values({ ...cycle, dueAt: START, publishedAt: shownAt })
        .run();
      const people = [...'ABCDEF'].map((letter) => ({ cycleId: 1, userId: `U${letter}`, side: 'sales' as const }));
      tx.insert(ritualParticipants).values(people).run();
    });
    expect(near('ABCDE', 'rounds', shownAt)).toBeUndefined();
    const last = new Date(later(14, shownAt).getTime() - 1);
    expect([near('ABCDE', 'all', shownAt), near('ABCDE', 'all', last)]).toEqual([
      later(14, shownAt),
      later(14, shownAt),
    ]);
    expect(near('ABCDE', 'all', later(14, shownAt))).toBeUndefined();
  });
});

test('nothing is stored for a survey that waits', async () => {
  await ask('ABCDEF');
  await expect(ask('ABCDE', other)).rejects.toThrow('Nearly the same people were already asked anonymously');
  expect(world.db.select().from(feedbackRounds).all()).toHaveLength(1);
});
