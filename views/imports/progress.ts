/** The one message of an import: the content of the file, the progress, and the result. */
import type { Button } from '@slack/types';
import type { Import } from '../../src/imports/table.ts';
import { type Fault, MOST_CARDS } from '../../src/imports/types.ts';
import type { SlackMessage } from '../../src/platform/outbox/message.ts';
import { escaped } from '../../src/platform/slack/mrkdwn.ts';
import { isolated } from '../kit/bidi.ts';
import { actions, type Blocks, bold, button, date, emoji, type Line, type Piece, person, rich } from '../kit/blocks.ts';
import { counted } from '../kit/words.ts';
import { type ListLook, leadListMessage } from '../leads/came-as-list.ts';

export const importActions = {
  columns: 'import_columns',
  run: 'import_run',
  drop: 'import_drop',
  undo: 'import_undo',
} as const;

export interface ImportLook {
  one: Import;
  /** An earlier import of the same file. */
  earlier?: Import | undefined;
  /** Until when it can be undone. */
  undoUntil?: Date | undefined;
  teamName?: string | undefined;
}

export function importMessage(look: ImportLook): SlackMessage {
  const { one } = look;
  const { icon, said, lines, buttons } = sayings[one.state](look);
  const title: Piece[] = [emoji(icon), ' ', bold(one.name), ...said];
  return {
    text: `${escaped(isolated(one.name))}${textOf(said)}`,
    blocks: [rich(title, ...lines), ...(buttons.length > 0 ? [actions(`import:${one.id}`, ...buttons)] : [])] as Blocks,
  };
}

/** Pieces of words for the notification, without the people and dates in them. */
const textOf = (pieces: Piece[]): string => escaped(pieces.filter((piece) => typeof piece === 'string').join(''));

interface Saying {
  icon: string;
  /** After the name of the file. */
  said: Piece[];
  lines: Line[];
  buttons: Button[];
}

const rowCount = (rows: number) => counted(rows, 'row');
const leadCount = (leads: number) => counted(leads, 'lead');

const sayings: Record<Import['state'], (look: ImportLook) => Saying> = {
  arrived: () => ({ icon: 'hourglass_flowing_sand', said: [': reading the file…'], lines: [], buttons: [] }),
  read: ({ one, earlier }) => ({
    icon: 'page_facing_up',
    said: [` has ${rowCount(one.rows)} and ${counted(one.columns.length, 'column')}`],
    lines: [
      ['Say what the columns mean. Then I check each row, and nothing is added before you have seen the result.'],
      ...againLines(earlier),
      ...encodingLines(one),
    ],
    buttons: [columnsButton(one, 'primary'), dropButton(one)],
  }),
  checking: ({ one }) => ({
    icon: 'mag',
    said: [`: checking. ${share(one)}`],
    lines: [[bar(one)]],
    buttons: [],
  }),
  checked: ({ one, teamName }) => ({
    icon: 'mag',
    said: [' is checked. Nothing is added yet'],
    lines: [
      ...countLines(one, 'can be added'),
      ...faultLines(one.faults),
      ...(one.counts.added > 0 ? [[wayOf(one, teamName)]] : []),
      ...encodingLines(one),
    ],
    buttons: [
      ...(one.counts.added > 0
        ? [button(importActions.run, `Import ${leadCount(one.counts.added)}`, String(one.id), { style: 'primary' })]
        : []),
      columnsButton(one),
      dropButton(one),
    ],
  }),
  running: ({ one }) => ({
    icon: 'inbox_tray',
    said: [`: importing. ${share(one)}`],
    lines: [[bar(one)]],
    buttons: [],
  }),
  done: ({ one, undoUntil }) => ({
    icon: one.trouble === null ? 'white_check_mark' : 'warning',
    said: [one.trouble === null ? ' is imported' : ' is imported in part'],
    lines: [
      ...(one.trouble === null ? [] : [[one.trouble]]),
      ...countLines(one, 'added'),
      ...faultLines(one.faults),
      ['The thread has a file with the result of each row.'],
      ...(undoUntil ? [['You can undo this until ', date(undoUntil), '.']] : []),
    ],
    buttons: undoUntil ? [undoButton(one)] : [],
  }),
  undoing: () => ({ icon: 'rewind', said: [': taking the leads back…'], lines: [], buttons: [] }),
  undone: ({ one }) => ({
    icon: 'rewind',
    said: [': the import is undone'],
    lines: [
      [`${leadCount(one.counts.added - one.kept)} removed.`],
      ...(one.kept > 0 ? [[`${leadCount(one.kept)} stay, because people have worked on them.`]] : []),
    ],
    buttons: [],
  }),
  dropped: ({ one }) => ({
    icon: 'heavy_multiplication_x',
    said: [' is not imported'],
    lines: one.trouble === null ? [] : [[one.trouble]],
    buttons: [],
  }),
};

