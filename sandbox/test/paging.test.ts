import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Sandbox } from '../src/index.ts';
import { startSandbox } from '../src/index.ts';
import { call, errorOf } from './support/call.ts';
import { options } from './support/workspace.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox(options);
});
afterAll(() => sandbox.close());

const cursorOf = (answer: Record<string, unknown>): string =>
  String((answer.response_metadata as { next_cursor?: string } | undefined)?.next_cursor ?? '');

async function all(method: string, key: string, args: Record<string, unknown>): Promise<unknown[]> {
  const found: unknown[] = [];
  let cursor = '';
  do {
    const answer = await call(sandbox, method, { ...args, cursor });
    found.push(...(answer[key] as unknown[]));
    cursor = cursorOf(answer);
  } while (cursor !== '');
  return found;
}

test('the pages of people together list everyone once', async () => {
  const whole = (await call(sandbox, 'users.list')).members as { id: string }[];
  const paged = (await all('users.list', 'members', { limit: 2 })) as { id: string }[];
  expect(paged.map((each) => each.id)).toEqual(whole.map((each) => each.id));
  expect(whole.length).toBe(6);
});

test('a cursor stays valid when people are added', async () => {
  const members = { channel: sandbox.ids.channels.general, limit: 1 };
  const first = await call(sandbox, 'conversations.members', members);
  sandbox.admin.invite('#general', 'gil');
  const second = await call(sandbox, 'conversations.members', { ...members, cursor: cursorOf(first) });
  expect(first.members).toEqual([sandbox.ids.people.mia]);
  expect(second.members).toEqual([sandbox.ids.people.sam]);
});

test.each([
  ['conversations.list', 999],
  ['conversations.members', 999],
  ['conversations.history', 999],
  ['users.list', 1000],
  ['auth.teams.list', 1000],
])('%s takes the documented limit of %i, and refuses more', async (method, most) => {
  const place = /members|history/.test(method) ? { channel: sandbox.ids.channels.general } : {};
  expect(await errorOf(sandbox, method, { ...place, limit: most })).toBeUndefined();
  expect(await errorOf(sandbox, method, { ...place, limit: most + 1 })).toBe('invalid_limit');
});

test('an invalid cursor, or one of another list, is refused', async () => {
  const channel = sandbox.ids.channels.general;
  expect(await errorOf(sandbox, 'users.list', { cursor: 'nonsense' })).toBe('invalid_cursor');
  const other = cursorOf(await call(sandbox, 'conversations.list', { limit: 1 }));
  expect(other).not.toBe('');
  expect(await errorOf(sandbox, 'users.list', { cursor: other })).toBe('invalid_cursor');
  expect(await errorOf(sandbox, 'conversations.members', { channel, limit: 0 })).toBe('invalid_limit');
  const gone = cursorOf(await call(sandbox, 'conversations.members', { channel, limit: 1 }));
  sandbox.as('sam').leave('#general');
  expect(await errorOf(sandbox, 'conversations.members', { channel, cursor: gone })).toBe('invalid_cursor');
});

test('history is newest first, within its range and without replies; replies are oldest first, with the parent', async () => {
  const mia = sandbox.as('mia');
  const channel = sandbox.ids.channels.sales;
  const said = ['one', 'two', 'three', 'four'].map((text) => mia.say('#sales', text));
  const [one, two, three] = said;
  mia.say('#sales', 'a reply', { thread: two });
  const texts = (messages: unknown): string[] => (messages as { text: string }[]).map((each) => each.text);
  expect(texts(await all('conversations.history', 'messages', { channel, limit: 3 }))).toEqual([
    'four',
    'three',
    'two',
    'one',
  ]);
  const span = { channel, oldest: one?.ts, latest: three?.ts };
  expect(texts((await call(sandbox, 'conversations.history', span)).messages)).toEqual(['two']);
  const wide = await call(sandbox, 'conversations.history', { ...span, inclusive: true });
  expect(texts(wide.messages)).toEqual(['three', 'two', 'one']);
  const thread = await call(sandbox, 'conversations.replies', { channel, ts: two?.ts });
  expect(texts(thread.messages)).toEqual(['two', 'a reply']);
  expect((thread.messages as unknown[])[0]).toMatchObject({ reply_count: 1, thread_ts: two?.ts });
});

test('history continues when the message of the cursor was deleted', async () => {
  const mia = sandbox.as('mia');
  const channel = sandbox.ids.channels.sales;
  const [five] = ['five', 'six'].map((text) => mia.say('#sales', text));
  if (!five) throw new Error('Nothing was said.');
  const first = await call(sandbox, 'conversations.history', { channel, limit: 1 });
  mia.delete(five);
  const second = await call(sandbox, 'conversations.history', { channel, limit: 1, cursor: cursorOf(first) });
  expect(second.messages).toMatchObject([{ text: 'four' }]);
});

test('only channels that the app can see are listed', async () => {
  const { channels } = await call(sandbox, 'conversations.list', { types: 'public_channel,private_channel' });
  const names = (channels as { name: string }[]).map((each) => each.name);
  expect(names).toEqual(['general', 'sales', 'quiet']);
});

test('metadata of a message is returned on request', async () => {
  const channel = sandbox.ids.channels.general;
  const metadata = { event_type: 'mark', event_payload: { id: '7' } };
  await call(sandbox, 'chat.postMessage', { channel, text: 'marked', metadata });
  const plain = await call(sandbox, 'conversations.history', { channel, limit: 1 });
  const asked = await call(sandbox, 'conversations.history', { channel, limit: 1, include_all_metadata: true });
  expect((plain.messages as unknown[])[0]).not.toHaveProperty('metadata');
  expect((asked.messages as unknown[])[0]).toHaveProperty('metadata', metadata);
  const wrong = { channel, text: 'x', metadata: { event_type: 'mark' } };
  expect(await errorOf(sandbox, 'chat.postMessage', wrong)).toBe('invalid_metadata_format');
});
