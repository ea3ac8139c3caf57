import { once } from 'node:events';
import { WebClient } from '@slack/web-api';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import type { Sandbox } from '../src/index.ts';
import type { Running } from './support/bolt.ts';
import { socketApp } from './support/bolt.ts';
import type { LivePage } from './support/live-page.ts';
import { openLivePage } from './support/live-page.ts';
import { notesApp } from './support/notes-app.ts';

let running: Running;
let sandbox: Sandbox;
const pages: LivePage[] = [];
beforeAll(async () => {
  running = await socketApp(notesApp);
  sandbox = running.sandbox;
});
afterEach(() => {
  for (const page of pages.splice(0)) page.close();
});
afterAll(() => running.stop());

const openPage = async (key: string, window?: string): Promise<LivePage> => {
  const page = await openLivePage(sandbox, sandbox.ids.people[key] ?? '', window);
  pages.push(page);
  return page;
};

const channelOf = (name: string): string => sandbox.ids.channels[name] ?? '';

test('the page starts with everything that its person may see', async () => {
  const { snapshot } = await openPage('sam');
  expect(snapshot.me).toMatchObject({ realName: 'Sam Seller', tzOffset: expect.any(Number), isAdmin: false });
  expect(snapshot.channels.filter((each) => each.kind !== 'im').map((each) => each.name)).toEqual([
    'general',
    'sales',
    'quiet',
  ]);
  expect(snapshot.apps).toMatchObject([{ name: 'Relay', connected: true, hasHome: true }]);
  expect(snapshot.apps[0]?.commands.map((each) => each.command)).toContain('/note');
  const guest = await openPage('gil');
  expect(guest.snapshot.channels).toEqual([]);
});

test('a message appears for others and counts as unread until it is read', async () => {
  const [sam, mia] = [await openPage('sam'), await openPage('mia')];
  const said = await sam.ask({ act: 'say', channel: channelOf('sales'), text: 'hi @mia' });
  expect(said).toMatchObject({ ok: true });
  const { message } = await mia.pushed('message');
  expect(message).toMatchObject({ text: `hi <@${sandbox.ids.people.mia}>`, reactions: [], ephemeral: false });
  const unread = (push: { channels: { id: string; unread: number }[] }) =>
    push.channels.find((each) => each.id === channelOf('sales'))?.unread;
  expect(unread(await mia.pushed('channels'))).toBe(1);
  await mia.ask({ act: 'mark_read', channel: channelOf('sales'), ts: message.ts });
  await mia.pushed('channels', (push) => unread(push) === 0);
  const history = await mia.ask({ act: 'history', channel: channelOf('sales') });
  expect(history).toMatchObject({ ok: true, messages: [{ ts: message.ts }] });
});

test('a reply that is also sent to the channel appears in both', async () => {
  const sam = await openPage('sam');
  const channel = channelOf('sales');
  const web = new WebClient(sandbox.botToken, { slackApiUrl: sandbox.apiUrl });
  const { ts = '' } = await web.chat.postMessage({ channel, text: 'a card' });
  await web.chat.postMessage({ channel, text: 'for the thread', thread_ts: ts });
  await web.chat.postMessage({ channel, text: 'for all', thread_ts: ts, reply_broadcast: true });
  const { message } = await sam.pushed('message', (push) => push.message.text === 'for all');
  expect(message).toMatchObject({ threadTs: ts, subtype: 'thread_broadcast' });
  const texts = async (threadTs?: string) => {
    const answer = await sam.ask({ act: 'history', channel, threadTs });
    return answer.ok && 'messages' in answer ? answer.messages?.map(({ text }) => text) : undefined;
  };
  expect((await texts())?.slice(-2)).toEqual(['a card', 'for all']);
  expect(await texts(ts)).toEqual(['a card', 'for the thread', 'for all']);
});

test('people receive nothing of a channel that they are not in', async () => {
  const sam = await openPage('sam');
  sandbox.as('mia').say('#secret', 'not for sam');
  sandbox.as('mia').say('#general', 'for everyone');
  await sam.pushed('message', (push) => push.message.text === 'for everyone');
  expect(sam.pushes.some((each) => each.type === 'message' && each.message.text === 'not for sam')).toBe(false);
  expect(await sam.ask({ act: 'history', channel: channelOf('secret') })).toEqual({ ok: true, messages: [] });
});

