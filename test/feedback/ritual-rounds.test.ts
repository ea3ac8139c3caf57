/** Anonymous rounds of rituals: no author, no messages of a survey, and no result that could be compared. */
import { beforeEach, expect, test } from 'vitest';
import { answerAnonymously } from '../../src/feedback/answer.ts';
import { closeDueRounds, dropRound } from '../../src/feedback/close.ts';
import { isEnough, openRitualRounds, type RitualRound, roundsOfCycle } from '../../src/feedback/ritual-rounds.ts';
import { summaryOf } from '../../src/feedback/summary.ts';
import { feedbackResults } from '../../src/feedback/table.ts';
import { waitingFeedbackFor } from '../../src/feedback/waiting.ts';
import { createKeys, type Keys } from '../../src/platform/crypto/keys.ts';
import type { Db } from '../../src/platform/db/open.ts';
import { createWriter, type Write } from '../../src/platform/db/write.ts';
import type { AnonymousTx } from '../../src/platform/db/write-anonymously.ts';
import { UserError } from '../../src/platform/errors.ts';
import { outbox } from '../../src/platform/outbox/table.ts';
import { DAY_MS } from '../../src/platform/time/units.ts';
import { saveTeam } from '../../src/teams/save.ts';
import { memoryDatabase } from '../support/temp-database.ts';

const START = new Date('2026-11-30T10:00:00Z');
const CLOSES = new Date('2026-12-04T16:00:00Z');
const later = (days: number) => new Date(CLOSES.getTime() + days * DAY_MS);

let db: Db;
let write: Write;
let keys: Keys;
beforeEach(async () => {
  db = memoryDatabase();
  write = createWriter(db);
  keys = createKeys(':memory:');
  const hours = { zone: 'UTC', workDays: [1, 2, 3, 4, 5], worksFrom: '09:00', worksUntil: '17:00', holidays: [] };
  const form = { ...hours, userGroupId: null, managerId: 'UMAX', digestCron: null };
  await write((tx) =>
    saveTeam(tx, { ...form, kind: 'sales', name: 'Sales', channelId: 'C1' }, { id: null, by: 'test' }, START),
  );
});

const round = (cycleId: number, people: string, side: 'sales' | 'marketing' = 'sales'): RitualRound => ({
  ...{ cycleId, about: `Card of ${side}`, closesAt: CLOSES, teamId: 1, zone: 'UTC' },
  asked: [...people].map((letter) => ({ userId: `U${letter}`, side })),
  questions: [{ kind: 'grades', text: 'Answers in time', choices: ['A', 'B', 'C', 'F'] }],
});
const open = (rounds: RitualRound[], now = START) => write((tx) => openRitualRounds(tx, keys, rounds, now));
const answer = (cycleId: number, userId: string, roundId: number) =>
  write((tx) =>
    answerAnonymously(tx as Db as AnonymousTx, keys, { roundId, cycleId, userId, answers: [2] }, new Date(START)),
  );

test('people answer without a name, and no message of a survey is sent', async () => {
  expect(await open([round(1, 'ABCDE'), round(1, 'VWXYZ', 'marketing')])).toBeUndefined();
  const [sales, marketing] = roundsOfCycle(db, 1);
  expect(waitingFeedbackFor({ db, keys }, 'UA', START)).toEqual({ toAnswer: [], own: [] });
  for (const letter of 'ABCDE') await answer(1, `U${letter}`, sales?.id ?? 0);
  // A form of another cycle, or of a survey.
  await expect(answer(2, 'UA', sales?.id ?? 0)).rejects.toThrow('no longer available');
  await write((tx) => closeDueRounds(tx, keys, CLOSES));
  expect(roundsOfCycle(db, 1).map(({ outcome }) => outcome)).toEqual(['summary', 'too_few']);
  expect(sales && summaryOf(db, { ...sales, outcome: 'summary' })?.results).toMatchObject({
    questions: [{ tally: { all: [0, 0, 5, 0] } }],
  });
  expect(marketing).toBeDefined();
  expect(db.select().from(outbox).all()).toEqual([]);
});

test('nearly the same people wait, and none of the rounds is opened', async () => {
  await open([round(1, 'ABCDEF')]);
  for (const letter of 'ABCDEF') await answer(1, `U${letter}`, roundsOfCycle(db, 1)[0]?.id ?? 0);
  await write((tx) => closeDueRounds(tx, keys, CLOSES));
  const waiting = { waitUntil: later(14) };
  expect(await open([round(2, 'VWXYZ', 'marketing'), round(2, 'ABCDE')], later(3))).toEqual(waiting);
  // The same people may not be asked the same again either.
  expect(await open([round(2, 'ABCDEF')], later(3))).toEqual(waiting);
  expect(roundsOfCycle(db, 2)).toEqual([]);
  expect(await open([round(2, 'ABCDE')], later(15))).toBeUndefined();
});

test('a ritual that is skipped leaves no answer, and hinders no other', async () => {
  await open([round(1, 'ABCDE')]);
  const [before] = roundsOfCycle(db, 1);
  for (const letter of 'ABCDE') await answer(1, `U${letter}`, before?.id ?? 0);
  if (before) await write((tx) => dropRound(tx, keys, before, START));
  expect(summaryOf(db, roundsOfCycle(db, 1)[0] ?? (before as never))).toBeUndefined();
  expect(await open([round(2, 'ABCDEF')])).toBeUndefined();
});

test('a ritual that is skipped after it closed leaves no result, and hinders no other', async () => {
  await open([round(1, 'ABCDE')]);
  const [before] = roundsOfCycle(db, 1);
  for (const letter of 'ABCDE') await answer(1, `U${letter}`, before?.id ?? 0);
  await write((tx) => closeDueRounds(tx, keys, CLOSES));
  await write((tx) => roundsOfCycle(tx, 1).forEach((one) => void dropRound(tx, keys, one, later(1))));
  expect(db.select().from(feedbackResults).all()).toEqual([]);
  expect(await open([round(2, 'ABCDE')], later(1))).toBeUndefined();
});

test('four people are too few to be asked', () => {
  expect(isEnough(db, round(1, 'ABCD').asked)).toBe(false);
  expect(isEnough(db, round(1, 'ABCDE').asked)).toBe(true);
});

test('a disk that takes no key ends the whole step: no one is asked without a place for the answer', async () => {
  const full = new UserError('My disk is full, so nothing was saved.');
  const broken: Keys = {
    ...keys,
    require: () => {
      throw full;
    },
  };
  const opening = write((tx) => openRitualRounds(tx, broken, [round(1, 'ABCDE')], START));
  await expect(opening).rejects.toBe(full);
  await expect(open([round(1, 'ABCD')])).rejects.toThrow(RangeError);
  expect(roundsOfCycle(db, 1)).toEqual([]);
});
