import type { ModalView } from '@slack/types';
import type { WithCard } from '../../src/leads/card-place.ts';
import type { Nurtured } from '../../src/leads/reads/nurture-list.ts';
import type { NurtureStory } from '../../src/leads/reads/nurture-story.ts';
import type { HistoryEntry, Lead } from '../../src/leads/table.ts';
import type { SlackMessage } from '../../src/platform/outbox/message.ts';
import {
  actions,
  type Blocks,
  bold,
  button,
  cut,
  date,
  dated,
  dotted,
  emoji,
  type Piece,
  person,
  plain,
  rich,
  section,
} from '../kit/blocks.ts';
import { pageButtons } from '../kit/paging.ts';
import { counted, more } from '../kit/words.ts';
import { leadRow, type RowLook } from './row.ts';
import { escapedTitle, escapedTitles, leadTitle, linkedTitle, temperatureEmoji } from './words.ts';

export const NURTURE_LIST = 'nurture_list';
export const NURTURE_REST = 'nurture_rest';
export const NURTURE_PAGE = 'nurture_page';
/** Leads in the weekly message, and on a page of the list. */
export const NURTURE_SIZE = 10;

/** The leads in nurture, for the channel of marketing. Their buttons are in the list that it opens. */
export function nurtureMessage(
  { nurtured, total }: { nurtured: Nurtured[]; total: number },
  lateSince: Date | null,
  workspaceUrl: string,
): SlackMessage {
  const title = `${counted(total, 'lead')} in nurture`;
  return {
    text: `${title}: ${escapedTitles(
      nurtured.map(({ lead }) => lead),
      total,
    )}`,
    blocks: [
      rich([emoji('seedling'), ' ', bold(title), ...(total > 1 ? [', next to return first:'] : [])]),
      ...(lateSince ? [rich([emoji('hourglass'), ' Posted late: this list was ', dated('due ', lateSince), '.'])] : []),
      ...(nurtured.length > 0 ? [rich(...nurtured.map(({ lead }) => line(lead, workspaceUrl)))] : []),
      ...more(total - nurtured.length),
      actions('nurture', button(NURTURE_REST, 'View', 'all', { label: 'View the leads in nurture' })),
    ],
  };
}

const line = (lead: WithCard<Lead>, workspaceUrl: string): Piece[] => [
  emoji(temperatureEmoji[lead.temperature]),
  ' ',
  ...dotted([
    [linkedTitle(lead, workspaceUrl)],
    ...(lead.nurtureUntil ? [['returns ', date(lead.nurtureUntil, '{date}')]] : []),
  ]),
];

/** All of them, a page at a time. */
export const nurtureModal = (
  { nurtured, page, total }: { nurtured: Nurtured[]; page: number; total: number },
  look: RowLook,
): ModalView => ({
  type: 'modal',
  callback_id: NURTURE_LIST,
  private_metadata: `${page}:`,
  title: plain('Leads in nurture'),
  close: plain('Close'),
  blocks: [
    ...(total === 0 ? [section('No leads in nurture.')] : nurtured.flatMap((one) => nurtureRow(one, look))),
    ...pageButtons(NURTURE_PAGE, { page, size: NURTURE_SIZE, total, carry: '' }),
  ],
});

/** The history has the full text. */
const WORDS_SHOWN = 200;

function nurtureRow({ lead, actorId, words, content }: Nurtured, look: RowLook): Blocks {
  return leadRow(lead, { ...look, grouped: true }, [
    ...(actorId ? [['Nurtured by ', person(actorId)]] : []),
    ...(content ? [[emoji('books'), ' ', cut(content, WORDS_SHOWN)]] : []),
    ...(words ? [{ quote: [cut(words, WORDS_SHOWN)] }] : []),
  ]);
}

/** Also shown in the channel: the lead is back, with its story so far. */
export function wokenLine(lead: Lead, entry: HistoryEntry, story: NurtureStory): SlackMessage {
  const { hadBy, declinedFor, nurtured } = story;
  const back: Piece[] = entry.actorId
    ? [' was brought back from nurture by ', person(entry.actorId), '. It is open again.']
    : [' is back from nurture. It is open again.'];
  const who: Piece = nurtured?.actorId ? person(nurtured.actorId) : 'Baton';
  const had: Piece[] = hadBy ? [person(hadBy), ' owned it'] : ['No one had accepted it'];
  const sent: Piece[] = nurtured
    ? [
        ...(hadBy !== null && hadBy === nurtured.actorId ? [' and'] : ['. ', who]),
        ' sent it to nurture on ',
        date(nurtured.at, '{date}'),
        ...(declinedFor ? [', after it was declined: ', bold(declinedFor)] : []),
        ...(nurtured.content ? ['  ·  content: ', bold(nurtured.content)] : []),
        nurtured.words ? ':' : '.',
      ]
    : ['.'];
  const lines: Piece[][] = [
    [emoji('sunrise'), ' ', bold(leadTitle(lead)), ...back],
    [...had, ...sent],
  ];
  return {
    text: `Back from nurture: ${escapedTitle(lead)}`,
    blocks: [nurtured?.words ? rich(...lines, { quote: [nurtured.words] }) : rich(...lines)],
  };
}