test('a command opens a modal on the page, which can be filled in and submitted', async () => {
  const mia = await openPage('mia');
  await mia.ask({ act: 'command', channel: channelOf('general'), command: '/note', text: '' });
  const { modals } = await mia.pushed('modals', (push) => push.modals.length === 1);
  const viewId = modals[0]?.id ?? '';
  const words = (value: string) => ({ words: { words: { type: 'plain_text_input', value } } });
  expect(await mia.ask({ act: 'submit_view', viewId, state: {} })).toMatchObject({
    ok: false,
    fieldErrors: { words: expect.stringContaining('required') },
  });
  expect(await mia.ask({ act: 'submit_view', viewId, state: words('bad') })).toMatchObject({
    ok: false,
    fieldErrors: { words: 'Not this word.' },
  });
  const asked = {
    act: 'suggest',
    container: { type: 'view', viewId },
    actionId: 'about',
    blockId: 'about',
    value: 'Ac',
  } as const;
  expect(await mia.ask(asked)).toMatchObject({ ok: true, options: [{ value: 'acme' }] });
  expect(await mia.ask({ act: 'submit_view', viewId, state: words('kept from the page') })).toEqual({ ok: true });
  await mia.pushed('modals', (push) => push.modals.length === 0);
  const { message } = await mia.pushed('message', (push) => push.message.text.includes('kept from the page'));
  const action = { type: 'button', action_id: 'done', block_id: String(message.blocks?.[1]?.block_id) };
  const container = { type: 'message', channel: message.channel, ts: message.ts } as const;
  expect(await mia.ask({ act: 'block_action', container, action, state: {} })).toEqual({ ok: true });
  await mia.pushed('message', (push) => push.message.text === 'all done');
});

test('the page receives the home when the app publishes it', async () => {
  const mia = await openPage('mia');
  await mia.ask({ act: 'open_home', appId: sandbox.appId, tab: 'home' });
  const { view } = await mia.pushed('home');
  expect(view).toMatchObject({ type: 'home', app_id: sandbox.appId, blocks: [{ type: 'header' }] });
});

test('shortcuts, reactions, edits, status and files work from the page', async () => {
  const mia = await openPage('mia');
  const channel = channelOf('sales');
  const said = await mia.ask({ act: 'say', channel, text: 'one' });
  const ts = (said.ok && said.messages?.[0]?.ts) || '';
  await mia.ask({ act: 'react', channel, ts, name: 'tada' });
  await mia.pushed('message', (push) => push.message.reactions[0]?.name === 'tada');
  await mia.ask({ act: 'edit', channel, ts, text: 'two' });
  await mia.pushed('message', (push) => push.message.text === 'two' && push.message.edited);
  const shortcut = { act: 'message_shortcut', appId: sandbox.appId, callbackId: 'note_this', channel, ts } as const;
  expect(await mia.ask(shortcut)).toEqual({ ok: true });
  await mia.pushed('message', (push) => push.message.text === 'saw: two');
  const dataBase64 = Buffer.from('hello').toString('base64');
  const upload = await mia.ask({ act: 'upload', name: 'a.txt', mimetype: 'text/plain', dataBase64 });
  const file = upload.ok ? upload.file : undefined;
  await mia.ask({ act: 'say', channel, text: '', fileIds: [file?.id ?? ''] });
  await mia.pushed('message', (push) => push.message.files?.[0]?.name === 'a.txt');
  expect(await (await fetch(`${sandbox.url}${file?.url}`)).text()).toBe('hello');
  await mia.ask({ act: 'delete', channel, ts });
  await mia.pushed('message_deleted');
  await mia.ask({ act: 'set_status', text: 'lunch', emoji: ':pizza:' });
  await mia.pushed('people', (push) => push.people.some((each) => each.statusText === 'lunch'));
});

test('a notice of Slack reaches its person', async () => {
  const mia = await openPage('mia');
  await mia.ask({ act: 'command', channel: channelOf('general'), command: '/what', text: '' });
  expect(await mia.pushed('notice')).toMatchObject({ level: 'error', text: '/what is not a valid command.' });
});

test('a page of another origin or host name is refused', async () => {
  const address = `${sandbox.url.replace('http', 'ws')}/live`;
  await expect(once(new WebSocket(address, { origin: 'https://evil.example' }), 'open')).rejects.toThrow('403');
  await expect(once(new WebSocket(address, { headers: { host: 'evil.example' } }), 'open')).rejects.toThrow('403');
});

test('a modal belongs to the window in which the person acted, also what is pushed on it', async () => {
  const [here, elsewhere] = [await openPage('mia', 'here'), await openPage('mia', 'elsewhere')];
  await here.ask({ act: 'command', channel: channelOf('sales'), command: '/note', text: '' });
  const { modals } = await here.pushed('modals', (push) => push.modals.length === 1);
  const viewId = modals[0]?.id ?? '';
  expect((await openPage('mia', 'here')).snapshot.modals).toMatchObject([{ id: viewId }]);
  expect((await openPage('mia', 'elsewhere')).snapshot.modals).toEqual([]);
  const action = { type: 'button', block_id: 'more', action_id: 'deeper' };
  await here.ask({ act: 'block_action', container: { type: 'view', viewId }, action, state: {} });
  await here.pushed('modals', (push) => push.modals.length === 2);
  expect(elsewhere.pushes.filter((push) => push.type === 'modals' && push.modals.length > 0)).toEqual([]);
  await here.ask({ act: 'close_view', viewId, clear: true });
});

test('Slackbot tells a person who mentions the app where it is not, however the name is written', () => {
  const sam = sandbox.as('sam');
  sam.say('#quiet', 'is @relay here?');
  expect(sam.sees('#quiet').at(-1)?.text).toBe(`You mentioned <@${sandbox.botUserId}>, but it is not in this channel.`);
  expect(sandbox.as('mia').say('#sales', '@RELAY is here').text).toContain(`<@${sandbox.botUserId}>`);
});
