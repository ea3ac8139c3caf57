import { once } from 'node:events';
import { join } from 'node:path';
import { WebAPIRateLimitedError } from '@slack/web-api';
import { expect, test } from 'vitest';
import { createDocumentReader } from '../../src/library/documents.ts';
import { itemById, textOf, versionsOf } from '../../src/library/queries.ts';
import { updateItem } from '../../src/library/update.ts';
import type { Write } from '../../src/platform/db/write.ts';
import { NotYet, UserError } from '../../src/platform/errors.ts';
import { openFiles } from '../../src/platform/files/store.ts';
import type { FetchFile } from '../../src/platform/slack/fetch-file.ts';
import { minutesAfter } from '../leads/world.ts';
import { docx } from '../platform/files/documents.ts';
import { tempFolder } from '../support/temp-database.ts';
import { NOW, stock } from './stock.ts';

const upload = (slackId: string, name = 'Plan.docx') => ({ sha256: null, slackId, name, mimetype: '', bytes: 1 });

function documents(fetchFile: FetchFile) {
  const library = stock();
  const files = openFiles(join(tempFolder(), 'files'));
  let at = NOW;
  let failedWrites = 0;
  const write: Write = (change) =>
    library.write(change).catch((error: unknown) => {
      failedWrites += 1;
      throw error;
    });
  const read = createDocumentReader({ db: library.db, write, now: () => at, files, fetchFile });
  return {
    ...library,
    files,
    failedWrites: () => failedWrites,
    text: (itemId: number) => textOf(library.db, itemId),
    tend: (stop = new AbortController().signal) => read(stop),
    later: (minutes: number) => {
      at = new Date(at.getTime() + minutes * 60_000);
    },
  };
}

const slackHas =
  (content: Uint8Array): FetchFile =>
  async () => ({
    name: 'x',
    mimetype: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    content: (async function* () {
      yield content;
    })(),
  });

test('an upload is fetched, stored and read, and is then found by its text, without a new version', async () => {
  const { db, add, tend, text, titles, files } = documents(slackHas(docx('The kangaroo strategy')));
  const item = await add({ title: 'Plan', file: upload('F1') });
  expect(text(item.id)).toMatchObject({ state: 'fetching' });
  await tend();
  expect(text(item.id)).toMatchObject({ state: 'read', text: 'The kangaroo strategy' });
  expect(titles('kangaroo')).toEqual(['Plan']);
  const { file, version } = itemById(db, item.id) ?? {};
  expect(version).toBe(1);
  expect(file).toMatchObject({ name: 'Plan.docx', mimetype: expect.stringContaining('wordprocessing') });
  expect(await files.has(file?.sha256 ?? '')).toBe(true);
  expect(versionsOf(db, item.id, { limit: 5, offset: 0 }).map(({ fields }) => fields.file)).toEqual([file]);
});

test('a refusal by Slack is reported, and a fault of Baton is given up after six tries', async () => {
  let asked = 0;
  const { add, tend, text, later } = documents(async (id) => {
    asked += 1;
    throw id === 'F1' ? new UserError('Slack does not have this file any more.') : new TypeError('a bug');
  });
  const gone = await add({ title: 'Gone', file: upload('F1') });
  await tend();
  expect(text(gone.id)).toMatchObject({ state: 'missing', trouble: 'Slack does not have this file any more.' });
  asked = 0;
  const flaky = await add({ title: 'Flaky', file: upload('F2') });
  await tend();
  await tend();
  expect(asked).toBe(1);
  for (let hour = 0; hour < 8; hour += 1) {
    later(60);
    await tend();
  }
  expect(asked).toBe(6);
  expect(text(flaky.id)).toMatchObject({
    state: 'missing',
    trouble: expect.stringContaining('Please upload it again'),
  });
});

const coded = (code: string) => Object.assign(new Error(code), { code });

