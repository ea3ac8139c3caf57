import type { AppInfo, Channel, Message, Person, ShownView, Snapshot } from '../../src/protocol.ts';
import { everyBlock } from './every-block.ts';

/** A small static workspace for the page's own tests; fake-live.ts answers for it. */
export interface FakeWorkspace {
  people: Person[];
  channels: Channel[];
  apps: AppInfo[];
  userGroups: Snapshot['userGroups'];
  messages: Message[];
  homes: Record<string, ShownView>;
}

const person = (id: string, realName: string, title: string, more: Partial<Person> = {}): Person => ({
  id,
  name: realName.toLowerCase().replaceAll(' ', '.'),
  realName,
  email: `${id.toLowerCase()}@example.com`,
  title,
  tz: 'Europe/Berlin',
  tzOffset: 3600,
  statusText: '',
  statusEmoji: '',
  isBot: false,
  isAdmin: false,
  isGuest: false,
  isStranger: false,
  deleted: false,
  ...more,
});

const channel = (id: string, name: string, members: string[], more: Partial<Channel> = {}): Channel => ({
  id,
  name,
  kind: 'channel',
  topic: '',
  members,
  isArchived: false,
  isShared: false,
  lastRead: '0000000000.000000',
  unread: 0,
  ...more,
});

/** `nowMs` is the time of the last message. */
export function fakeWorkspace(nowMs: number): FakeWorkspace {
  const everyone = ['U1', 'U2', 'U3', 'U4', 'UBOT'];
  const ts = (minutesAgo: number, serial = 100) =>
    `${Math.floor(nowMs / 1000 - minutesAgo * 60)}.${String(serial).padStart(6, '0')}`;
  const message = (user: string, minutesAgo: number, text: string, more: Partial<Message> = {}): Message => ({
    channel: 'C1',
    ts: ts(minutesAgo),
    user,
    text,
    reactions: [],
    edited: false,
    replyCount: 0,
    ephemeral: false,
    ...more,
  });
  const root = ts(60 * 25);

  return {
    people: [
      person('U1', 'Maya Lindqvist', 'Marketer'),
      person('U2', 'Sam Okafor', 'Seller', { tz: 'America/New_York', statusEmoji: ':palm_tree:', statusText: 'Away' }),
      person('U3', 'Ines Duarte', 'Sales manager', { isAdmin: true }),
      person('U4', 'Gil Novak', 'Contractor', { isGuest: true }),
      person('U5', 'Ola Berg', 'Partner', { isStranger: true }),
      person('U6', 'Petra Kohl', 'Seller', { deleted: true }),
      person('UBOT', 'Relay', '', { isBot: true }),
    ],
    channels: [
      channel('C1', 'sales-emea', everyone, { topic: 'Leads from the spring fair :sunflower:' }),
      channel('C2', 'marketing', ['U1', 'U3', 'UBOT'], { unread: 3 }),
      channel('C3', 'partners', ['U1', 'U5'], { kind: 'private', isShared: true }),
      channel('C4', 'old-fair', ['U1'], { isArchived: true }),
      channel('C5', 'random', ['U2']),
      channel('D1', 'Sam Okafor', ['U1', 'U2'], { kind: 'im' }),
      channel('D2', 'Relay', ['U1', 'UBOT'], { kind: 'im', unread: 1 }),
    ],
    userGroups: [{ id: 'S1', handle: 'sellers', name: 'All sellers', users: ['U2'] }],
    apps: [
      {
        id: 'A1',
        name: 'Relay',
        botUserId: 'UBOT',
        connected: true,
        hasHome: true,
        commands: [
          { command: '/pass', description: 'Pass a lead on', usageHint: '[name, company, email]' },
          { command: '/blocks', description: 'Open a form with every element', usageHint: '' },
          { command: '/broken', description: 'Fail, to see how that looks', usageHint: '' },
        ],
        shortcuts: [
          { name: 'New lead', type: 'global', callbackId: 'new_lead', description: 'Open the form' },
          { name: 'Pass on as lead', type: 'message', callbackId: 'pass_message', description: '' },
        ],
      },
    ],
    messages: [
      message('U3', 60 * 26, 'Morning all. The fair opens at <!date^1775100000^{date_short} at {time}|ten>, stand 14.'),
      message('U2', 60 * 25, 'Who takes the evening shift? <@U1> or <!subteam^S1>?', {
        ts: root,
        replyCount: 2,
        latestReply: ts(60 * 24),
        reactions: [{ name: 'raised_hands', users: ['U1', 'U3'] }],
      }),
      message('U1', 60 * 24.5, 'I can, until eight.', { threadTs: root }),
      message('U3', 60 * 24, 'Thanks :heart:', { threadTs: root }),
      message('U1', 42, 'Two people asked for *prices per seat*, both want a call this week.'),
      message(
        'U1',
        41,
        'Notes are in <https://example.com/notes|the sheet>. See <#C2>, and mind `plan_b`:\n> less is more\n```\nif (x < 1) return;\n```',
      ),
      message('UBOT', 30, 'A new lead', {
        botId: 'B1',
        blocks: leadCard,
        reactions: [{ name: 'eyes', users: ['U2'] }],
      }),
      message('U2', 12, 'On it :wave::skin-tone-4: &lt;b&gt;not bold&lt;/b&gt; &amp; <javascript:alert(1)|click>', {
        edited: true,
      }),
      message('UBOT', 11, 'You took this lead. Log a call once you spoke.', { botId: 'B1', ephemeral: true }),
      message('UBOT', 5, 'Every block', { botId: 'B1', channel: 'C2', blocks: everyBlock }),
      message('U2', 4, 'Got a minute?', { channel: 'D1' }),
      message('UBOT', 3, 'Welcome to Relay.', { channel: 'D2', botId: 'B1' }),
    ],
    homes: { A1: homeOf('A1') },
  };
}

