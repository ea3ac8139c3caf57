/** `/baton sources`: the systems that send leads. */
import type { ModalView } from '@slack/types';
import type { Refused } from '../../src/http/door/refusals.ts';
import type { Source } from '../../src/intake/table.ts';
import {
  actions,
  type Blocks,
  bold,
  button,
  date,
  dotted,
  emoji,
  type Piece,
  plain,
  rich,
  section,
} from '../kit/blocks.ts';
import { pageButtons } from '../kit/paging.ts';
import { counted } from '../kit/words.ts';
import { senderWords } from './words.ts';

export const SOURCE_NEW = 'intake_new';
export const SOURCE_OPEN = 'intake_open';
export const SOURCES_PAGE = 'intake_page';
export const SOURCES_PAGE_SIZE = 10;

export interface SourceState {
  source: Source;
  teamName: string;
  /** When it last sent something. */
  lastAt: Date | undefined;
  /** Bodies that could not be read. */
  unread: number;
  /** Bodies that wait for a mapping. */
  examples: number;
  /** Since Baton started. */
  refused: Refused | undefined;
}

interface SourcesPage {
  sources: SourceState[];
  page: number;
  total: number;
}

export const sourcesModal = ({ sources, page, total }: SourcesPage): ModalView => ({
  type: 'modal',
  title: plain('Lead sources'),
  close: plain('Close'),
  blocks: [
    ...(total === 0
      ? [
          section(
            'Forms, calendars and other tools can send leads to Baton by themselves. Connect the first one: it takes about three minutes.',
          ),
        ]
      : []),
    ...sources.flatMap(sourceRow),
    ...pageButtons(SOURCES_PAGE, { page, size: SOURCES_PAGE_SIZE, total, carry: '' }),
    actions('intake_add', button(SOURCE_NEW, 'New source', 'new', { style: 'primary' })),
  ],
});

function sourceRow(state: SourceState): Blocks {
  const { source, teamName } = state;
  return [
    rich(
      dotted([[bold(source.name)], [senderWords[source.sender]], [`to ${teamName}`]]),
      dotted([stateWords(state), ...countsOf(state)]),
    ),
    actions(`source:${source.id}`, button(SOURCE_OPEN, 'Open', String(source.id), { label: `Open ${source.name}` })),
  ];
}

/** One word for the state, and what is missing. */
export const stateWords = (state: SourceState): Piece[] => {
  const { source, examples } = state;
  if (!source.isOn) return [emoji('double_vertical_bar'), ' off'];
  if (source.mapping !== null || sendsOwnFields(state)) return [emoji('large_green_circle'), ' on'];
  return examples > 0
    ? [emoji('large_yellow_circle'), ' a test came: choose the fields']
    : [emoji('large_yellow_circle'), ' waits for its first test'];
};

/** Its leads come in Baton's own names of fields, which need no mapping. */
export const sendsOwnFields = ({ source, lastAt, examples }: SourceState): boolean =>
  source.mapping === null && lastAt !== undefined && examples === 0;

export const countsOf = ({ lastAt, unread, refused }: SourceState): Piece[][] => [
  ...(lastAt === undefined ? [] : [['last lead ', date(lastAt)]]),
  ...(unread === 0 ? [] : [[bold(`${counted(unread, 'message')} to look at`)]]),
  ...(refused === undefined ? [] : [[`${counted(refused.count, 'request')} refused`]]),
];
