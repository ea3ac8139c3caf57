/** The commands a person can use now, with examples, chosen by their role. */
import type { ModalView } from '@slack/types';
import type { CardEmoji } from '../../src/leads/settings.ts';
import type { SlackMessage } from '../../src/platform/outbox/message.ts';
import type { Role } from '../../src/teams/roles.ts';
import { waysOf } from '../home/ways.ts';
import { isolated } from '../kit/bidi.ts';
import { actions, type Blocks, button, context, cut, literal, plain, section } from '../kit/blocks.ts';

export interface Help {
  roles: readonly Role[];
  /** The reactions that work on a card. */
  emoji: CardEmoji;
  /** An unknown word after `/baton`. */
  unknown?: string;
}

interface HelpLine {
  about: (typeof topics)[number];
  /** Roles that see the line; everyone if left out. */
  for?: Role[];
  /** Roles that another line tells already. */
  not?: Role[];
  /** The one line of its topic in the short help, for everyone or for these roles. */
  isFirst?: true | Role[];
  says(emoji: CardEmoji): string;
}

const topics = ['Leads', 'Content', 'Feedback and questions', 'For you', 'Running Baton'] as const;

const lines: HelpLine[] = [
  {
    about: 'Leads',
    isFirst: true,
    says: () => '`/handoff Jane Doe, Acme, jane@acme.com`  give sales a lead; or *Hand off as lead* on any message',
  },
  {
    about: 'Leads',
    for: ['seller', 'manager'],
    isFirst: ['seller', 'manager'],
    says: () => '`/leads`  yours  ·  `/leads untouched`  ·  `/leads team`  ·  `/leads acme`  search',
  },
  {
    about: 'Leads',
    for: ['marketer'],
    not: ['seller', 'manager'],
    says: () => '`/leads acme`  status of a lead  ·  `/leads blocked`',
  },
  {
    about: 'Leads',
    for: ['seller'],
    says: (emoji) =>
      `On a card: :${emoji.accept}: accept  ·  :${emoji.decline}: decline  ·  :${emoji.touch}: log contact  ·  :${emoji.snooze}: snooze  ·  :${emoji.won}: won`,
  },
  {
    about: 'Leads',
    for: ['seller'],
    says: () => '`/leads away until Monday`  get no leads while away  ·  `/leads back`',
  },
  { about: 'Leads', says: () => '`/baton definition`  what counts as a lead for sales' },
  {
    about: 'Content',
    isFirst: true,
    says: () => '`/content case study hospital`  find and share content  ·  `/content`  all content by stage',
  },
  {
    about: 'Content',
    says: () =>
      '`/request-content case study for a hospital`  request it from marketing  ·  `/request-content mine`  ·  `/request-content all`',
  },
  {
    about: 'Content',
    for: ['marketer'],
    says: () => 'On a request: :raised_hand: claim  ·  :heavy_plus_sign: I need this too',
  },
  {
    about: 'Leads',
    for: ['marketer', 'manager'],
    says: () =>
      ':inbox_tray: on any message: hand it off  ·  `/baton inboxes`  channels in which forms and other apps post leads',
  },
  {
    about: 'Leads',
    for: ['seller', 'marketer', 'manager'],
    says: () =>
      '`/baton scoreboard`  the figures of both teams, and the leads behind each  ·  `/baton targets`  ·  `/baton wins`  ·  `/baton review`  ·  `/baton mindset`  ·  `/baton alignment`  where both teams stand',
  },
  {
    about: 'Leads',
    for: ['seller', 'marketer', 'manager'],
    says: () =>
      '`/baton ride-along`  offer the other team a seat in a call or meeting  ·  :raising_hand: on an offer: claim it',
  },
  {
    about: 'Leads',
    for: ['seller', 'marketer', 'manager'],
    says: () => '`/baton report-card`  how sales and marketing rate each other, twice a year',
  },
  {
    about: 'Feedback and questions',
    isFirst: true,
    says: () => '`/ask-feedback`  survey people, named or anonymous  ·  `/ask-feedback mine`',
  },
  { about: 'Feedback and questions', says: () => '`/baton ask`  ask the managers anonymously' },
  {
    about: 'Content',
    for: ['seller', 'marketer', 'manager'],
    says: () => '`/baton plan`  what marketing plans, and what sales does for it',
  },
  {
    about: 'Feedback and questions',
    says: () => '`/baton roles`  who does what  ·  `/baton roles who sends the quote?`  ask both managers',
  },
  { about: 'For you', says: () => '`/baton me`  your notifications' },
  {
    about: 'Running Baton',
    for: ['manager'],
    isFirst: true,
    says: () =>
      '`/baton teams`  channels, hours, routing  ·  `/baton sources`  forms that send leads  ·  `/baton rituals`  habits of both teams  ·  `/baton export`  data as a file  ·  `/baton settings`  everything else',
  },
  {
    about: 'Running Baton',
    for: ['manager'],
    says: () =>
      '`/baton digest now`  preview the digest  ·  `/baton route test jane@acme.com`  who would get a lead, and why',
  },
  {
    about: 'Running Baton',
    for: ['admin'],
    says: () =>
      '`/baton setup`  set up Baton  ·  `/baton health`  system health  ·  `/baton audit`  the audit log  ·  `/baton crm`  HubSpot or Salesforce  ·  `/baton webhooks`  events to other systems  ·  `/baton forget`  erase a person',
  },
];

