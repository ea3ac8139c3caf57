import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Sandbox } from '../src/index.ts';
import { startSandbox } from '../src/index.ts';
import { call, errorOf } from './support/call.ts';
import { manifest, options, workspace } from './support/workspace.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox(options);
});
afterEach(() => {
  vi.restoreAllMocks();
});
afterAll(() => sandbox.close());

const channel = (name: string): string => sandbox.ids.channels[name] ?? '';
const person = (key: string): string => sandbox.ids.people[key] ?? '';
const post = async (text = 'hello', more = {}): Promise<string> =>
  String((await call(sandbox, 'chat.postMessage', { channel: channel('sales'), text, ...more })).ts);

test('a call without a token or with a wrong one is refused', async () => {
  expect(await errorOf(sandbox, 'auth.test', {}, null)).toBe('not_authed');
  expect(await errorOf(sandbox, 'auth.test', {}, 'xoxb-wrong')).toBe('invalid_auth');
  expect(await errorOf(sandbox, 'auth.test', {}, sandbox.appToken)).toBe('not_allowed_token_type');
  expect(await errorOf(sandbox, 'apps.connections.open')).toBe('not_allowed_token_type');
  expect(await call(sandbox, 'auth.test', { token: sandbox.botToken }, null)).toMatchObject({
    ok: true,
    user_id: sandbox.botUserId,
    bot_id: sandbox.botId,
    team_id: sandbox.teamId,
  });
});

test('arguments may also be JSON, and invalid JSON is refused', async () => {
  const send = async (body: string) => {
    const response = await fetch(`${sandbox.apiUrl}chat.postMessage`, {
      method: 'POST',
      headers: { authorization: `Bearer ${sandbox.botToken}`, 'content-type': 'application/json; charset=utf-8' },
      body,
    });
    return (await response.json()) as Record<string, unknown>;
  };
  const blocks = [{ type: 'section', text: { type: 'mrkdwn', text: 'in JSON' } }];
  expect(await send(JSON.stringify({ channel: channel('sales'), text: 'x', blocks }))).toMatchObject({ ok: true });
  expect(await send('{')).toEqual({ ok: false, error: 'invalid_json' });
  expect(await send('[]')).toEqual({ ok: false, error: 'json_not_object' });
});

test('an unknown method is refused and listed as a problem', async () => {
  const told = vi.spyOn(console, 'error').mockImplementation(() => {});
  expect(await errorOf(sandbox, 'pins.add')).toBe('unknown_method');
  expect(told).toHaveBeenCalledWith(expect.stringContaining('pins.add'));
});

test('a scope that the manifest lacks is named in the error', async () => {
  const scopes = { bot: ['chat:write', 'channels:read'] };
  const poor = await startSandbox({ manifest: { ...manifest, oauth_config: { scopes } }, workspace });
  expect(await call(poor, 'users.info', { user: person('mia') })).toMatchObject({
    error: 'missing_scope',
    needed: 'users:read',
    provided: 'chat:write,channels:read',
  });
  expect(await call(poor, 'conversations.list', { types: 'public_channel,private_channel' })).toMatchObject({
    error: 'missing_scope',
    needed: 'groups:read',
  });
  expect(await errorOf(poor, 'conversations.history', { channel: channel('sales') })).toBe('missing_scope');
  await poor.close();
});

test('the email address of a person is returned only to an app that may read it', async () => {
  const scopes = { bot: ['users:read'] };
  const poor = await startSandbox({ manifest: { ...manifest, oauth_config: { scopes } }, workspace });
  const withoutEmail = await call(poor, 'users.info', { user: person('mia') });
  const withEmail = await call(sandbox, 'users.info', { user: person('mia') });
  expect(withoutEmail.user).not.toHaveProperty('profile.email');
  expect(withEmail.user).toHaveProperty('profile.email', 'mia@harbour.example');
  await poor.close();
});