test.each([
  ['Slack answers 503', new NotYet('Slack answered 503 for a file')],
  ['the network is away', new TypeError('fetch failed', { cause: coded('ENOTFOUND') })],
  ['the disk is full', new UserError('My disk is full.', { cause: coded('ENOSPC') })],
])('an upload is fetched once it can be, however long %s', async (_, error) => {
  let isAway = true;
  let asked = 0;
  const { add, tend, text, later } = documents(async (id, stop) => {
    asked += 1;
    if (isAway) throw error;
    return slackHas(docx('kangaroo'))(id, stop);
  });
  const item = await add({ title: 'Plan', file: upload('F1') });
  for (let minute = 0; minute < 24 * 60; minute += 1) {
    await tend();
    later(1);
  }
  // The pauses grow to half an hour.
  expect(asked).toBeGreaterThan(45);
  expect(asked).toBeLessThan(120);
  expect(text(item.id)).toMatchObject({ state: 'fetching', trouble: null });
  isAway = false;
  later(30);
  await tend();
  expect(text(item.id)).toMatchObject({ state: 'read', text: 'kangaroo' });
});

test('a text that was read while the disk was full is kept once there is room', async () => {
  const { db, add, tend, text, titles, files, failedWrites } = documents(slackHas(new Uint8Array()));
  const words = Array.from({ length: 30_000 }, (_, at) => `word${at}`).join(' ');
  const { sha256 } = await files.keep([Buffer.from(words)], 1_000_000);
  const item = await add({ title: 'Long', file: { sha256, name: 'a.txt', mimetype: '', bytes: 1 } });
  const pages = db.$client.pragma('page_count', { simple: true });
  const mostPages = db.$client.pragma('max_page_count', { simple: true });
  db.$client.pragma(`max_page_count = ${pages}`);
  const tended = tend();
  await expect.poll(failedWrites, { timeout: 5_000 }).toBeGreaterThan(0);
  expect(text(item.id)).toMatchObject({ state: 'waiting', attempts: 1 });
  db.$client.pragma(`max_page_count = ${mostPages}`);
  await tended;
  expect(text(item.id)).toMatchObject({ state: 'read' });
  expect(titles('word29999')).toEqual(['Long']);
});

test('a document that crashes Baton each time is given up after the last try', async () => {
  const { db, add, tend, text, later, files } = documents(slackHas(new Uint8Array()));
  const { sha256 } = await files.keep([docx('fine')], 1_000_000);
  const item = await add({ title: 'Fine', file: { sha256, name: 'a.docx', mimetype: '', bytes: 1 } });
  const begun = db.$client.prepare('update library_texts set attempts = ?');
  begun.run(5);
  await tend();
  expect(text(item.id)).toMatchObject({ state: 'read' });
  db.$client.exec("update library_texts set state = 'waiting'");
  begun.run(6);
  later(60);
  await tend();
  expect(text(item.id)).toMatchObject({ state: 'unreadable', trouble: 'Its text could not be read.' });
});

test('an unreadable document is reported, and is still found by its title', async () => {
  const { add, tend, text, titles, files } = documents(slackHas(new Uint8Array()));
  const { sha256 } = await files.keep([docx('x')], 1_000_000);
  const picture = await add({ title: 'A picture', file: { sha256, name: 'a.png', mimetype: 'image/png', bytes: 1 } });
  const broken = await add({ title: 'Broken', file: { sha256, name: 'a.pdf', mimetype: '', bytes: 1 } });
  const lost = await add({ title: 'Lost', file: { sha256: 'b'.repeat(64), name: 'a.pdf', mimetype: '', bytes: 1 } });
  await tend();
  expect(text(picture.id)).toMatchObject({
    state: 'unreadable',
    trouble: expect.stringContaining('Not searchable by its text'),
  });
  expect(text(broken.id)).toMatchObject({ state: 'unreadable', trouble: expect.stringContaining('damaged') });
  expect(text(lost.id)).toMatchObject({ state: 'unreadable', trouble: 'The file is missing.' });
  expect(titles('broken')).toEqual(['Broken']);
});

