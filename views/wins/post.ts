/** A win, in the channel that both teams read. */
import type { Lead } from '../../src/leads/table.ts';
import type { SlackMessage } from '../../src/platform/outbox/message.ts';
import type { CreditedPart } from '../../src/wins/credit.ts';
import type { Win } from '../../src/wins/read.ts';
import { actions, type Blocks, bold, button, context, emoji, heading, type Piece, rich } from '../kit/blocks.ts';
import { counted } from '../kit/words.ts';
import { escapedTitle, leadTitle } from '../leads/words.ts';
import { begins, daysAfter, headline, named, why, worth } from './words.ts';

/** Opens the parts of people, with their shares. */
export const WIN_CREDIT = 'win_credit';

/** One message for each win; a big one has a heading. */
export const winPost = (win: Win): SlackMessage => ({
  text: headline(win),
  blocks: [
    ...(win.size === 'big' ? [heading(':trophy: A big win')] : []),
    rich(
      [emoji(win.size === 'big' ? 'tada' : 'trophy'), ' ', bold(`Won: ${leadTitle(win.lead)}`), ...worth(win.lead)],
      closed(win),
      ...assist(win),
    ),
    ...thanks(win),
    actions('win', button(WIN_CREDIT, 'Parts and shares', String(win.lead.id))),
  ],
});

/** *Lena closed it 23 days after the hand-off.* */
function closed({ lead, wonAt, showings }: Win): Piece[] {
  const who: Piece = lead.ownerId === null ? 'Sales' : begins(lead.ownerId, showings);
  return [who, ` closed it ${daysAfter(lead.handedOffAt, wonAt)} the hand-off.`];
}

/** A post stays short; the button has all. */
const MOST_NAMED = 6;

function assist({ parts, showings }: Win): Piece[][] {
  const byPerson = [
    ...Map.groupBy(
      parts.filter(({ kind }) => kind !== 'close'),
      ({ userId }) => userId,
    ),
  ];
  const rest = byPerson.length - MOST_NAMED;
  return [
    [emoji('handshake'), ' ', bold('The assist')],
    ...byPerson
      .slice(0, MOST_NAMED)
      .map(([userId, theirs]) => [
        '•  ',
        begins(userId, showings),
        ...theirs.flatMap((part, index) => [index === 0 ? ' ' : ', and ', ...why(part)]),
      ]),
    ...(rest > 0 ? [[`•  and ${counted(rest, 'more person', 'more people')}`]] : []),
  ];
}

const thanks = ({ lead, size, parts, showings }: Win): Blocks => {
  const big = size === 'big' ? [`Among the largest of the last year in ${lead.currency}.`] : [];
  const others = parts.some(({ userId }: CreditedPart) => userId !== lead.ownerId && showings.get(userId) === 'named');
  return [context([...big, ...(others ? ['Say thanks in the thread.'] : ['Well done.'])].join(' '))];
};

/** In its place when the deal was reopened. */
export const winOver = (lead: Lead): SlackMessage => ({
  text: `Reopened: ${escapedTitle(lead)}`,
  blocks: [rich([emoji('arrows_counterclockwise'), ' ', bold(leadTitle(lead)), ' is open again.'])],
});

/** More stand behind the button of the week. */
const MOST_IN_WEEK = 15;

/** The small wins of a week, in one message. */
export function weekPost(wins: readonly Win[]): SlackMessage {
  const text =
    wins.length === 0
      ? 'The smaller wins of the week are open again.'
      : `${counted(wins.length, 'smaller win')} last week`;
  const rest = wins.length - MOST_IN_WEEK;
  return {
    text,
    blocks: [
      rich(
        [emoji(wins.length === 0 ? 'arrows_counterclockwise' : 'trophy'), ' ', bold(text)],
        ...wins.slice(0, MOST_IN_WEEK).map(weekLine),
        ...(rest > 0 ? [[`•  and ${rest.toLocaleString('en')} more`]] : []),
      ),
      ...(wins.length === 0 ? [] : [context('Each is a team’s work. Say thanks in the thread.')]),
    ],
  };
}

/** "Ana Reis · Porto Foods · 900 EUR: closed by Sam, assist by Mia". */
function weekLine({ lead, parts, showings }: Win): Piece[] {
  const helpers = [...new Set(parts.filter(({ kind }) => kind !== 'close').map(({ userId }) => userId))];
  const closer: Piece[] = lead.ownerId === null ? [] : ['closed by ', named(lead.ownerId, showings), ', '];
  return [
    '•  ',
    bold(leadTitle(lead)),
    ...worth(lead),
    '  ·  ',
    ...closer,
    'assist by ',
    ...helpers
      .slice(0, MOST_NAMED)
      .flatMap((userId, index): Piece[] => [...(index === 0 ? [] : [', ']), named(userId, showings)]),
  ];
}