test('the bot can post only in channels that it is in', async () => {
  const to = (target: string) => errorOf(sandbox, 'chat.postMessage', { channel: target, text: 'x' });
  expect(await to(channel('quiet'))).toBe('not_in_channel');
  expect(await to(channel('secret'))).toBe('channel_not_found');
  expect(await to('C0NOTHING')).toBe('channel_not_found');
  expect(await to(person('dan'))).toBe('channel_not_found');
  expect(await to('#sales')).toBeUndefined();
  expect(await to(person('mia'))).toBeUndefined();
  expect(sandbox.as('mia').dm().at(-1)?.text).toBe('x');
});

test('an archived channel refuses messages', async () => {
  const ts = await post('before');
  sandbox.admin.archive('#sales');
  const args = { channel: channel('sales'), text: 'x' };
  expect(await errorOf(sandbox, 'chat.postMessage', args)).toBe('is_archived');
  expect(await errorOf(sandbox, 'chat.update', { ...args, ts })).toBe('is_inactive');
  const reaction = { channel: channel('sales'), timestamp: ts, name: 'eyes' };
  expect(await errorOf(sandbox, 'reactions.add', reaction)).toBe('is_archived');
  expect(() => sandbox.as('mia').say('#sales', 'x')).toThrow('archived');
  sandbox.admin.unarchive('#sales');
});

test('messages without content, or with too much of it, are refused', async () => {
  const of = (more: Record<string, unknown>) =>
    errorOf(sandbox, 'chat.postMessage', { channel: channel('sales'), ...more });
  const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } });
  expect(await of({})).toBe('no_text');
  expect(await of({ text: '  ' })).toBe('no_text');
  expect(await of({ blocks: Array.from({ length: 5 }, () => section('x'.repeat(2900))) })).toBe('msg_blocks_too_long');
  expect(await of({ blocks: 'nonsense' })).toBe('invalid_blocks_format');
});

test('invalid blocks are refused with a pointer to each fault', async () => {
  const blocks = Array.from({ length: 51 }, () => ({ type: 'divider' }));
  const answer = await call(sandbox, 'chat.postMessage', { channel: channel('sales'), blocks, text: 'x' });
  expect(answer).toMatchObject({
    error: 'invalid_blocks',
    errors: [expect.stringContaining('[json-pointer:/blocks]')],
    response_metadata: { messages: [expect.stringMatching(/^\[ERROR\] /)] },
  });
});

test('a text beyond 40,000 characters is cut, between characters', async () => {
  const text = `${'x'.repeat(39_999)}🎉🎉`;
  const { message } = await call(sandbox, 'chat.postMessage', { channel: channel('sales'), text });
  expect((message as { text: string }).text).toBe(`${'x'.repeat(39_999)}🎉`);
});

test('invalid blocks in attachments are refused with a pointer into the attachment', async () => {
  const post = (attachments: unknown) =>
    call(sandbox, 'chat.postMessage', { channel: channel('sales'), attachments, text: 'x' });
  expect(await post([{ color: '#fff' }, { blocks: [{ type: 'section' }] }])).toMatchObject({
    error: 'invalid_attachments',
    errors: [expect.stringContaining('[json-pointer:/attachments/1/blocks/0]')],
  });
  expect(await post([{ blocks: [{ type: 'divider' }] }])).toMatchObject({ ok: true });
  expect(await post(Array.from({ length: 101 }, () => ({ text: 'x' })))).toMatchObject({
    error: 'too_many_attachments',
  });
});

