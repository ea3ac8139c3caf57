/** Answers of managers, replies of askers, and the month that takes all of it away. */
import { beforeEach, describe, expect, test } from 'vitest';
import { placeOfPosted, savePosted } from '../../src/platform/outbox/posted-messages.ts';
import { copyKey, postKey } from '../../src/questions/posted.ts';
import { MAX_REPLIES, questionById, questionsOfAsker, repliesOf, supportsOf } from '../../src/questions/queries.ts';
import {
  anonymousQuestions,
  questionCopies,
  questionReplies,
  questionSupports,
  sealedQuestions,
} from '../../src/questions/table.ts';
import {
  addTeam,
  answer,
  ask,
  begin,
  db,
  deliver,
  delivered,
  hide,
  keep,
  keys,
  post,
  publish,
  questions,
  reply,
  savePostedAt,
  support,
} from './world.ts';

beforeEach(begin);

describe('a conversation', () => {
  test('goes from managers to the asker and back, and its messages show it', async () => {
    const id = await delivered();
    await expect(reply(id, 'Hello?')).rejects.toThrow('The managers have not answered this question yet.');
    await answer(id);
    expect(post()).toEqual(['question_copy BOSS']);
    await expect(reply(id, 'Thanks', 'UBOB')).rejects.toThrow('Only the person who asked this');
    await reply(id, 'Thanks');
    await reply(id, 'And then?');
    expect(post()).toEqual([]);
    await deliver();
    expect(repliesOf(db, id).map(({ side }) => side)).toEqual(['managers', 'asker', 'asker']);
    expect(post()).toEqual(['question_copy BOSS', 'question_reply BOSS', 'question_reply BOSS']);
    await deliver();
    expect(post()).toEqual([]);
    // A new place gets the question as it is, without its replies one by one.
    await addTeam('marketing', 'MEG');
    await deliver();
    expect(post()).toEqual(['question_copy MEG']);
    await reply(id, 'Once more');
    await deliver();
    expect(post()).toEqual(
      ['BOSS', 'MEG'].flatMap((one) => [`question_copy ${one}`]).concat(['question_reply BOSS', 'question_reply MEG']),
    );
  });

  test('ends after thirty messages', async () => {
    const id = await delivered();
    await answer(id);
    db.insert(questionReplies)
      .values(
        Array.from({ length: MAX_REPLIES - 2 }, () => ({ questionId: id, side: 'asker' as const, words: 'And?' })),
      )
      .run();
    await reply(id, 'Last');
    await answer(id, 'Last');
    await expect(answer(id)).rejects.toThrow('This conversation has reached its limit. Please answer in public.');
    await expect(reply(id, 'Too much')).rejects.toThrow(
      'This conversation has reached its limit. Please ask a new question.',
    );
  });

  test('stops while the question is hidden, which a manager can undo', async () => {
    const id = await delivered();
    await answer(id);
    await publish(id);
    post();
    await hide(id);
    expect([questionById(db, id)?.hiddenBy, post()]).toEqual(['BOSS', ['question_copy BOSS', 'question_post CBOSS']]);
    await hide(id);
    expect(post()).toEqual([]);
    for (const act of [answer, publish])
      await expect(act(id)).rejects.toThrow('This question is hidden. Show it again');
    await expect(reply(id, 'Why?')).rejects.toThrow('The managers have hidden this question, so you can’t reply.');
    await expect(support(id, 'UBOB')).rejects.toThrow('The managers have hidden this question.');
    await hide(id, false);
    expect([questionById(db, id)?.hiddenBy, post()]).toEqual([null, ['question_copy BOSS', 'question_post CBOSS']]);
    expect(await reply(id, 'Why?')).toBe(true);
  });

  test('a hidden question is told to no new manager, and a reply to a deleted one is dropped', async () => {
    const id = await delivered();
    await answer(id);
    await reply(id, 'Thanks');
    await hide(id);
    await addTeam('marketing', 'MEG');
    post();
    for (const table of [questionCopies, questionReplies]) db.delete(table).run();
    db.delete(anonymousQuestions).run();
    await deliver();
    expect([post(), questions(), db.select().from(questionReplies).all()]).toEqual([[], [], []]);
  });
});

test('a public answer is posted once in the channel of the team, and each person supports it once', async () => {
  const id = await delivered();
  await publish(id);
  expect(questionById(db, id)).toMatchObject({ publicAnswer: 'Yes', postChannel: 'CBOSS' });
  expect(post()).toEqual(['question_copy BOSS', 'question_post CBOSS']);
  await expect(publish(id)).rejects.toThrow('This question was already answered in <#CBOSS>.');
  expect([await support(id, 'UBOB'), post()]).toEqual([1, ['question_post CBOSS']]);
  expect([await support(id, 'UBOB'), post()]).toEqual([1, []]);
  expect(await support(id, 'UMIA')).toBe(2);
  keys.destroy('box-2026-11');
  await expect(support(id, 'USUE')).rejects.toThrow('This question is too old to be supported.');
  expect(questionsOfAsker(db, keys, 'USAM').delivered).toEqual([]);
});

test('a month is deleted sixty days after its end, with its key, and the new one is ready', async () => {
  const id = await delivered();
  await answer(id);
  await publish(id);
  await support(id, 'UBOB');
  savePostedAt('2026-11-16T09:00:00Z', id, 'BOSS');
  savePosted(db as never, postKey(id), { channel: 'CBOSS', ts: '1' });
  keys.require('round-1');
  // A backup from another machine: rows without a key, and a name of no month.
  db.insert(sealedQuestions)
    .values({ ...(db.select().from(sealedQuestions).get() as object), keyName: 'box-2025-02' } as never)
    .run();
  db.insert(sealedQuestions)
    .values({ ...(db.select().from(sealedQuestions).get() as object), keyName: 'of no month' } as never)
    .run();
  await keep(new Date('2027-01-29T23:59:59Z'));
  expect([questions().length, supportsOf(db, id)]).toEqual([1, 1]);
  expect(keys.names().sort()).toEqual(['box-2026-11', 'box-2027-01', 'round-1']);
  const boxes = () =>
    db
      .select()
      .from(sealedQuestions)
      .all()
      .map(({ keyName }) => keyName)
      .sort();
  expect(boxes()).toEqual(['box-2026-11', 'box-2027-01', 'of no month']);
  await keep(new Date('2027-01-30T00:00:00Z'));
  expect([keys.names().sort(), boxes()]).toEqual([
    ['box-2027-01', 'round-1'],
    ['box-2027-01', 'of no month'],
  ]);
  for (const table of [anonymousQuestions, questionReplies, questionCopies, questionSupports])
    expect(db.select().from(table).all()).toEqual([]);
  expect([placeOfPosted(db, copyKey({ questionId: id, place: 'BOSS' })), placeOfPosted(db, postKey(id))]).toEqual([
    undefined,
    undefined,
  ]);
});

test('the box of a month stays as it is when it is prepared again', async () => {
  await ask('USAM', 'Why?');
  await keep();
  expect(questionsOfAsker(db, keys, 'USAM').waiting).toEqual(['Why?']);
});
