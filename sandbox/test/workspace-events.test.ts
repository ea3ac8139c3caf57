import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Sandbox } from '../src/index.ts';
import { startSandbox } from '../src/index.ts';
import { call, errorOf } from './support/call.ts';
import type { Listener } from './support/listener.ts';
import { startListener } from './support/listener.ts';
import { manifest, options, workspace } from './support/workspace.ts';

let sandbox: Sandbox;
let listener: Listener;
beforeAll(async () => {
  listener = await startListener();
  sandbox = await startSandbox({ ...options, deliver: { mode: 'http', url: listener.url } });
});
afterEach(() => sandbox.traffic.clear());
afterAll(async () => {
  await listener.close();
  await sandbox.close();
});

const events = async (type: string): Promise<Record<string, unknown>[]> => {
  await sandbox.settled();
  return sandbox.traffic.deliveries(type).map((each) => each.payload.event as Record<string, unknown>);
};
const person = (key: string): string => sandbox.ids.people[key] ?? '';

test('the bot receives no events of channels that it is not in', async () => {
  const message = sandbox.as('sam').say('#quiet', 'not for the bot');
  sandbox.as('sam').react(message, 'eyes');
  sandbox.as('mia').say('#secret', 'not for the bot either');
  sandbox.admin.invite('#quiet', 'mia');
  await sandbox.settled();
  expect(sandbox.traffic.deliveries()).toEqual([]);
});

test('an app without subscriptions receives no events', async () => {
  const settings = { ...manifest.settings, event_subscriptions: { bot_events: ['reaction_added'] } };
  const deliver = { mode: 'http' as const, url: listener.url };
  const quiet = await startSandbox({ manifest: { ...manifest, settings }, workspace, deliver });
  const message = quiet.as('sam').say('#sales', 'hello');
  quiet.as('sam').react(message, 'eyes');
  await quiet.settled();
  expect(quiet.traffic.deliveries().map((each) => each.what)).toEqual(['reaction_added']);
  await quiet.close();
});

test('the bot receives events of its own messages and reactions, as in Slack', async () => {
  const { channel, ts } = await call(sandbox, 'chat.postMessage', {
    channel: sandbox.ids.channels.sales,
    text: 'mine',
  });
  await call(sandbox, 'reactions.add', { channel, timestamp: ts, name: 'eyes' });
  expect(await events('message')).toMatchObject([{ text: 'mine', bot_id: sandbox.botId, user: sandbox.botUserId }]);
  expect(await events('reaction_added')).toMatchObject([{ user: sandbox.botUserId, item: { ts } }]);
});

test('an edit and a deletion include the previous message', async () => {
  const mia = sandbox.as('mia');
  const message = mia.say('#sales', 'before');
  mia.edit(message, 'after');
  mia.delete(message);
  expect((await events('message')).slice(1)).toMatchObject([
    { subtype: 'message_changed', message: { text: 'after' }, previous_message: { text: 'before' } },
    { subtype: 'message_deleted', deleted_ts: message.ts, previous_message: { text: 'after' } },
  ]);
});

test('a message to the app has the type im and no channel name', async () => {
  sandbox.as('mia').say('dm', 'hello');
  expect(await events('message')).toMatchObject([{ channel_type: 'im', channel: expect.stringMatching(/^D/) }]);
});

test('people join, change and leave', async () => {
  sandbox.admin.hire('tim', { realName: 'Tim Trainee' });
  sandbox.admin.makeGuest('tim');
  sandbox.admin.deactivate('tim');
  expect(await events('team_join')).toMatchObject([{ user: { real_name: 'Tim Trainee', is_restricted: false } }]);
  expect(await events('user_change')).toMatchObject([
    { user: { id: person('tim'), is_restricted: true } },
    { user: { id: person('tim'), deleted: true } },
  ]);
  expect(() => sandbox.as('tim').say('dm', 'am I still here?')).toThrow('deactivated');
});

test('the app receives joins and leaves of its channels, including the bot’s own', async () => {
  sandbox.admin.invite('#sales', 'gil');
  sandbox.admin.kick('#sales', 'gil');
  sandbox.admin.inviteBot('#quiet');
  sandbox.admin.kickBot('#quiet');
  expect((await events('member_joined_channel')).map((each) => each.user)).toEqual([person('gil'), sandbox.botUserId]);
  expect((await events('member_left_channel')).map((each) => each.user)).toEqual([person('gil'), sandbox.botUserId]);
});

test('a change of a user group lists the added and removed members', async () => {
  sandbox.admin.setGroup('sellers', ['mia']);
  expect(await events('subteam_members_changed')).toMatchObject([
    { added_users: [person('mia')], removed_users: [person('sam')], added_users_count: 1 },
  ]);
});