describe('blocks.validate', () => {
  const check = (args: Record<string, unknown>) => call(sandbox, 'blocks.validate', args, null);
  const divider = { type: 'divider' };
  const title = { type: 'plain_text', text: 'A title' };

  test('takes exactly one of blocks, a view or a message', async () => {
    expect(await check({ blocks: [divider] })).toEqual({ ok: true });
    expect(await check({ message: { blocks: [divider] } })).toEqual({ ok: true });
    expect(await check({ view: { type: 'modal', title, blocks: [divider] } })).toEqual({ ok: true });
    expect(await check({ view: { type: 'home', blocks: [divider] } })).toEqual({ ok: true });
    expect(await check({})).toMatchObject({ error: 'invalid_arguments' });
    expect(await check({ blocks: [divider], message: {} })).toMatchObject({ error: 'invalid_arguments' });
  });

  test('names the kind of value and each fault in it', async () => {
    const errors = (pointer: string) => [
      {
        pointer,
        code: 'failed_constraint',
        message: 'unsupported type: dividre',
        constraint: { type: 'enum', expected: expect.arrayContaining(['divider', 'section']), got: 'dividre' },
      },
    ];
    const wrong = [{ type: 'dividre' }];
    expect(await check({ blocks: wrong })).toEqual({ ok: false, error: 'invalid_blocks', errors: errors('/0/type') });
    expect(await check({ message: { blocks: wrong } })).toEqual({
      ok: false,
      error: 'invalid_message',
      errors: errors('/blocks/0/type'),
    });
    expect(await check({ message: { attachments: [{ blocks: wrong }] } })).toMatchObject({
      error: 'invalid_message',
      errors: errors('/attachments/0/blocks/0/type'),
    });
    expect(await check({ view: { type: 'modal', title, blocks: wrong } })).toEqual({
      ok: false,
      error: 'invalid_view',
      errors: errors('/blocks/0/type'),
    });
    expect(await check({ blocks: Array.from({ length: 51 }, () => divider) })).toEqual({
      ok: false,
      error: 'invalid_blocks',
      errors: [{ pointer: '', code: 'failed_constraint', message: 'no more than 50 items allowed' }],
    });
  });
});

test('the bot changes and deletes its own messages, and no others', async () => {
  const ts = await post('mine', { blocks: [{ type: 'divider' }] });
  const theirs = sandbox.as('sam').say('#sales', 'theirs').ts;
  const at = { channel: channel('sales') };
  expect(await errorOf(sandbox, 'chat.update', { ...at, ts: theirs, text: 'x' })).toBe('cant_update_message');
  expect(await errorOf(sandbox, 'chat.delete', { ...at, ts: theirs })).toBe('cant_delete_message');
  expect(await errorOf(sandbox, 'chat.update', { ...at, ts: '1.000000', text: 'x' })).toBe('message_not_found');
  expect(await errorOf(sandbox, 'chat.update', { ...at, ts })).toBe('no_text');
  const updated = await call(sandbox, 'chat.update', { ...at, ts, text: 'now' });
  expect(updated).toMatchObject({ ok: true, text: 'now', message: { blocks: [{ type: 'divider' }] } });
  const bare = await call(sandbox, 'chat.update', { ...at, ts, text: 'bare', blocks: [] });
  expect(bare.message).not.toHaveProperty('blocks');
  expect(bare.message).toHaveProperty('edited');
  expect(await call(sandbox, 'chat.delete', { ...at, ts })).toMatchObject({ ok: true, ts });
  expect(await errorOf(sandbox, 'chat.delete', { ...at, ts })).toBe('message_not_found');
});

test('a deleted message that has replies leaves a tombstone', async () => {
  const ts = await post('parent');
  await post('reply', { thread_ts: ts });
  await call(sandbox, 'chat.delete', { channel: channel('sales'), ts });
  const { messages } = await call(sandbox, 'conversations.replies', { channel: channel('sales'), ts });
  expect(messages).toMatchObject([{ subtype: 'tombstone', user: 'USLACKBOT' }, { text: 'reply' }]);
  expect(await errorOf(sandbox, 'chat.update', { channel: channel('sales'), ts, text: 'x' })).toBe('message_not_found');
});

test('a reply to a reply is in the same thread, and a reply to a missing message is refused', async () => {
  const ts = await post('parent');
  const reply = await post('first', { thread_ts: ts });
  const second = await call(sandbox, 'chat.postMessage', { channel: channel('sales'), text: 'x', thread_ts: reply });
  expect(second.message).toHaveProperty('thread_ts', ts);
  const lost = { channel: channel('sales'), text: 'x', thread_ts: '1.000000' };
  expect(await errorOf(sandbox, 'chat.postMessage', lost)).toBe('thread_not_found');
});