/** Every word that `/baton` understands. */
const known = [
  'help',
  'ask',
  'me',
  'teams',
  'sources',
  'definition',
  'roles',
  'plan',
  'scoreboard',
  'alignment',
  'review',
  'targets',
  'wins',
  'ride-along',
  'report-card',
  'rituals',
  'mindset',
  'settings',
  'setup',
  'health',
  'audit',
  'crm',
  'export',
  'webhooks',
  'forget',
  'digest now',
  'route test',
] as const;

/** The likeliest steps as buttons, one line for each of three topics, and the way to everything. */
export function help({ roles, emoji, unknown }: Help): SlackMessage {
  const ways = waysOf({
    isSeller: roles.includes('seller'),
    isMarketer: roles.includes('marketer'),
    isManager: roles.includes('manager'),
  });
  const shown = roles.includes('manager')
    ? (['Leads', 'Content', 'Running Baton'] as const)
    : (['Leads', 'Content', 'Feedback and questions'] as const);
  return {
    text: 'Commands of Baton',
    blocks: [
      ...(unknown === undefined ? [] : unknownBlocks(unknown)),
      section(shown.map((topic) => `*${topic}*\n${firstOf(topic, roles, emoji)}`).join('\n')),
      actions('help', ...ways.slice(0, BUTTONS), button(HELP_MORE, 'More', 'all', { label: 'All commands' })),
      ...(roles.length === 0
        ? [context('You are not in a team yet. A manager can add you to the team’s channel or user group.')]
        : []),
    ],
  };
}

/** Opens all commands. */
export const HELP_MORE = 'help_more';
const BUTTONS = 3;

/** All commands of a person, by topic. */
export const commandsModal = ({ roles, emoji }: Omit<Help, 'unknown'>): ModalView => ({
  type: 'modal',
  title: plain('Commands'),
  close: plain('Close'),
  blocks: topics.flatMap((topic) => {
    const said = linesOf(topic, roles).map((line) => line.says(emoji));
    return said.length === 0 ? [] : [section([`*${topic}*`, ...said].join('\n'))];
  }),
});

const linesOf = (topic: HelpLine['about'], roles: readonly Role[]): HelpLine[] => {
  const has = (some: Role[]) => some.some((role) => roles.includes(role));
  return lines.filter(
    ({ about, ...line }) => about === topic && (!line.for || has(line.for)) && !(line.not && has(line.not)),
  );
};

/** The line of a role goes before that of everyone. */
function firstOf(topic: HelpLine['about'], roles: readonly Role[], emoji: CardEmoji): string {
  const found = linesOf(topic, roles);
  const ofRole = found.find(({ isFirst }) => Array.isArray(isFirst) && isFirst.some((role) => roles.includes(role)));
  return (ofRole ?? found.find(({ isFirst }) => isFirst === true))?.says(emoji) ?? '';
}

function unknownBlocks(unknown: string): Blocks {
  const nearest = nearestWord(unknown);
  return [
    {
      type: 'section',
      text: literal(`I don’t know “${isolated(cut(unknown, 100))}”.${nearest ? '' : ' Here is what I know:'}`),
    },
    ...(nearest ? [section(`Did you mean \`/baton ${nearest}\`?`)] : []),
  ];
}

/** The word most likely meant; undefined if several are as likely. */
export function nearestWord(typed: string): string | undefined {
  const said = typed.toLowerCase().trim().slice(0, 40);
  const byDistance = known
    .map((word) => ({ word, away: distance(said, word) }))
    .sort((one, other) => one.away - other.away);
  const [best] = byDistance;
  const begun = known.filter((word) => said.length >= 2 && word.startsWith(said));
  if (begun.length === 1) return begun[0];
  return best && best.away <= Math.max(1, Math.floor(best.word.length / 3)) ? best.word : undefined;
}

/** Edit distance, in which swapped neighbours count as one edit. */
function distance(one: string, other: string): number {
  const rows = [Array.from({ length: other.length + 1 }, (_, at) => at)];
  for (let i = 1; i <= one.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const isSame = one[i - 1] === other[j - 1];
      const isSwapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      row[j] = Math.min(
        (rows[i - 1]?.[j] ?? 0) + 1,
        (row[j - 1] ?? 0) + 1,
        (rows[i - 1]?.[j - 1] ?? 0) + (isSame ? 0 : 1),
        isSwapped ? (rows[i - 2]?.[j - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
      );
    }
    rows.push(row);
  }
  return rows[one.length]?.[other.length] ?? Number.POSITIVE_INFINITY;
}