const columnsButton = (one: Import, style?: 'primary'): Button =>
  button(importActions.columns, one.plan ? 'Change columns…' : 'Choose columns…', String(one.id), {
    ...(style && { style }),
  });

const dropButton = (one: Import): Button => button(importActions.drop, 'Do not import', String(one.id));

const undoButton = (one: Import): Button =>
  button(importActions.undo, 'Undo import', String(one.id), {
    confirm: {
      title: 'Undo this import?',
      text: `The ${leadCount(one.counts.added)} of this file are removed. Leads that people have worked on stay.`,
      yes: 'Undo import',
    },
  });

const share = ({ position, rows }: Import): string =>
  `${position.toLocaleString('en')} of ${rowCount(rows)} (${percent({ position, rows })} %)`;

const percent = ({ position, rows }: Pick<Import, 'position' | 'rows'>): number =>
  rows === 0 ? 100 : Math.floor((position / rows) * 100);

const BAR = 20;

function bar(one: Import): string {
  const full = Math.round((percent(one) / 100) * BAR);
  return `${'█'.repeat(full)}${'░'.repeat(BAR - full)}`;
}

function countLines({ counts: { added, known, bad } }: Import, done: string): Line[] {
  return [
    [emoji('large_green_circle'), ' ', bold(leadCount(added)), ` ${done}`],
    ...(known > 0
      ? [[emoji('white_circle'), ' ', bold(rowCount(known)), ' of people who are known already, left out']]
      : []),
    ...(bad > 0 ? [[emoji('red_circle'), ' ', bold(rowCount(bad)), ' with a fault, left out']] : []),
  ];
}

const MOST_FAULTS = 6;

function faultLines(faults: readonly Fault[]): Line[] {
  const shown = faults
    .slice(0, MOST_FAULTS)
    .map(({ words, rows, lines }): Line => [`${rows.toLocaleString('en')} ×  ${words} `, `(${linesOf(lines, rows)})`]);
  const rest = faults.length - shown.length;
  return [...shown, ...(rest > 0 ? [[`And ${counted(rest, 'other reason')}.`]] : [])];
}

const linesOf = (lines: readonly number[], rows: number): string =>
  `${lines.length === 1 ? 'row' : 'rows'} ${lines.join(', ')}${rows > lines.length ? ' …' : ''}`;

/** How the leads will come in. */
function wayOf({ plan, counts }: Import, teamName = 'the team'): string {
  if (plan?.isPast)
    return `They come to ${teamName} with their owner, status and dates. No deadline starts, and nothing is posted.`;
  if (counts.added <= MOST_CARDS) return `Each comes to ${teamName} like a hand-off, with its card and its deadline.`;
  return `They come to ${teamName} as a list: one message in the channel, and no cards or deadlines until someone acts on a lead.`;
}

const againLines = (earlier: Import | undefined): Line[] =>
  earlier?.endedAt
    ? [
        [
          emoji('information_source'),
          ' ',
          person(earlier.startedBy),
          ' imported this file on ',
          date(earlier.endedAt, '{date}'),
          '. Its people are not added twice.',
        ],
      ]
    : [];

/** The second line of the question is a row of the file in the encoding that was guessed. */
function encodingLines({ question }: Import): Line[] {
  const sample = question?.split('\n')[1]?.trim();
  return sample ? [['The encoding is a guess. One of its rows reads:'], { quote: [sample] }] : [];
}

/** In the channel of the team: the leads of a list. */
export function listMessage({ one, ...look }: { one: Import } & Pick<ListLook, 'shares' | 'openList'>): SlackMessage {
  const leads = counted(one.counts.added, 'lead');
  return leadListMessage({
    ...look,
    text: `${leads} imported from ${escaped(isolated(one.name))}`,
    said: [person(one.startedBy), ' imported ', bold(leads), ' from ', one.name],
    key: `import-list:${one.id}`,
  });
}

export const reportMessage = (one: Import): SlackMessage => ({
  text: 'The result of each row',
  blocks: [
    rich([
      'The result of each row.',
      ...(one.counts.bad > 0 ? [' Mend the rows that were not imported in this file, and drop it again.'] : []),
    ]),
  ],
});

export const reportFailed: SlackMessage = {
  text: 'The report of the import could not be sent',
  blocks: [rich(['Slack did not take the file with the result of each row.'])],
};

export const cardGone: SlackMessage = {
  text: 'This lead was removed',
  blocks: [rich([emoji('rewind'), ' This lead came with an import that was undone.'])],
};
