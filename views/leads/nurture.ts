import type { ModalView } from '@slack/types';
import type { HistoryEntry } from '../../src/leads/queries.ts';
import type { Nurtured } from '../../src/leads/reads/nurture-list.ts';
import type { NurtureStory } from '../../src/leads/reads/nurture-story.ts';
import type { Lead } from '../../src/leads/table.ts';
import type { SlackMessage } from '../../src/platform/outbox/message.ts';
import {
  actions,
  type Blocks,
  bold,
  button,
  context,
  cut,
  date,
  dotted,
  emoji,
  type Piece,
  person,
  plain,
  rich,
  section,
} from '../kit/blocks.ts';
import { pageButtons } from '../kit/paging.ts';
import { leadActions } from './card.ts';
import { escapedTitle, leadTitle, temperatureEmoji } from './words.ts';

export const NURTURE_LIST = 'nurture_list';
export const NURTURE_REST = 'nurture_rest';
export const NURTURE_PAGE = 'nurture_page';
/** How many leads stand in the weekly message, and on a page of the list. */
export const NURTURE_SIZE = 10;

/** What marketing is warming up, for its channel. */
export function nurtureMessage(
  { nurtured, total }: { nurtured: Nurtured[]; total: number },
  lateSince: Date | null,
): SlackMessage {
  const title = total === 1 ? 'One lead is in nurture.' : `${total} leads are in nurture.`;
  const rest = total - nurtured.length;
  return {
    text: title,
    blocks: [
      rich([emoji('seedling'), ' ', bold(title), ...(total > 1 ? [' The next to come back first:'] : [])]),
      ...(lateSince ? [rich([emoji('hourglass'), ' This list is late: it was due ', date(lateSince), '.'])] : []),
      ...nurtured.flatMap(nurtureRow),
      ...(rest > 0
        ? [
            context(rest === 1 ? 'And one more.' : `And ${rest} more.`),
            actions('nurture', button(NURTURE_REST, 'Show all', 'all')),
          ]
        : []),
    ],
  };
}

/** All of them, a page at a time. */
export const nurtureModal = ({
  nurtured,
  page,
  total,
}: {
  nurtured: Nurtured[];
  page: number;
  total: number;
}): ModalView => ({
  type: 'modal',
  callback_id: NURTURE_LIST,
  private_metadata: `${page}:`,
  title: plain('Leads in nurture'),
  close: plain('Close'),
  blocks: [
    ...(total === 0 ? [section('No lead is in nurture now.')] : nurtured.flatMap(nurtureRow)),
    ...pageButtons(NURTURE_PAGE, { page, size: NURTURE_SIZE, total, carry: '' }),
  ],
});

/** The words are a reminder here; the history has the whole of them. */
const WORDS_SHOWN = 200;

function nurtureRow({ lead, actorId, words, content }: Nurtured): Blocks {
  const id = String(lead.id);
  const about: Piece[][] = [
    ...(lead.nurtureUntil ? [['back on ', date(lead.nurtureUntil, '{date_short}')]] : []),
    ['handed off by ', person(lead.handedOffBy)],
    ...(actorId ? [['sent here by ', person(actorId)]] : []),
  ];
  const lines: Piece[][] = [
    [emoji(temperatureEmoji[lead.temperature]), ' ', bold(leadTitle(lead))],
    dotted(about),
    ...(content ? [[emoji('books'), ' ', cut(content, WORDS_SHOWN)]] : []),
  ];
  return [
    words ? rich(...lines, { quote: [cut(words, WORDS_SHOWN)] }) : rich(...lines),
    actions(
      `nurtured:${lead.id}`,
      button(leadActions.wake, 'Bring back now', id, { label: `Bring back now: ${lead.name}` }),
      button(leadActions.history, 'History', id, { label: `History: ${lead.name}` }),
    ),
  ];
}

/** Seen in the channel too: the lead is back, and what happened to it before. */
export function wokenLine(lead: Lead, entry: HistoryEntry, story: NurtureStory): SlackMessage {
  const { hadBy, declinedFor, nurtured } = story;
  const back: Piece[] = entry.actorId
    ? [' was brought back from nurture by ', person(entry.actorId), ': who takes it?']
    : [' is back from nurture: who takes it?'];
  const who: Piece = nurtured?.actorId ? person(nurtured.actorId) : 'Baton';
  const had: Piece[] = hadBy ? [person(hadBy), ' had it'] : ['Nobody had accepted it'];
  const sent: Piece[] = nurtured
    ? [
        ...(hadBy !== null && hadBy === nurtured.actorId ? [' and'] : ['. ', who]),
        ' sent it to nurture on ',
        date(nurtured.at, '{date_short}'),
        ...(declinedFor ? [', after it was given back: ', bold(declinedFor)] : []),
        ...(nurtured.content ? [', to be warmed up with ', bold(nurtured.content)] : []),
        nurtured.words ? (nurtured.content ? ':' : ', to be warmed up with:') : '.',
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