const leadCard: Message['blocks'] = [
  {
    type: 'section',
    block_id: 'lead',
    text: { type: 'mrkdwn', text: '*Jane Doe* · Acme Tools\nHead of operations, wants a price for 40 seats' },
    accessory: {
      type: 'overflow',
      action_id: 'more',
      options: [
        { text: { type: 'plain_text', text: 'Reassign' }, value: 'reassign' },
        { text: { type: 'plain_text', text: 'History' }, value: 'history' },
      ],
    },
  },
  {
    type: 'section',
    block_id: 'facts',
    fields: [
      { type: 'mrkdwn', text: '*Email*\n<mailto:jane@acme.example|jane@acme.example>' },
      { type: 'mrkdwn', text: '*Source*\nSpring fair' },
      { type: 'mrkdwn', text: '*Temperature*\n:fire: Hot' },
      { type: 'mrkdwn', text: '*Stage*\nConsideration' },
    ],
  },
  {
    type: 'context',
    block_id: 'when',
    elements: [{ type: 'mrkdwn', text: 'Handed off by <@U1> · accept within *15 minutes*' }],
  },
  {
    type: 'actions',
    block_id: 'acts',
    elements: [
      {
        type: 'button',
        action_id: 'accept',
        text: { type: 'plain_text', text: 'Accept' },
        style: 'primary',
        value: 'L1',
      },
      {
        type: 'button',
        action_id: 'decline',
        text: { type: 'plain_text', text: 'Not for us' },
        style: 'danger',
        value: 'L1',
        confirm: {
          title: { type: 'plain_text', text: 'Give it back?' },
          text: { type: 'mrkdwn', text: '*Maya* will be told.' },
          confirm: { type: 'plain_text', text: 'Give back' },
          deny: { type: 'plain_text', text: 'Keep' },
          style: 'danger',
        },
      },
      { type: 'button', action_id: 'touch', text: { type: 'plain_text', text: 'Log touch' }, value: 'L1' },
    ],
  },
];

function homeOf(appId: string): ShownView {
  return {
    id: 'VHOME',
    hash: '1',
    app_id: appId,
    type: 'home',
    blocks: [
      { type: 'header', block_id: 'h', text: { type: 'plain_text', text: 'Your leads' } },
      { type: 'context', block_id: 'c', elements: [{ type: 'mrkdwn', text: '3 waiting, the oldest since yesterday' }] },
      { type: 'divider', block_id: 'd' },
      ...(leadCard ?? []),
    ],
  };
}
