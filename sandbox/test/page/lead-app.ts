import { createRequire } from 'node:module';
import type { Sandbox } from '../../src/index.ts';
import { startSandbox } from '../../src/index.ts';
import { everyBlock, everyInput } from './every-block.ts';

const { App, LogLevel } = createRequire(import.meta.url)('@slack/bolt') as typeof import('@slack/bolt');

/** A workspace with its page, and a Bolt app with one of everything that a person can use on it. */
export interface LeadApp {
  sandbox: Sandbox;
  /** The page's address as this person. */
  pageAs(key: string, channel?: string): string;
  /** The events and actions that the app received, in words. */
  heard: string[];
  close(): Promise<void>;
}

const manifest = {
  display_information: { name: 'Relay' },
  features: {
    bot_user: { display_name: 'Relay' },
    app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
    slash_commands: [
      { command: '/pass', description: 'Pass a lead on', usage_hint: '[name, company, email]', should_escape: false },
      { command: '/blocks', description: 'Show every block', should_escape: false },
      { command: '/stack', description: 'Open a form over a form', should_escape: false },
      { command: '/ephemeral', description: 'Say something to you alone', should_escape: false },
      { command: '/never', description: 'Never answer', should_escape: false },
    ],
    shortcuts: [
      { name: 'New lead', type: 'global', callback_id: 'new_lead', description: 'Opens the form' },
      { name: 'Pass on as lead', type: 'message', callback_id: 'pass_message', description: 'Takes the message along' },
    ],
  },
  oauth_config: {
    scopes: {
      bot: [
        'app_mentions:read',
        'channels:history',
        'channels:read',
        'chat:write',
        'commands',
        'files:read',
        'groups:history',
        'im:history',
        'im:write',
        'reactions:read',
        'reactions:write',
        'users:read',
      ],
    },
  },
  settings: {
    event_subscriptions: { bot_events: ['app_home_opened', 'message.channels', 'reaction_added'] },
    interactivity: { is_enabled: true },
    socket_mode_enabled: true,
  },
};

const workspace = {
  name: 'Harbour Tools',
  people: {
    maya: { realName: 'Maya Lindqvist', title: 'Marketer', tz: 'Europe/Berlin' },
    sam: { realName: 'Sam Okafor', title: 'Seller', tz: 'America/New_York' },
    ines: { realName: 'Ines Duarte', title: 'Sales manager', tz: 'Europe/Berlin', admin: true },
    gil: { realName: 'Gil Novak', title: 'Contractor', tz: 'Europe/Berlin', guest: true },
  },
  channels: {
    'sales-emea': { topic: 'Leads from the spring fair :sunflower:', members: ['maya', 'sam', 'ines', 'gil'] },
    marketing: { members: ['maya', 'ines'] },
  },
  botIn: ['sales-emea', 'marketing'],
};

const plain = (text: string) => ({ type: 'plain_text' as const, text });

function leadForm(title: string, blocks: unknown[] = everyInput) {
  const view = {
    type: 'modal',
    callback_id: 'lead',
    notify_on_close: true,
    title: plain(title),
    submit: plain('Pass on'),
    close: plain('Cancel'),
    blocks,
  };
  return view as unknown as import('@slack/types').ModalView;
}

function leadCard(name: string, owner?: string) {
  const text = `*${name}* · Acme Tools\n${owner ? `Owned by <@${owner}>` : 'Unclaimed'}`;
  const buttons = [
    { type: 'button', action_id: 'accept', text: plain('Accept'), style: 'primary', value: name },
    {
      type: 'button',
      action_id: 'decline',
      text: plain('Not for us'),
      style: 'danger',
      value: name,
      confirm: {
        title: plain('Give it back?'),
        text: plain('The marketer will be told.'),
        confirm: plain('Give back'),
        deny: plain('Keep'),
      },
    },
  ];
  const menu = {
    type: 'overflow',
    action_id: 'more',
    options: [
      { text: plain('Reassign'), value: 'reassign' },
      { text: plain('History'), value: 'history' },
    ],
  };
  return [
    { type: 'section', block_id: 'lead', text: { type: 'mrkdwn', text }, accessory: menu },
    ...(owner ? [] : [{ type: 'actions', block_id: 'acts', elements: buttons }]),
  ] as unknown as import('@slack/types').KnownBlock[];
}

