import { afterEach, expect, test } from 'vitest';
import { answerAnonymously } from '../../src/feedback/answer.ts';
import { closeRound } from '../../src/feedback/close.ts';
import { openRound } from '../../src/feedback/open.ts';
import { requireRound } from '../../src/feedback/queries.ts';
import { ratingQuestion } from '../../src/feedback/questions.ts';
import { summaryOf } from '../../src/feedback/summary.ts';
import { feedbackBoxes } from '../../src/feedback/table.ts';
import type { Question } from '../../src/feedback/types.ts';
import type { Db } from '../../src/platform/db/open.ts';
import type { AnonymousTx } from '../../src/platform/db/write-anonymously.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';

let app: TestApp | undefined;
afterEach(() => app?.close());

const WORDS: Question[] = ['One?', 'Two?', 'Three?', 'Four?', 'Five?'].map((text) => ({
  kind: 'text',
  text,
  choices: [],
}));

test('each answer to a big anonymous survey opens one of several boxes, and all count', async () => {
  app = await createTestApp({ at: '2026-11-20T09:00:00Z' });
  const { db, write, keys, now } = app.baton.deps;
  const asked = Array.from({ length: 70 }, (_, index) => ({ userId: `U${index}`, side: null }));
  const questions = [ratingQuestion('five', 'How is it?'), ...WORDS];
  const opening = {
    askerId: 'UASKER',
    about: 'All of us',
    subject: null,
    isAnonymous: true,
    file: null,
    questions,
    asked,
  };
  const terms = { placeId: null, closesAt: new Date('2026-11-25T16:00:00Z'), teamId: null, zone: 'Europe/Berlin' };
  const roundId = await write((tx) => openRound(tx, keys, { ...opening, ...terms }, now()));
  const boxes = () => db.select().from(feedbackBoxes).all();
  const sizes = boxes().map(({ capacity, sealed }) => [capacity, sealed.length]);
  expect(sizes).toEqual([1, 2, 3].map(() => [24, sizes[0]?.[1]]));

  for (const [index, { userId }] of asked.entries()) {
    const before = boxes();
    const answers = [index % 5, `words of ${index}`, null, null, null, null];
    await write((tx) => answerAnonymously(tx as Db as AnonymousTx, keys, { roundId, userId, answers }, now()));
    const changed = boxes().filter(({ sealed }, part) => !before[part]?.sealed.equals(sealed));
    expect(changed).toHaveLength(1);
  }
  await write((tx) => closeRound(tx, keys, roundId, now()));
  expect(boxes()).toEqual([]);
  const results = summaryOf(db, requireRound(db, roundId))?.results;
  expect(results?.answered).toBe(70);
  expect(results?.questions[0]).toMatchObject({ tally: { all: [14, 14, 14, 14, 14] } });
  const said = results?.questions[1];
  expect(said && 'words' in said && new Set(said.words.map(({ words }) => words)).size).toBe(70);
});
