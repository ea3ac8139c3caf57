import { WebClient } from '@slack/web-api';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Sandbox } from '../src/index.ts';
import { startSandbox } from '../src/index.ts';
import { call, errorOf } from './support/call.ts';
import { options } from './support/workspace.ts';

let sandbox: Sandbox;
let client: WebClient;
beforeAll(async () => {
  sandbox = await startSandbox(options);
  client = new WebClient(sandbox.botToken, { slackApiUrl: sandbox.apiUrl });
});
afterAll(() => sandbox.close());

const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

async function readyFile(id: string): Promise<Record<string, unknown>> {
  for (;;) {
    const file = (await call(sandbox, 'files.info', { file: id })).file as Record<string, unknown>;
    if (file.mimetype) return file;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

test('a file that the SDK uploads into a channel is visible to its members', async () => {
  const channel_id = sandbox.ids.channels.sales;
  await client.filesUploadV2({
    channel_id,
    filename: 'leads.csv',
    content: 'name\nAcme\n',
    initial_comment: 'the list',
  });
  const message = await sandbox.as('sam').waitForMessage('#sales', 'the list');
  expect(message.files).toEqual(['leads.csv']);
  const { messages } = await call(sandbox, 'conversations.history', { channel: channel_id, limit: 1 });
  const [{ files }] = messages as [{ files: [{ url_private: string }] }];
  const content = await fetch(files[0].url_private);
  expect(await content.text()).toBe('name\nAcme\n');
  // No app is connected, so the event is retried.
  await sandbox.settled();
  const ids = sandbox.traffic.deliveries('file_shared').map((each) => each.payload.event_id);
  expect(new Set(ids).size).toBe(1);
});

test('a picture keeps its description, which has a limit', async () => {
  const asked = { filename: 'chart.png', length: 1, alt_txt: 'A funnel' };
  const { file_id } = await call(sandbox, 'files.getUploadURLExternal', asked);
  expect(sandbox.store.files.get(String(file_id))).toMatchObject({ alt: 'A funnel' });
  const tooLong = { ...asked, alt_txt: 'x'.repeat(1001) };
  expect(await errorOf(sandbox, 'files.getUploadURLExternal', tooLong)).toBe('alt_txt_too_large');
});

async function uploadPicture(to: Sandbox): Promise<{ file_id: string; args: Record<string, unknown> }> {
  const start = await call(to, 'files.getUploadURLExternal', { filename: 'chart.png', length: PIXEL.length });
  const args = { files: [{ id: start.file_id, title: 'Chart' }] };
  expect(await errorOf(to, 'files.completeUploadExternal', args)).toBe('file_not_found');
  const sent = await fetch(String(start.upload_url), { method: 'POST', body: new Uint8Array(PIXEL) });
  expect(await sent.text()).toContain('OK');
  return { file_id: String(start.file_id), args };
}

const pictureOf = (to: Sandbox, file_id: string) => ({
  channel: to.ids.channels.sales,
  text: 'chart',
  blocks: [{ type: 'image', slack_file: { id: file_id }, alt_text: 'A chart' }],
});

test('an image that Slack has not processed cannot be used in a block', async () => {
  const slow = await startSandbox({ ...options, timings: { fileMs: 1_000_000 } });
  const { file_id, args } = await uploadPicture(slow);
  expect(await call(slow, 'files.completeUploadExternal', args)).toMatchObject({ ok: true, files: [{ mimetype: '' }] });
  expect(await call(slow, 'chat.postMessage', pictureOf(slow, file_id))).toMatchObject({
    error: 'invalid_blocks',
    errors: ['invalid slack file [json-pointer:/blocks/0/slack_file]'],
  });
  await slow.close();
});

test('an image can be used in a block once its type is known', async () => {
  const { file_id, args } = await uploadPicture(sandbox);
  await call(sandbox, 'files.completeUploadExternal', args);
  expect(await readyFile(file_id)).toMatchObject({ mimetype: 'image/png', title: 'Chart' });
  expect(await errorOf(sandbox, 'chat.postMessage', pictureOf(sandbox, file_id))).toBeUndefined();
});

async function uploaded(to: Sandbox): Promise<string> {
  const start = await call(to, 'files.getUploadURLExternal', { filename: 'a.txt', length: 1 });
  await fetch(String(start.upload_url), { method: 'POST', body: 'a' });
  return String(start.file_id);
}

test('a processed file is shared in a thread with the comment, or else the blocks', async () => {
  const channel_id = sandbox.ids.channels.sales;
  const { ts: thread_ts } = sandbox.as('mia').say('#sales', 'the thread');
  const blocks = [{ type: 'section', text: { type: 'plain_text', text: 'in blocks' } }];
  for (const words of [{ initial_comment: 'commented', blocks }, { blocks }]) {
    const id = await uploaded(sandbox);
    const answer = await call(sandbox, 'files.completeUploadExternal', {
      files: [{ id }],
      channel_id,
      thread_ts,
      ...words,
    });
    expect(answer).toMatchObject({ ok: true, files: [{ id, shares: {} }] });
    await expect
      .poll(async () => (await call(sandbox, 'files.info', { file: id })).file)
      .toMatchObject({ shares: { public: { [String(channel_id)]: [{ thread_ts }] } } });
  }
  const { messages } = await call(sandbox, 'conversations.replies', { channel: channel_id, ts: thread_ts });
  const [, commented, inBlocks] = messages as { text: string; blocks?: unknown[] }[];
  expect(commented).toMatchObject({ text: 'commented' });
  expect(commented).not.toHaveProperty('blocks');
  expect(inBlocks).toMatchObject({ text: '', blocks: [{ type: 'section' }] });
});

test.each([
  ['a person in place of a channel', () => ({ channel_id: sandbox.ids.people.mia }), 'channel_not_found'],
  ['a missing thread', () => ({ channel_id: sandbox.ids.channels.sales, thread_ts: '1.000100' }), 'thread_not_found'],
])('a file stays unshared after %s and can be shared elsewhere', async (_, place, error) => {
  const files = [{ id: await uploaded(sandbox) }];
  expect(await errorOf(sandbox, 'files.completeUploadExternal', { files, ...place() })).toBe(error);
  const channel_id = sandbox.ids.channels.sales;
  expect(await errorOf(sandbox, 'files.completeUploadExternal', { files, channel_id })).toBeUndefined();
});

test('a file can be deleted by its uploader', async () => {
  const theirs = sandbox.as('mia').say('#sales', 'mine', { files: [{ name: 'mine.txt', content: 'x' }] });
  const { messages } = await call(sandbox, 'conversations.replies', { channel: theirs.channel, ts: theirs.ts });
  const [{ files }] = messages as [{ files: [{ id: string }] }];
  expect(await errorOf(sandbox, 'files.delete', { file: files[0].id })).toBe('cant_delete_file');
  const file = await uploaded(sandbox);
  await call(sandbox, 'files.completeUploadExternal', { files: [{ id: file }] });
  expect(await errorOf(sandbox, 'files.delete', { file })).toBeUndefined();
  expect(await errorOf(sandbox, 'files.info', { file })).toBe('file_not_found');
});

test('an uploaded HTML file does not run in the page of the sandbox', async () => {
  const said = sandbox.as('mia').say('#sales', 'look', { files: [{ name: 'x.html', content: '<script>1</script>' }] });
  const { messages } = await call(sandbox, 'conversations.replies', { channel: said.channel, ts: said.ts });
  const [{ files }] = messages as [{ files: [{ url_private: string }] }];
  const answer = await fetch(files[0].url_private);
  expect(answer.headers.get('content-security-policy')).toContain('sandbox');
});
