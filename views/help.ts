/** What somebody can do with Baton now, in a few lines: by what they are, with examples. */
import type { CardEmoji } from '../src/leads/settings.ts';
import type { SlackMessage } from '../src/outbox/announcement.ts';
import type { Role } from '../src/teams/roles.ts';
import { type Blocks, context, cut, literal, section } from './blocks.ts';
import { isolated } from './isolated.ts';

export interface Help {
  roles: readonly Role[];
  /** What the reactions on a card are. */
  emoji: CardEmoji;
  /** What somebody typed that Baton does not know. */
  unknown?: string;
}

interface HelpLine {
  /** For whom; for everybody when left out. */
  for?: Role[];
  /** Whom another line tells it already. */
  not?: Role[];
  says(emoji: CardEmoji): string;
}

const lines: HelpLine[] = [
  {
    says: () =>
      '`/handoff Jane Doe, Acme, jane@acme.com`  hand a lead to sales, or use *Hand off as lead* on any message',
  },
  {
    for: ['seller', 'manager'],
    says: () =>
      '`/leads`  my leads  ·  `/leads untouched`  ·  `/leads team`  ·  `/leads acme` to search, each with *Several at once…*',
  },
  { for: ['marketer'], not: ['seller', 'manager'], says: () => '`/leads acme`  what became of a lead' },
  {
    for: ['seller'],
    says: (emoji) =>
      `On a card: :${emoji.accept}: accept  ·  :${emoji.decline}: give back  ·  :${emoji.touch}: log a touch  ·  :${emoji.snooze}: snooze  ·  :${emoji.won}: won`,
  },
  { for: ['seller'], says: () => '`/leads away until Monday`  out of office: no leads until then  ·  `/leads back`' },
  {
    says: () =>
      '`/ask-feedback`  ask people, a team or a channel what they think, by name or anonymous  ·  `/ask-feedback mine`',
  },
  {
    says: () =>
      '`/content case study hospital`  find content, share it, send it, use it with a lead  ·  `/content`  by the buyer’s stage',
  },
  {
    says: () =>
      '`/request-content case study for a hospital`  find it, or ask marketing for it  ·  `/request-content mine`  ·  `/request-content all`',
  },
  { for: ['marketer'], says: () => 'On a request: :raised_hand: claim  ·  :heavy_plus_sign: I need this too' },
  { says: () => '`/baton ask`  a question or concern for the managers, without your name, and the answers to it' },
  { says: () => '`/baton me`  what you want to hear  ·  `/baton definition`  what counts as a lead for sales' },
  {
    for: ['manager'],
    says: () => '`/baton teams`  channels, times, routing  ·  `/baton settings`  everything else',
  },
  {
    for: ['manager'],
    says: () =>
      '`/baton digest now`  the digest before it is due  ·  `/baton route test jane@acme.com`  who would get a lead, and why',
  },
  { for: ['admin'], says: () => '`/baton setup`  the first steps  ·  `/baton health`  how I am' },
];

/** Every word after `/baton` that means something. */
const known = [
  'help',
  'ask',
  'me',
  'teams',
  'definition',
  'settings',
  'setup',
  'health',
  'digest now',
  'route test',
] as const;

export function help({ roles, emoji, unknown }: Help): SlackMessage {
  const has = (some: Role[]) => some.some((role) => roles.includes(role));
  const mine = lines.filter((line) => (!line.for || has(line.for)) && !(line.not && has(line.not)));
  return {
    text: 'What Baton can do',
    blocks: [
      ...(unknown === undefined ? [] : unknownBlocks(unknown)),
      section(mine.map((line) => line.says(emoji)).join('\n')),
      ...(roles.length === 0
        ? [context('You are in no team yet: its manager adds you through its channel or user group.')]
        : []),
    ],
  };
}

function unknownBlocks(unknown: string): Blocks {
  const nearest = nearestWord(unknown);
  return [
    {
      type: 'section',
      text: literal(`I do not know “${isolated(cut(unknown, 100))}”.${nearest ? '' : ' This is what I know:'}`),
    },
    ...(nearest ? [section(`Did you mean \`/baton ${nearest}\`?`)] : []),
  ];
}

/** The word that was most likely meant; undefined when it could be any. */
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

/** How many letters have to be put in, left out, changed or swapped with their neighbour. */
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
