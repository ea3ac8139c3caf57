import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Deps } from '../../commands/deps.ts';
import type { Db } from '../../src/platform/db/open.ts';
import { type AnonymousTx, writeAnonymously } from '../../src/platform/db/write-anonymously.ts';
import { answerPrivately } from '../../src/questions/answer.ts';
import { askManagers, replyToManagers } from '../../src/questions/ask.ts';
import { createDailyLimit } from '../../src/questions/limit.ts';
import { questionsOfAsker } from '../../src/questions/queries.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';

let app: TestApp;
beforeAll(async () => {
  // A Friday, 10:00 in Berlin.
  app = await createTestApp({ at: '2026-11-20T09:00:00Z' });
});
afterAll(() => app.close());

const deps = (): Deps => app.baton.deps;
const ask = (userId: string, words: string, viewId: string) =>
  deps().write((tx) => askManagers(tx as Db as AnonymousTx, deps().keys, { userId, words, viewId }, deps().now()));
const travel = async (to: string) => {
  app.setTime(to);
  await app.baton.runDue();
  await app.settled();
};
const tables = () =>
  deps()
    .db.$client.prepare("select name from sqlite_master where type = 'table' and name not like 'sqlite_%'")
    .pluck()
    .all() as string[];
const disk = () =>
  new Map(
    tables().map((table) => [table, JSON.stringify(deps().db.$client.prepare(`select * from "${table}"`).all())]),
  );

describe('anonymous questions on the disk', () => {
  test('a question changes one sealed value, which keeps its length, and leaves no line in the log', async () => {
    const length = () => deps().db.$client.prepare('select length(sealed) from box_waiting').pluck().all();
    const [before, lengthBefore] = [disk(), length()];
    app.logLines.splice(0);
    const sam = app.slack.as('sam');
    await sam.command('/baton ask Kumquat', { in: '#general' });
    await (await sam.modal('Ask the managers')).submit();
    await (await sam.modal('Sent')).close();
    await app.settled();
    const after = disk();
    expect([...after].filter(([table, rows]) => rows !== before.get(table)).map(([table]) => table)).toEqual([
      'box_waiting',
    ]);
    expect(length()).toEqual(lengthBefore);
    expect([...after.values()].join()).not.toContain('Kumquat');
    expect(app.logLines).toEqual([]);
  });

  test('a form that comes twice is accepted once', async () => {
    expect(await ask('U1', 'Once', 'V1')).toBe(true);
    expect(await ask('U1', 'Once', 'V1')).toBe(false);
    expect(questionsOfAsker(deps().db, deps().keys, 'U1')).toEqual({ delivered: [], waiting: ['Once'] });
  });

  test('two questions of one person have nothing in common', async () => {
    await ask('U1', 'Another', 'V2');
    await travel('2026-11-21T08:00:10Z');
    expect(questionsOfAsker(deps().db, deps().keys, 'U1').delivered).toEqual([]);
    await travel('2026-11-23T08:00:10Z');
    const marks = deps().db.$client.prepare('select distinct asker from box_questions').all();
    expect(marks).toHaveLength(3);
    expect(
      questionsOfAsker(deps().db, deps().keys, 'U1')
        .delivered.map(({ words }) => words)
        .sort(),
    ).toEqual(['Another', 'Once']);
  });

  test('only the person who asked can reply, once managers wrote to them', async () => {
    const { db, keys, now } = deps();
    const [question] = questionsOfAsker(db, keys, 'U1').delivered;
    const questionId = question?.id ?? 0;
    const reply = (userId: string, viewId: string) =>
      writeAnonymously(deps(), {
        change: (tx) => replyToManagers(tx, keys, { questionId, userId, words: 'Thanks', viewId }, now()),
      });
    await expect(reply('U1', 'V3')).rejects.toThrow('The managers have not answered');
    await deps().write((tx) => answerPrivately(tx, { questionId, words: 'So it is' }, now()));
    await expect(reply('U2', 'V4')).rejects.toThrow('Only the person who asked this');
    expect(await reply('U1', 'V5')).toBe(true);
    expect(await reply('U1', 'V5')).toBe(false);
  });

  test('a full month is reported', async () => {
    let taken = 0;
    await expect(
      (async () => {
        for (; ; taken += 1) await ask('U3', '😀'.repeat(500), `full${taken}`);
      })(),
    ).rejects.toThrow('No more questions fit');
    expect(taken).toBe(59);
    await travel('2026-11-24T08:00:10Z');
    expect(await ask('U3', 'Room again', 'V6')).toBe(true);
  });

  test('a month whose key is missing starts again; old questions can still be answered for everyone', async () => {
    rmSync(`${app.databasePath}.keys/box-2026-11`);
    await expect(ask('U1', 'No key', 'V7')).rejects.toThrow('being set up');
    const sam = app.slack.as('sam');
    await sam.command('/baton ask Tomorrow?', { in: '#general' });
    const form = await sam.modal('Ask the managers');
    for (const _ of [1, 2, 3]) {
      await form.submit();
      await (await sam.modal('That did not work')).close();
    }
    await app.baton.runDue();
    // A refused question does not count.
    await form.submit();
    await (await sam.modal('Sent')).close();
    expect(await ask('U1', 'New key', 'V8')).toBe(true);
    const { delivered, waiting } = questionsOfAsker(deps().db, deps().keys, 'U1');
    expect(delivered).toEqual([]);
    expect(waiting).toEqual(['New key']);
    await travel('2026-11-25T08:00:10Z');
    expect(questionsOfAsker(deps().db, deps().keys, 'U1').delivered).toHaveLength(1);
  });
});

describe('the daily limit', () => {
  const day = (date: string) => new Date(`${date}T10:00:00Z`);

  test('counts per person and day, without failed and repeated submissions', async () => {
    const limit = createDailyLimit();
    const send = (userId: string, date: string, result: () => Promise<boolean> = async () => true) =>
      limit({ userId, most: 2, now: day(date) }, result);
    await send('U1', '2026-11-20', async () => false);
    const failed = send('U1', '2026-11-20', () => Promise.reject(new Error('disk full')));
    await expect(failed).rejects.toThrow('disk full');
    await send('U1', '2026-11-20');
    await send('U1', '2026-11-20');
    await expect(send('U1', '2026-11-20')).rejects.toThrow('Daily limit reached (2 a day)');
    await send('U2', '2026-11-20');
    await send('U1', '2026-11-21');
  });

  test('refuses the second of two questions for the last place', async () => {
    const limit = createDailyLimit();
    const sent = [1, 2].map(() => limit({ userId: 'U1', most: 1, now: day('2026-11-20') }, async () => true));
    expect((await Promise.allSettled(sent)).map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
  });
});