test('do-not-disturb, status and presence can be read', async () => {
  sandbox.admin.setDnd('sam', 1_900_000_000);
  sandbox.admin.setPresence('sam', 'away');
  sandbox.admin.setStatus('sam', { text: 'On holiday', emoji: ':palm_tree:' });
  expect(await events('dnd_updated_user')).toMatchObject([{ user: person('sam'), dnd_status: { dnd_enabled: true } }]);
  const user = { user: person('sam') };
  expect(await call(sandbox, 'dnd.info', user)).toMatchObject({ dnd_enabled: true, next_dnd_end_ts: 1_900_000_000 });
  expect(await call(sandbox, 'users.getPresence', user)).toMatchObject({ presence: 'away' });
  expect((await call(sandbox, 'users.info', user)).user).toMatchObject({
    profile: { status_text: 'On holiday', status_emoji: ':palm_tree:' },
  });
});

test('guests and people of other workspaces see only their own channels', () => {
  expect(sandbox.as('gil').sees('#general')).toEqual([]);
  sandbox.as('mia').say('#sales', 'for the partner, too');
  expect(sandbox.as('olga').sees('#sales').at(-1)?.text).toBe('for the partner, too');
  sandbox.as('sam').say('#quiet', 'not for the partner');
  expect(sandbox.as('olga').sees('#quiet')).toEqual([]);
});

test('timestamps follow the test’s clock and never repeat', async () => {
  const clock = { now: () => new Date('2026-03-29T01:30:00Z') };
  const still = await startSandbox({ ...options, clock });
  const stamps = ['a', 'b', 'c'].map((text) => still.as('mia').say('#sales', text).ts);
  expect(new Set(stamps).size).toBe(3);
  for (const ts of stamps) expect(Math.floor(Number(ts))).toBe(clock.now().getTime() / 1000);
  await still.close();
});

test('people, channels and the app keep their ids over a restart, but views and files do not', async () => {
  const again = await startSandbox(options);
  expect(again.ids.people.sam).toBe(person('sam'));
  expect([again.appId, again.botUserId, again.teamId]).toEqual([sandbox.appId, sandbox.botUserId, sandbox.teamId]);
  const ask = { filename: 'a', length: 1 };
  const [one, two] = [
    await call(sandbox, 'files.getUploadURLExternal', ask),
    await call(again, 'files.getUploadURLExternal', ask),
  ];
  expect(one.file_id).not.toBe(two.file_id);
  await again.close();
});

test('an inconsistent workspace is refused with a reason', async () => {
  const start = (spec: object) => startSandbox({ manifest, workspace: { ...workspace, ...spec } });
  await expect(start({ botIn: ['nowhere'] })).rejects.toThrow('"nowhere", which is not a channel');
  await expect(start({ channels: { a: { members: ['zed'] } }, botIn: [] })).rejects.toThrow('"zed"');
  await expect(start({ people: { a: { tz: 'Mars' } } })).rejects.toThrow('Europe/Berlin');
});

test('an uninstalled app receives an event, and its token stops working', async () => {
  sandbox.admin.uninstall();
  expect(await events('app_uninstalled')).toHaveLength(1);
  expect(sandbox.traffic.deliveries('tokens_revoked')).toHaveLength(1);
  await expect.poll(() => errorOf(sandbox, 'auth.test')).toBe('account_inactive');
});

test('metadata of the types in the manifest is told when it is posted, changed and removed', async () => {
  const event_subscriptions = {
    bot_events: ['message_metadata_posted', 'message_metadata_updated', 'message_metadata_deleted'],
    metadata_subscriptions: [{ app_id: '*', event_type: 'task' }],
  };
  const told = await startSandbox({
    ...options,
    manifest: { ...manifest, settings: { ...manifest.settings, event_subscriptions } },
    deliver: { mode: 'http', url: listener.url },
  });
  const channel = told.ids.channels.sales;
  const metadata = (event_type: string, state: string) => ({ event_type, event_payload: { state } });
  await call(told, 'chat.postMessage', { channel, text: 'a', metadata: metadata('other', 'new') });
  const { ts } = await call(told, 'chat.postMessage', { channel, text: 'a', metadata: metadata('task', 'new') });
  await call(told, 'chat.update', { channel, ts, text: 'b' });
  await call(told, 'chat.update', { channel, ts, text: 'b', metadata: metadata('task', 'done') });
  await call(told, 'chat.delete', { channel, ts });
  await told.settled();
  const place = { channel_id: channel, message_ts: ts, bot_id: told.botId };
  const events = told.traffic.deliveries().map((each) => each.payload.event);
  expect(events).toMatchObject([
    { type: 'message_metadata_posted', ...place, metadata: metadata('task', 'new') },
    {
      type: 'message_metadata_updated',
      ...place,
      metadata: metadata('task', 'done'),
      previous_metadata: metadata('task', 'new'),
    },
    { type: 'message_metadata_deleted', ...place, metadata: metadata('task', 'done') },
  ]);
  await told.close();
});