export async function startLeadApp(options: { dev?: boolean; port?: number } = {}): Promise<LeadApp> {
  const sandbox = await startSandbox({
    manifest,
    workspace,
    port: options.port ?? 0,
    page: options.dev ? { dev: true } : true,
  });
  const heard: string[] = [];
  const app = new App({
    token: sandbox.botToken,
    appToken: sandbox.appToken,
    socketMode: true,
    logLevel: LogLevel.ERROR,
    clientOptions: { slackApiUrl: sandbox.apiUrl },
  });
  const channel = sandbox.ids.channels['sales-emea'] ?? '';

  app.command('/pass', async ({ ack, body, client }) => {
    await ack();
    await client.views.open({ trigger_id: body.trigger_id, view: leadForm('Pass a lead on') });
  });
  app.command('/blocks', async ({ ack, body, client }) => {
    await ack();
    // Tables and charts have their own limits per message.
    await client.chat.postMessage({
      channel: body.channel_id,
      text: 'Every block',
      blocks: everyBlock.filter(({ block_id }) => !['b10', 'b13', 'b14'].includes(block_id ?? '')),
    });
  });
  const question = {
    title: plain('Sure?'),
    text: plain('It is gone then.'),
    confirm: plain('Forget it'),
    deny: plain('Keep it'),
  };
  app.command('/stack', async ({ ack, body, client }) => {
    await ack();
    const next = {
      type: 'actions',
      block_id: 'next',
      elements: [
        { type: 'button', action_id: 'push', text: plain('Open another') },
        { type: 'button', action_id: 'refresh', text: plain('Refresh') },
        { type: 'button', action_id: 'push-text', text: plain('Read more') },
        { type: 'button', action_id: 'asked', text: plain('Forget'), confirm: question },
      ],
    };
    await client.views.open({
      trigger_id: body.trigger_id,
      view: leadForm('First form', [...everyInput.slice(0, 1), next]),
    });
  });
  app.command('/ephemeral', async ({ ack, body, client }) => {
    await ack();
    await client.chat.postEphemeral({ channel: body.channel_id, user: body.user_id, text: 'Only *you* hear this.' });
  });
  app.command('/never', () => new Promise(() => {}));

  app.shortcut('new_lead', async ({ ack, body, client }) => {
    await ack();
    await client.views.open({ trigger_id: body.trigger_id, view: leadForm('New lead', everyInput.slice(0, 2)) });
  });
  app.shortcut('pass_message', async ({ ack, body, client }) => {
    await ack();
    heard.push(`passed ${'message' in body ? body.message.text : ''}`);
    await client.views.open({ trigger_id: body.trigger_id, view: leadForm('From a message', everyInput.slice(0, 2)) });
  });

  app.view('lead', async ({ ack, view, client }) => {
    const name = view.state.values.name?.name?.value ?? '';
    if (name === 'Test') return ack({ response_action: 'errors', errors: { name: 'Test is not a person.' } });
    heard.push(`state ${JSON.stringify(view.state.values)}`);
    await ack();
    await client.chat.postMessage({ channel, text: `New lead: ${name}`, blocks: leadCard(name) });
  });
  app.view({ callback_id: 'lead', type: 'view_closed' }, async ({ ack, body }) => {
    heard.push(`closed cleared=${'is_cleared' in body && body.is_cleared}`);
    await ack();
  });

  app.action('accept', async ({ ack, body, client }) => {
    await ack();
    if (body.type !== 'block_actions' || !body.message) return;
    const [action] = body.actions;
    const name = action && 'value' in action ? String(action.value) : '';
    await client.chat.update({
      channel,
      ts: body.message.ts,
      text: `Lead: ${name}`,
      blocks: leadCard(name, body.user.id),
    });
    await client.chat.postMessage({ channel, thread_ts: body.message.ts, text: `<@${body.user.id}> took the lead.` });
  });
  app.action('push', async ({ ack, body, client }) => {
    await ack();
    if (body.type !== 'block_actions') return;
    await client.views.push({ trigger_id: body.trigger_id, view: leadForm('Second form', everyInput.slice(1, 2)) });
  });
  app.action('push-text', async ({ ack, body, client }) => {
    await ack();
    if (body.type !== 'block_actions') return;
    const blocks = [{ type: 'section' as const, text: plain('Only words.') }];
    await client.views.push({ trigger_id: body.trigger_id, view: { type: 'modal', title: plain('Words'), blocks } });
  });
  app.action('refresh', async ({ ack, body, client }) => {
    await ack();
    if (body.type !== 'block_actions' || !body.view) return;
    const note = { type: 'section', block_id: 'note', text: { type: 'mrkdwn', text: 'Refreshed.' } };
    await client.views.update({
      view_id: body.view.id,
      view: leadForm('First form', [note, ...everyInput.slice(0, 1)]),
    });
  });
  app.action(/.*/, async ({ ack, action }) => {
    heard.push(`action ${JSON.stringify(action)}`);
    await ack();
  });
  app.options(/.*/, async ({ ack, payload }) => {
    const all = ['Spring fair', 'Webinar', 'Referral', 'Website'];
    const found = all.filter((text) => text.toLowerCase().includes(payload.value.toLowerCase()));
    await ack({ options: found.map((text) => ({ text: plain(text), value: text })) });
  });

  app.event('app_home_opened', async ({ event, client }) => {
    if (event.tab !== 'home') return;
    const header = { type: 'header', block_id: 'h', text: plain('Your leads') };
    const blocks = [header, ...leadCard('Jane Doe')] as unknown as import('@slack/types').KnownBlock[];
    await client.views.publish({ user_id: event.user, view: { type: 'home', blocks } });
  });
  app.event('reaction_added', async ({ event }) => {
    heard.push(`reaction ${event.reaction}`);
  });

  await app.start();
  return {
    sandbox,
    heard,
    pageAs: (key, name = 'sales-emea') =>
      `${sandbox.url}/?as=${sandbox.ids.people[key]}&in=${sandbox.ids.channels[name]}`,
    close: async () => {
      await app.stop();
      await sandbox.close();
    },
  };
}