test('an ephemeral message can only go to a member of the channel', async () => {
  const to = (user: string) =>
    errorOf(sandbox, 'chat.postEphemeral', { channel: channel('sales'), user: person(user), text: 'psst' });
  expect(await to('gil')).toBe('user_not_in_channel');
  expect(await to('mia')).toBeUndefined();
  expect(sandbox.as('mia').sees('#sales').at(-1)).toMatchObject({ text: 'psst', isEphemeral: true });
  const { messages } = await call(sandbox, 'conversations.history', { channel: channel('sales'), limit: 1 });
  expect(messages).not.toMatchObject([{ text: 'psst' }]);
});

test('reactions follow Slack’s rules', async () => {
  const at = { channel: channel('sales'), timestamp: await post('react') };
  expect(await errorOf(sandbox, 'reactions.add', { ...at, name: 'no_such_emoji' })).toBe('invalid_name');
  expect(await errorOf(sandbox, 'reactions.add', { ...at, name: 'thumbsup::skin-tone-3' })).toBeUndefined();
  expect(await errorOf(sandbox, 'reactions.add', { ...at, name: '+1::skin-tone-3' })).toBe('already_reacted');
  expect(await errorOf(sandbox, 'reactions.remove', { ...at, name: 'eyes' })).toBe('no_reaction');
  expect(await errorOf(sandbox, 'reactions.add', { ...at, name: 'eyes', timestamp: '5' })).toBe('bad_timestamp');
  expect(await errorOf(sandbox, 'reactions.add', { name: 'eyes' })).toBe('no_item_specified');
  expect((await call(sandbox, 'reactions.get', at)).message).toMatchObject({
    reactions: [{ name: '+1::skin-tone-3', count: 1, users: [sandbox.botUserId] }],
  });
  const names = 'a b o x m v eyes tada dog cat zzz fire star boom sunny mouse cow pig frog bee ant fish'.split(' ');
  for (const name of names) await call(sandbox, 'reactions.add', { ...at, name });
  expect(await errorOf(sandbox, 'reactions.add', { ...at, name: 'trophy' })).toBe('too_many_reactions');
});

test('people are found by id and by email address, deactivated people by id only', async () => {
  expect(await errorOf(sandbox, 'users.info', { user: 'U0NOBODY' })).toBe('user_not_found');
  expect((await call(sandbox, 'users.info', { user: person('dan') })).user).toMatchObject({ deleted: true });
  expect((await call(sandbox, 'users.info', { user: person('gil') })).user).toMatchObject({ is_restricted: true });
  const olga = (await call(sandbox, 'users.info', { user: person('olga') })).user as Record<string, unknown>;
  expect(olga.team_id).not.toBe(sandbox.teamId);
  const found = await call(sandbox, 'users.lookupByEmail', { email: 'MIA@harbour.example' });
  expect(found.user).toMatchObject({ id: person('mia'), tz: 'Europe/Berlin' });
  expect(await errorOf(sandbox, 'users.lookupByEmail', { email: 'dan@harbour.example' })).toBe('users_not_found');
  const group = { usergroup: sandbox.ids.userGroups.sellers };
  expect(await call(sandbox, 'usergroups.users.list', group)).toEqual({ ok: true, users: [person('sam')] });
  expect(await errorOf(sandbox, 'usergroups.users.list', { usergroup: 'S0' })).toBe('no_such_subteam');
});

test('a direct message is opened only once', async () => {
  const users = { users: person('gil') };
  const first = await call(sandbox, 'conversations.open', users);
  expect(first).not.toHaveProperty('already_open');
  expect(await call(sandbox, 'conversations.open', users)).toMatchObject({
    already_open: true,
    channel: first.channel,
  });
  expect(await errorOf(sandbox, 'conversations.open', { users: person('dan') })).toBe('user_disabled');
  expect(await errorOf(sandbox, 'conversations.open', { users: 'U0NOBODY' })).toBe('user_not_found');
});

test('a missing argument is named in the error', async () => {
  expect(await call(sandbox, 'chat.postMessage', { text: 'x' })).toMatchObject({
    error: 'invalid_arguments',
    response_metadata: { messages: ['[ERROR] missing required field: channel'] },
  });
});
