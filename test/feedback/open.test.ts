/** The start of a survey: its needs, and the rows and messages after it. */
import { beforeEach, describe, expect, test } from 'vitest';
import { type Opening, openingFault } from '../../src/feedback/open.ts';
import {
  feedbackBoxes,
  feedbackPseudonyms,
  feedbackQuestions,
  feedbackRecipients,
  feedbackRounds,
} from '../../src/feedback/table.ts';
import { homeChanges } from '../../src/platform/changes/table.ts';
import { COMMENT, later, newWorld, opening, peopleOf, RATING, START, type World } from './world.ts';

let world: World;
beforeEach(() => {
  world = newWorld();
});

const many = (count: number) => Array.from({ length: count }, (_, index) => ({ userId: `U${index}`, side: null }));
const HOUR = 3_600_000;
const inMs = (ms: number) => new Date(START.getTime() + ms);

describe('a survey cannot start', () => {
  test.each<[string, Partial<Opening>, string, string]>([
    ['about nothing', { about: null }, 'about', 'Say what it is about'],
    ['with no one asked', { asked: [] }, 'people', 'Choose at least one other person.'],
    ['with too many people', { asked: many(301) }, 'people', 'You picked 301 people. One survey can ask 300 at most.'],
    ['with no question', { questions: [] }, 'questions', 'Add a rating or at least one question.'],
    ['for less than an hour', { closesAt: inMs(HOUR - 1) }, 'until', 'Give people at least an hour.'],
    ['for more than 60 days', { closesAt: inMs(60 * 24 * HOUR + 1) }, 'until', 'Choose a time within 60 days.'],
    ['without names, of one person', { isAnonymous: true, asked: many(1) }, 'names', 'You picked 1 person; anonymous'],
    ['without names, of four people', { isAnonymous: true, asked: many(4) }, 'names', 'You picked 4 people; anonymous'],
  ])('%s', async (_, more, field, message) => {
    const fault = openingFault(world.db, opening(more), START);
    expect(fault).toEqual({ field, message: expect.stringContaining(message) });
    await expect(world.open(more)).rejects.toThrow(message);
    expect(world.db.select().from(feedbackRounds).all()).toEqual([]);
  });
});

test.each<[string, Partial<Opening>]>([
  ['about a lead alone', { about: null, subject: { kind: 'lead', ref: '1' } }],
  ['of one person by name', { asked: many(1) }],
  ['of as many people as one can have', { asked: many(300) }],
  ['of five people without names', { isAnonymous: true, asked: many(5) }],
  ['for exactly an hour', { closesAt: inMs(HOUR) }],
  ['for exactly 60 days', { closesAt: inMs(60 * 24 * HOUR) }],
])('a survey can start %s', (_, more) => {
  expect(openingFault(world.db, opening(more), START)).toBeUndefined();
});

test('a survey by name has its questions and people, and tells them and its author', async () => {
  const file = { id: 'F1', name: 'draft.pdf' };
  const round = await world.open({ file, subject: { kind: 'campaign', ref: 'Fair' }, asked: peopleOf('Ab') });
  expect(round).toMatchObject({
    ...{ askerId: 'UMIA', about: 'Our Monday meeting', subjectKind: 'campaign', subjectRef: 'Fair', asked: 2 },
    ...{ fileId: 'F1', fileName: 'draft.pdf', isAnonymous: false, minimum: 1, keyName: null, cycleId: null },
    // In the morning of its last working day.
    ...{ openedAt: START, remindAt: new Date('2026-12-04T09:00:00Z'), closedAt: null, outcome: null, answered: null },
  });
  const { db } = world;
  expect(db.select().from(feedbackQuestions).all()).toEqual([
    { roundId: round.id, place: 0, ...RATING },
    { roundId: round.id, place: 1, ...COMMENT },
  ]);
  expect(db.select().from(feedbackRecipients).all()).toEqual([
    { roundId: round.id, userId: 'UA', side: 'sales' },
    { roundId: round.id, userId: 'Ub', side: 'marketing' },
  ]);
  expect([db.select().from(feedbackBoxes).all(), world.keys.names()]).toEqual([[], []]);
  expect(world.post()).toEqual(['card UMIA', 'request UA', 'request Ub']);
  expect(db.select().from(homeChanges).all()).toMatchObject([{ people: 'UMIA UA Ub' }]);
});

test('a survey without names has a key, and a place for the answer of each person, in which nothing is yet', async () => {
  const round = await world.open({ isAnonymous: true });
  expect(round).toMatchObject({ isAnonymous: true, minimum: 5, fileId: null, fileName: null, subjectRef: null });
  expect(world.keys.names()).toEqual([round.keyName]);
  const places = world.db.select().from(feedbackPseudonyms).all();
  expect(places.map(({ roundId, hasAnswered }) => [roundId, hasAnswered])).toEqual(
    Array.from('ABCDE', () => [round.id, false]),
  );
  expect(world.db.select().from(feedbackBoxes).all()).toMatchObject([{ roundId: round.id, capacity: 5 }]);
});

test('a survey that ends within the same day reminds after half of its time, if people work then', async () => {
  expect((await world.open({ closesAt: inMs(4 * HOUR) })).remindAt).toEqual(inMs(2 * HOUR));
  const atNight = later(0.5, START);
  const until = new Date(atNight.getTime() + 2 * HOUR);
  expect((await world.open({ closesAt: until }, atNight)).remindAt).toBeNull();
});
