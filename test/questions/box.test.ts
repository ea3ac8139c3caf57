/** Questions in the box, until they reach the managers, and reminders of those that no one answers. */

import { beforeEach, describe, expect, test } from 'vitest';
import { emptyBox } from '../../src/platform/crypto/sealed-box.ts';
import type { Db } from '../../src/platform/db/open.ts';
import { createWriter } from '../../src/platform/db/write.ts';
import type { AnonymousTx } from '../../src/platform/db/write-anonymously.ts';
import { changeSetting } from '../../src/platform/settings/change.ts';
import { askManagers } from '../../src/questions/ask.ts';
import { questionsOfAsker } from '../../src/questions/queries.ts';
import { hasOverdueQuestions } from '../../src/questions/remind.ts';
import { questionsChannel } from '../../src/questions/settings.ts';
import { sealedQuestions } from '../../src/questions/table.ts';
import { noteStandings } from '../../src/teams/standing.ts';
import { memoryDatabase } from '../support/temp-database.ts';
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
  NOW,
  post,
  publish,
  questions,
  savePostedAt,
  team,
  write,
} from './world.ts';

beforeEach(begin);

describe('questions wait in the box', () => {
  test('until the morning, when all of them reach each manager at once', async () => {
    await addTeam('marketing', 'MEG');
    await ask('USAM', 'Why?');
    await ask('USUE', 'When?');
    expect([questions(), questionsOfAsker(db, keys, 'USAM')]).toEqual([[], { delivered: [], waiting: ['Why?'] }]);
    await deliver(new Date('2026-11-15T09:00:00Z'));
    expect(questions()).toEqual([]);
    await deliver();
    expect(
      questions()
        .map(({ words }) => words)
        .sort(),
    ).toEqual(['When?', 'Why?']);
    expect(post()).toEqual(['BOSS', 'BOSS', 'MEG', 'MEG'].map((place) => `question_copy ${place}`));
    const mine = questionsOfAsker(db, keys, 'USAM');
    expect([mine.delivered.map(({ words }) => words), mine.waiting]).toEqual([['Why?'], []]);
    expect(questionsOfAsker(db, keys, 'UBOB')).toEqual({ delivered: [], waiting: [] });
    await deliver();
    expect(post()).toEqual([]);
  });

  test('once for each form, and only while there is a manager to read them', async () => {
    expect([await ask('USAM', 'Why?', 'V'), await ask('USAM', 'Why?', 'V'), await ask('USAM', 'Why?', 'W')]).toEqual([
      true,
      false,
      true,
    ]);
    expect(questionsOfAsker(db, keys, 'USAM').waiting).toEqual(['Why?', 'Why?']);
    const empty = memoryDatabase();
    const nobody = createWriter(empty)((tx) =>
      askManagers(tx as Db as AnonymousTx, keys, { userId: 'USAM', words: 'Why?', viewId: 'X' }, NOW),
    );
    await expect(nobody).rejects.toThrow('There is no team yet');
    await addTeam('marketing', 'MEG');
    expect(await ask('USAM', 'Another')).toBe(true);
  });

  test('as long as there is room, and again after the morning', async () => {
    const small = emptyBox(keys.require('box-2026-11'), { capacity: 2, contentBytes: 3_600 });
    db.update(sealedQuestions).set(small).run();
    for (const words of ['One', 'Two']) await ask('USAM', words);
    await expect(ask('USAM', 'Three')).rejects.toThrow('No more questions fit before the next working morning.');
    await deliver();
    expect([await ask('USAM', '😀'.repeat(500)), await ask('USAM', 'Four')]).toEqual([true, true]);
    await deliver();
    expect(questions()).toHaveLength(4);
  });

  test('not without the box or the key of the month', async () => {
    db.delete(sealedQuestions).run();
    await expect(ask('USAM', 'Why?')).rejects.toThrow('Anonymous questions are being set up.');
    await keep();
    expect(await ask('USAM', 'Why?')).toBe(true);
    keys.destroy('box-2026-11');
    await expect(ask('USAM', 'Why?')).rejects.toThrow('Anonymous questions are being set up.');
    await deliver();
    expect(questions()).toEqual([]);
    await keep();
    expect(await ask('USAM', 'Again?')).toBe(true);
  });

  test('on days off and after a late morning', async () => {
    await ask('USAM', 'Why?');
    await deliver(new Date('2026-11-16T18:00:00Z'), true);
    expect(questions()).toEqual([]);
    await deliver(new Date('2026-11-16T12:00:00Z'), true);
    expect(questions()).toHaveLength(1);
  });
});

test('questions go to the channel of managers, else to who answers for the team now', async () => {
  await ask('USAM', 'Why?');
  const gone = { id: 'BOSS', standing: 'deactivated', isAdmin: false } as never;
  const admin = { id: 'ADA', standing: 'member', isAdmin: true } as never;
  await write((tx) => noteStandings(tx, [gone, admin]));
  await deliver();
  expect(post()).toEqual(['question_copy ADA']);
  // Managers hear of waiting questions in their morning message.
  savePostedAt('2026-11-16T09:00:00Z', questions()[0]?.id ?? 0, 'ADA');
  await deliver(new Date('2026-11-19T09:00:00Z'));
  expect(post()).toEqual([]);
  await write((tx) => changeSetting(tx, { setting: questionsChannel, value: 'CMAN', by: 'ADA' }, NOW));
  await deliver();
  expect(post()).toEqual(['question_copy CMAN']);
});

describe('a question without an answer', () => {
  const overdue = (now: string) => hasOverdueQuestions(db, team, 'CMAN', new Date(now));

  beforeEach(async () => {
    await write((tx) => changeSetting(tx, { setting: questionsChannel, value: 'CMAN', by: 'ADA' }, NOW));
  });

  test('is named once in the channel, on the third working day after its message', async () => {
    const id = await delivered();
    await deliver(new Date('2026-11-30T09:00:00Z'));
    expect(post()).toEqual([]);
    savePostedAt('2026-11-16T09:00:00Z', id, 'CMAN');
    expect([overdue('2026-11-18T23:59:59Z'), overdue('2026-11-19T00:00:00Z')]).toEqual([false, true]);
    expect(hasOverdueQuestions(db, team, 'COTHER', new Date('2026-11-19T00:00:00Z'))).toBe(false);
    await deliver(new Date('2026-11-18T09:00:00Z'));
    expect(post()).toEqual([]);
    for (const expected of [['questions_wait CMAN'], []]) {
      await deliver(new Date('2026-11-19T09:00:00Z'));
      expect(post()).toEqual(expected);
    }
    expect(overdue('2026-11-19T09:00:00Z')).toBe(false);
  });

  test('is not named once it is answered or hidden', async () => {
    for (const act of [answer, publish, hide]) {
      const id = await delivered(`Why ${act}?`);
      savePostedAt('2026-11-16T09:00:00Z', id, 'CMAN');
      expect(overdue('2026-11-19T00:00:00Z')).toBe(true);
      await act(id);
      expect(overdue('2026-11-19T00:00:00Z')).toBe(false);
    }
  });
});
