import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Sandbox } from '../src/index.ts';
import { startSandbox } from '../src/index.ts';
import { call } from './support/call.ts';
import type { Listener } from './support/listener.ts';
import { startListener } from './support/listener.ts';
import { noteModal } from './support/notes-app.ts';
import { strayKeys } from './support/official-keys.ts';
import { options } from './support/workspace.ts';

let sandbox: Sandbox;
let listener: Listener;

const button = {
  type: 'button',
  action_id: 'go',
  text: { type: 'plain_text', text: 'Go' },
  value: '1',
  style: 'primary',
};
const blocks = [{ type: 'actions', elements: [button] }];
const home = { type: 'home', blocks };
const channel = (name: string): string => sandbox.ids.channels[name] ?? '';
const person = (key: string): string => sandbox.ids.people[key] ?? '';

/** Performs everything that can happen once, so that every kind of payload is in the log. */
beforeAll(async () => {
  listener = await startListener();
  sandbox = await startSandbox({ ...options, deliver: { mode: 'http', url: listener.url } });
  const { admin } = sandbox;
  const [mia, sam] = [sandbox.as('mia'), sandbox.as('sam')];
  const said = sam.say('#sales', '@relay see https://acme.example', { files: [{ name: 'a.txt', content: 'a' }] });
  sam.say('#general', '@relay hello');
  const reply = mia.say('#sales', 'a reply', { thread: said });
  mia.edit(reply, 'an edited reply');
  mia.react(said, 'eyes');
  mia.unreact(said, 'eyes');
  mia.delete(reply);
  const args = { channel: channel('sales'), text: 'card', blocks, metadata: { event_type: 'm', event_payload: {} } };
  const { ts } = await call(sandbox, 'chat.postMessage', args);
  await call(sandbox, 'reactions.add', { channel: channel('sales'), timestamp: ts, name: 'eyes' });
  const card = await mia.waitForMessage('#sales', 'Go');
  await mia.press(card, 'Go');
  await mia.shortcut('Note this', said);
  await mia.shortcut('New note');
  await mia.command('/note', { in: '#sales' });
  const { trigger_id } = sandbox.traffic.deliveries('/note').at(-1)?.payload ?? {};
  await call(sandbox, 'views.open', { trigger_id, view: noteModal });
  const modal = await mia.modal();
  await modal.fill({ Words: 'x', About: 'A' }).catch(() => {});
  await modal.press('Deeper');
  await modal.submit();
  await call(sandbox, 'views.publish', { user_id: mia.id, view: home });
  await mia.openHome();
  admin.invite('#sales', 'gil');
  admin.kick('#sales', 'gil');
  admin.archive('#general');
  admin.unarchive('#general');
  admin.rename('#general', 'everyone');
  admin.share('#everyone');
  admin.hire('new');
  admin.setStatus('sam', { text: 'away', emoji: ':palm_tree:' });
  admin.setDnd('sam', 1_900_000_000);
  admin.setGroup('sellers', ['mia']);
  await mia.command('/note', { in: '#sales' });
  const second = sandbox.traffic.deliveries('/note').at(-1)?.payload.trigger_id;
  await call(sandbox, 'views.open', { trigger_id: second, view: noteModal });
  await (await mia.modal()).close();
  await sandbox.settled();
});
afterAll(async () => {
  await listener.close();
  await sandbox.close();
});

const payloads = (what: string): Record<string, unknown>[] => {
  const found = sandbox.traffic.deliveries(what).map((each) => each.payload);
  if (found.length === 0) throw new Error(`Nothing of ${what} was delivered.`);
  return found;
};

test.each([
  ['SlashCommand', '/note'],
  ['BlockAction', 'block_actions'],
  ['MessageShortcut', 'message_action'],
  ['ViewSubmission', 'view_submission'],
  ['ViewClosed', 'view_closed'],
  ['AppHomeOpened', 'app_home_opened'],
  ['AppMention', 'app_mention'],
  ['ChannelArchive', 'channel_archive'],
  ['ChannelUnarchive', 'channel_unarchive'],
  ['ChannelRename', 'channel_rename'],
  ['ChannelShared', 'channel_shared'],
  ['DndUpdatedUser', 'dnd_updated_user'],
  ['MemberJoinedChannel', 'member_joined_channel'],
  ['MemberLeftChannel', 'member_left_channel'],
  ['ReactionAdded', 'reaction_added'],
  ['ReactionRemoved', 'reaction_removed'],
  ['SubteamMembersChanged', 'subteam_members_changed'],
  ['TeamJoin', 'team_join'],
  ['UserChange', 'user_change'],
])('every key of a delivered %s is in the official payload', (name, what) => {
  expect(payloads(what).flatMap((payload) => strayKeys(name, payload))).toEqual([]);
});

const KINDS: Record<string, string> = {
  message_changed: 'MessageChanged',
  message_deleted: 'MessageDeleted',
  file_share: 'MessageFileShare',
};

test('every key of a delivered message is in the official payload of its kind', () => {
  const seen = new Set<string>();
  const strays = payloads('message').flatMap((payload) => {
    const { subtype = '' } = payload.event as { subtype?: string };
    if (subtype === 'channel_join') return [];
    seen.add(subtype);
    return strayKeys(KINDS[subtype] ?? 'Message', payload);
  });
  expect(strays).toEqual([]);
  expect([...seen].sort()).toEqual(['', 'file_share', 'message_changed', 'message_deleted']);
});

test.each([
  [
    'block_suggestion',
    'type user container api_app_id token action_id block_id value team enterprise is_enterprise_install view',
  ],
  ['shortcut', 'type token action_ts team user is_enterprise_install enterprise callback_id trigger_id'],
])('every key of a delivered %s is in the documented example', (what, documented) => {
  for (const payload of payloads(what))
    expect(Object.keys(payload).filter((key) => !documented.split(' ').includes(key))).toEqual([]);
});

test.each<[string, () => Record<string, unknown>]>([
  ['auth.test', () => ({})],
  ['bots.info', () => ({ bot: sandbox.botId })],
  ['team.info', () => ({})],
  ['conversations.info', () => ({ channel: channel('sales'), include_num_members: true })],
  ['conversations.list', () => ({ types: 'public_channel,private_channel,im' })],
  ['conversations.join', () => ({ channel: channel('sales') })],
  ['conversations.members', () => ({ channel: channel('sales') })],
  ['users.info', () => ({ user: person('olga') })],
  ['users.list', () => ({})],
  ['users.lookupByEmail', () => ({ email: 'mia@harbour.example' })],
  ['usergroups.list', () => ({ include_users: true })],
  ['usergroups.users.list', () => ({ usergroup: sandbox.ids.userGroups.sellers })],
  ['dnd.info', () => ({ user: person('sam') })],
  ['dnd.teamInfo', () => ({ users: `${person('sam')},${person('mia')}` })],
  ['files.getUploadURLExternal', () => ({ filename: 'a.txt', length: 3 })],
  ['chat.postEphemeral', () => ({ channel: channel('sales'), user: person('mia'), text: 'x' })],
])('every key in the answer of %s is official', async (method, args) => {
  const answer = await call(sandbox, method, args());
  expect(answer.ok).toBe(true);
  expect(strayKeys(method, answer)).toEqual([]);
});

test('a key that is not official is detected', () => {
  const [payload] = payloads('reaction_added');
  expect(strayKeys('ReactionAdded', { ...payload, made_up: 1 })).toEqual(['ReactionAdded.made_up']);
});