test('a document that is being read is tried again five minutes later, if Baton dies', async () => {
  const seen: unknown[] = [];
  const made = documents(async (id, stop) => {
    seen.push(made.text(1)?.at);
    return slackHas(docx('kangaroo'))(id, stop);
  });
  await made.add({ title: 'Plan', file: upload('F1') });
  await made.tend();
  expect(seen).toEqual([minutesAfter(NOW, 5)]);
});

test('a pause is as long as Slack says, and begins short again after a success', async () => {
  let error: unknown;
  const { write, add, tend, text, later } = documents(async (id, stop) => {
    if (error) throw error;
    return slackHas(docx('kangaroo'))(id, stop);
  });
  const pause = (since: Date) => ((text(1)?.at.getTime() ?? 0) - since.getTime()) / 60_000;
  await add({ title: 'Plan', file: upload('F1') });
  error = new WebAPIRateLimitedError(600);
  await tend();
  expect(pause(NOW)).toBe(10);
  error = new NotYet('Slack answered 503');
  for (let tried = 0; tried < 6; tried += 1) {
    later(30);
    await tend();
  }
  expect(pause(minutesAfter(NOW, 180))).toBeGreaterThan(10);
  error = undefined;
  later(30);
  await tend();
  expect(text(1)).toMatchObject({ state: 'read' });
  error = new NotYet('Slack answered 503');
  await write((tx) => updateItem(tx, { itemId: 1, by: 'U1', file: upload('F2') }, minutesAfter(NOW, 210)));
  await tend();
  expect(pause(minutesAfter(NOW, 210))).toBeLessThanOrEqual(1);
});

test('a document that became a link meanwhile is not fetched', async () => {
  const fetched: string[] = [];
  const during: (() => Promise<unknown>)[] = [];
  const { write, add, tend, text } = documents(async (id, stop) => {
    fetched.push(id);
    await during.pop()?.();
    return slackHas(docx('kangaroo'))(id, stop);
  });
  await add({ title: 'One', file: upload('F1') });
  await add({ title: 'Two', file: upload('F2') });
  during.push(() => write((tx) => updateItem(tx, { itemId: 2, by: 'U1', link: 'https://example.com' }, NOW)));
  await tend();
  expect([fetched, text(2)]).toEqual([['F1'], undefined]);
});

test('a document that was replaced meanwhile is not restored', async () => {
  const during: (() => Promise<unknown>)[] = [];
  const { write, add, tend, text, titles } = documents(async (id, stop) => {
    await during.pop()?.();
    return slackHas(docx(id === 'F1' ? 'kangaroo' : 'wombat'))(id, stop);
  });
  const item = await add({ title: 'Plan', file: upload('F1') });
  during.push(() => write((tx) => updateItem(tx, { itemId: item.id, by: 'U1', file: upload('F2') }, NOW)));
  await tend();
  expect(text(item.id)).toMatchObject({ state: 'read', text: 'wombat' });
  expect(titles('kangaroo')).toEqual([]);
  await write((tx) => updateItem(tx, { itemId: item.id, by: 'U1', link: 'https://example.com' }, NOW));
  expect(text(item.id)).toBeUndefined();
  expect(titles('wombat')).toEqual([]);
});

test('reading stops with Baton, and restarts at the next start', async () => {
  const stopping = new AbortController();
  const { add, tend, text } = documents(async (_, stop) => {
    setImmediate(() => stopping.abort());
    await once(stop, 'abort');
    throw new Error('aborted');
  });
  const item = await add({ title: 'Plan', file: upload('F1') });
  await tend(stopping.signal);
  expect(text(item.id)).toMatchObject({ state: 'fetching', attempts: 0, at: NOW });
});
