import { expect, test } from 'vitest';
import { createWriter } from '../../src/platform/db/write.ts';
import { createLog } from '../../src/platform/log.ts';
import { outbox } from '../../src/platform/outbox/table.ts';
import type { Directory } from '../../src/platform/slack/directory.ts';
import { createManifestNews } from '../../src/setup/manifest-news.ts';
import { tempDatabase } from '../support/temp-database.ts';

function versions() {
  const { db } = tempDatabase();
  const write = createWriter(db);
  const lines: string[] = [];
  const log = createLog('debug', { write: (line: string) => void lines.push(line) });
  const directory = { admins: async () => ['UADA', 'UBOB'].map((id) => ({ id })) } as unknown as Directory;
  const now = () => new Date('2026-11-19T09:00:00Z');
  /** A start of a version with these events and commands. */
  const start = async (...parts: string[]) => {
    const compare = createManifestNews({ db, write, directory, now, log }, () => parts);
    await compare();
    await compare();
    return lines.splice(0).map((line) => JSON.parse(line).msg as string);
  };
  const told = () =>
    db
      .select()
      .from(outbox)
      .all()
      .map(({ kind, payload }) => ({ kind, ...(payload as object) }));
  return { start, told };
}

test('the first start says which events come with the manifest, and tells no one', async () => {
  const { start, told } = versions();
  expect(await start('/baton', 'user_change')).toEqual([expect.stringContaining('come with manifest.yml')]);
  expect(await start('/baton', 'user_change')).toEqual([]);
  expect(told()).toEqual([]);
});

test('an update that adds an event or a command tells the log and each admin once', async () => {
  const { start, told } = versions();
  await start('/baton', 'user_change');
  expect(await start('/baton', '/report', 'user_change')).toEqual([expect.stringContaining('adds to the manifest')]);
  expect(await start('/baton', '/report', 'user_change')).toEqual([]);
  const added = ['/report'];
  expect(told()).toEqual(['UADA', 'UBOB'].map((userId) => ({ kind: 'manifest_news', userId, added })));
  // A downgrade and the update after it are no news.
  expect([...(await start('/baton')), ...(await start('/baton', '/report'))]).toEqual([]);
});
