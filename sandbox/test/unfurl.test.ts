import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Sandbox } from '../src/index.ts';
import { startSandbox } from '../src/index.ts';
import { shownMessage } from '../src/live/shown.ts';
import { call, errorOf } from './support/call.ts';
import { type Listener, startListener } from './support/listener.ts';
import { manifest, options } from './support/workspace.ts';

const linking = {
  ...manifest,
  features: { ...manifest.features, unfurl_domains: ['notes.example'] },
  oauth_config: { scopes: { bot: [...manifest.oauth_config.scopes.bot, 'links:read', 'links:write'] } },
  settings: { ...manifest.settings, event_subscriptions: { bot_events: ['link_shared'] } },
};

let sandbox: Sandbox;
let listener: Listener;
beforeAll(async () => {
  listener = await startListener();
  sandbox = await startSandbox({ ...options, manifest: linking, deliver: { mode: 'http', url: listener.url } });
});
afterEach(() => sandbox.traffic.clear());
afterAll(async () => {
  await listener.close();
  await sandbox.close();
});

const shared = async () => {
  await sandbox.settled();
  return sandbox.traffic.deliveries('link_shared').map((each) => each.payload.event as Record<string, string>);
};

test('a link to a domain of the app is told, and unfurled below the message', async () => {
  const said = sandbox.as('mia').say('#sales', 'see https://www.notes.example/7?a=1&b=2 and https://other.example/x');
  const url = 'https://www.notes.example/7?a=1&b=2';
  const [event] = await shared();
  expect(event).toMatchObject({
    channel: sandbox.ids.channels.sales,
    message_ts: said.ts,
    user: sandbox.ids.people.mia,
    links: [{ url, domain: 'notes.example' }],
    source: 'conversations_history',
    is_bot_user_member: true,
  });
  const unfurls = { [url]: { blocks: [{ type: 'section', text: { type: 'mrkdwn', text: 'Note 7' } }] } };
  expect(await errorOf(sandbox, 'chat.unfurl', { unfurl_id: event?.unfurl_id, source: event?.source, unfurls })).toBe(
    undefined,
  );
  expect(sandbox.store.messages.get(event?.channel ?? '')?.at(-1)?.attachments).toMatchObject([
    { from_url: url, is_app_unfurl: true },
  ]);
  // A second unfurl of the same address takes the place of the first.
  await call(sandbox, 'chat.unfurl', { channel: event?.channel, ts: said.ts, unfurls });
  const message = sandbox.store.messages.get(event?.channel ?? '')?.at(-1);
  expect(message?.attachments).toHaveLength(1);
  // The page shows it.
  expect(message && shownMessage(sandbox.store, message).attachments).toMatchObject([{ from_url: url }]);
});

test('no event for other links, for the app’s own messages, and for channels without the app', async () => {
  sandbox.as('sam').say('#sales', 'https://other.example/notes.example');
  sandbox.as('sam').say('#quiet', 'https://notes.example/1');
  await call(sandbox, 'chat.postMessage', { channel: sandbox.ids.channels.sales, text: 'https://notes.example/1' });
  expect(await shared()).toEqual([]);
});

test('an unfurl that Slack would not show is refused', async () => {
  const said = sandbox.as('mia').say('#sales', 'https://notes.example/1');
  const place = { channel: sandbox.ids.channels.sales, ts: said.ts };
  const unfurl = (args: Record<string, unknown>) => errorOf(sandbox, 'chat.unfurl', { ...place, ...args });
  expect(await unfurl({})).toBe('missing_unfurls');
  expect(await unfurl({ unfurls: 'x' })).toBe('invalid_unfurls_format');
  expect(await unfurl({ unfurls: { 'https://notes.example/2': { text: 'x' } } })).toBe('cannot_unfurl_url');
  expect(await unfurl({ ts: '1.2', unfurls: {} })).toBe('cannot_find_message');
  expect(await unfurl({ unfurl_id: 'Uf0', unfurls: {} })).toBe('invalid_unfurl_id');
  expect(await unfurl({ unfurls: { 'https://notes.example/1': { blocks: [{ type: 'section' }] } } })).toBe(
    'cannot_parse_attachment',
  );
});
