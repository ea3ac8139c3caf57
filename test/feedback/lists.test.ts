/** Surveys on lists: those that wait for people, with their file and title, and those that are deleted after their time. */
import { beforeEach, describe, expect, test } from 'vitest';
import { closeRound } from '../../src/feedback/close.ts';
import { sendDraft } from '../../src/feedback/draft.ts';
import { countForgettable, forgettingJobs, keepRoundsMonths } from '../../src/feedback/forget.ts';
import { cardKey } from '../../src/feedback/posted.ts';
import { isSubjectInSight, subjectOf } from '../../src/feedback/subjects.ts';
import { feedbackAnswers, feedbackQuestions, feedbackRecipients, feedbackRounds } from '../../src/feedback/table.ts';
import { waitingFeedbackFor } from '../../src/feedback/waiting.ts';
import { placeOfPosted, savePosted } from '../../src/platform/outbox/posted-messages.ts';
import { outbox } from '../../src/platform/outbox/table.ts';
import { changeSetting } from '../../src/platform/settings/change.ts';
import { salesTeam } from '../leads/world.ts';
import { CLOSES, later, newWorld, peopleOf, START, type World } from './world.ts';

let world: World;
beforeEach(() => {
  world = newWorld();
});

test('surveys wait for people until they answer or the time is over, and for their author until the follow-up', async () => {
  const waiting = (userId: string, now = START) => {
    const { toAnswer, own } = waitingFeedbackFor(world, userId, now);
    return [toAnswer.map(({ id }) => id), own.map(({ round, needs }) => `${round.id} ${needs}`)];
  };
  const late = await world.open({ closesAt: later(3) });
  const soon = await world.open({ isAnonymous: true });
  const done = await world.open();
  await world.answer(done, 'A');
  await world.write((tx) => closeRound(tx, world.keys, done.id, START));
  expect(waiting('UA')).toEqual([[soon.id, late.id], []]);
  expect(waiting('UMIA')).toEqual([[], [`${done.id} action`, `${soon.id} answers`, `${late.id} answers`]]);
  for (const round of [late, soon]) await world.answer(round, 'A');
  expect(waiting('UA')[0]).toEqual([]);
  expect(waiting('UB', new Date(CLOSES.getTime() - 1))[0]).toEqual([soon.id, late.id]);
  expect(waiting('UB', CLOSES)[0]).toEqual([late.id]);
});

describe('the file of a survey', () => {
  const kept: [string, number][] = [];
  const send = (roundId: number, userId: string, key = userId) =>
    sendDraft(
      {
        ...{ db: world.db, write: world.write, now: () => START },
        fetchFile: async (id: string) => ({ content: id }),
        files: {
          keep: async (content: string, mostBytes: number) => {
            kept.push([content, mostBytes]);
            return { sha256: 'abc' };
          },
        },
      } as never,
      { roundId, userId, key },
    );

  test('goes to the people who were asked and to the asker, once for each press', async () => {
    const round = await world.open({ file: { id: 'F1', name: 'draft.pdf' } });
    world.post();
    for (const [userId, key] of [
      ['UA', 'press 1'],
      ['UA', 'press 1'],
      ['UMIA', 'press 2'],
    ] as const)
      await send(round.id, userId, key);
    expect(world.db.select().from(outbox).all()).toMatchObject(
      ['UA', 'UMIA'].map((userId) => ({
        ...{ kind: 'feedback_draft', orderingKey: userId },
        payload: { roundId: round.id, userId, sha256: 'abc' },
      })),
    );
    expect(kept[0]).toEqual(['F1', 100 * 1024 * 1024]);
  });

  test('goes to no one else, and a survey without one says so', async () => {
    const round = await world.open({ file: { id: 'F1', name: 'draft.pdf' } });
    await expect(send(round.id, 'UZ')).rejects.toThrow('Only people who were asked can get this file.');
    const { id } = await world.open();
    for (const roundId of [id, 99]) await expect(send(roundId, 'UA')).rejects.toThrow('This survey has no file.');
  });
});

describe('the title of a survey', () => {
  test.each([
    ['its own words', { about: 'Fair', subjectKind: null, subjectRef: null }, 'Fair', null],
    ['its words, with a subject', { about: 'Fair', subjectKind: 'source', subjectRef: 'Web' }, 'Fair', 'Web'],
    ['its subject alone', { about: null, subjectKind: 'campaign', subjectRef: 'Fair 26' }, 'Fair 26', null],
    [
      'words for a lead that is gone',
      { about: null, subjectKind: 'lead', subjectRef: '9' },
      'Something that no longer exists',
      null,
    ],
    ['its words after the lead is gone', { about: 'Fair', subjectKind: 'lead', subjectRef: '9' }, 'Fair', null],
    [
      'words for an item that is gone',
      { about: null, subjectKind: 'item', subjectRef: '9' },
      'Something that no longer exists',
      null,
    ],
  ] as const)('is %s', (_, round, title, beside) => {
    expect(subjectOf(world.db, round)).toEqual({ title, beside });
  });

  test('is the lead, which only people who see it may choose', async () => {
    const { db, handOff, team } = await salesTeam();
    const { id } = await handOff(START);
    const ref = String(id);
    expect(subjectOf(db, { about: null, subjectKind: 'lead', subjectRef: ref }).title).toBe('Jane Doe, Acme');
    const sight = (teamIds: number[]) => ({ userId: 'UZ', teamIds });
    expect([[team.id], []].map((ids) => isSubjectInSight(db, { kind: 'lead', ref }, sight(ids)))).toEqual([
      true,
      false,
    ]);
    expect(isSubjectInSight(db, { kind: 'lead', ref: '99' }, sight([team.id]))).toBe(false);
    expect(isSubjectInSight(db, { kind: 'source', ref: 'Web' }, sight([]))).toBe(true);
  });
});

test('a closed survey is deleted after the months that a company has set, and an open one stays', async () => {
  const [closed, open] = [await world.open(), await world.open({ asked: peopleOf('F') })];
  await world.answer(closed, 'A');
  await world.write((tx) => {
    savePosted(tx, cardKey(closed.id), { channel: 'D1', ts: '1' });
    savePosted(tx, cardKey(open.id), { channel: 'D1', ts: '2' });
    closeRound(tx, world.keys, closed.id, START);
  });
  expect(forgettingJobs(world.db)).toEqual([]);
  await world.write((tx) => changeSetting(tx, { setting: keepRoundsMonths, value: 1, by: 'UADA' }, START));
  const run = (now: string) => world.write((tx) => forgettingJobs(world.db)[0]?.run(tx, {} as never, new Date(now)));
  const ids = () =>
    world.db
      .select()
      .from(feedbackRounds)
      .all()
      .map(({ id }) => id);
  await run('2026-12-30T10:00:00Z');
  expect([ids(), countForgettable(world.db, START)]).toEqual([[closed.id, open.id], 0]);
  expect(countForgettable(world.db, new Date('2026-11-30T10:00:01Z'))).toBe(1);
  await run('2026-12-30T10:00:01Z');
  expect(ids()).toEqual([open.id]);
  for (const table of [feedbackQuestions, feedbackRecipients, feedbackAnswers])
    expect(
      world.db
        .select()
        .from(table)
        .all()
        .filter(({ roundId }) => roundId === closed.id),
    ).toEqual([]);
  expect([closed, open].map(({ id }) => placeOfPosted(world.db, cardKey(id))?.ts)).toEqual([undefined, '2']);
});
