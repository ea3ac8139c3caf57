/** A win: the message to the marketer who handed the lead off, and the one for everyone. */

import type { Lead } from '../../src/leads/table.ts';
import type { Win } from '../../src/library/assists.ts';
import type { SlackMessage } from '../../src/platform/outbox/message.ts';
import { DAY_MS } from '../../src/platform/time/units.ts';
import { bold, cut, emoji, type Piece, person, rich } from '../kit/blocks.ts';
import { escapedTitle, leadTitle, money } from './words.ts';

/** To the marketer. */
export const winNews = (win: Win, title: Piece): SlackMessage => ({
  text: headline(win),
  blocks: [
    rich(
      [emoji('trophy'), ' ', bold('Won: '), title, ...worth(win.lead)],
      [...closed(win, true), ' It began with you: thank you.'],
      ...helped(win.content),
    ),
  ],
});

/** In the channel for wins: one message for each win. */
export function winPost(win: Win): SlackMessage {
  const { ownerId, handedOffBy } = win.lead;
  const thanks = ownerId !== null && ownerId !== handedOffBy ? ' Well done, both of you.' : ' Well done.';
  return {
    text: headline(win),
    blocks: [
      rich(
        [emoji('trophy'), ' ', bold(`Won: ${leadTitle(win.lead)}`), ...worth(win.lead)],
        [...closed(win), thanks],
        ...helped(win.content),
      ),
    ],
  };
}

/** In its place when the deal was reopened. */
export const winOver = (lead: Lead): SlackMessage => ({
  text: `Reopened: ${escapedTitle(lead)}`,
  blocks: [rich([emoji('arrows_counterclockwise'), ' ', bold(leadTitle(lead)), ' is open again.'])],
});

const headline = ({ lead }: Win): string =>
  `Won: ${escapedTitle(lead)}${lead.amount === null ? '' : `, ${money(lead.amount, lead.currency)}`}`;

const worth = ({ amount, currency }: Lead): Piece[] =>
  amount === null ? [] : ['  ·  ', bold(money(amount, currency))];

/** *Lena closed it 23 days after Mia handed it off.* */
function closed({ lead, wonAt }: Win, isForMarketer = false): Piece[] {
  const { ownerId, handedOffBy, handedOffAt } = lead;
  const who: Piece = ownerId === null ? 'Sales' : person(ownerId);
  const after = daysAfter(wonAt.getTime() - handedOffAt.getTime());
  if (isForMarketer) return [who, ` closed it ${after} your hand-off.`];
  if (ownerId === handedOffBy) return [who, ` closed it ${after} the hand-off.`];
  return [who, ` closed it ${after} `, person(handedOffBy), ' handed it off.'];
}

function daysAfter(ms: number): string {
  const days = Math.floor(ms / DAY_MS);
  if (days < 1) return 'less than a day after';
  return days === 1 ? 'a day after' : `${days.toLocaleString('en')} days after`;
}

const SHOWN = 3;
const LONGEST = 100;

function helped(titles: string[]): Piece[][] {
  if (titles.length === 0) return [];
  const rest = titles.length - SHOWN;
  const named = titles
    .slice(0, SHOWN)
    .flatMap((title, index): Piece[] => [index === 0 ? '' : ', ', bold(cut(title, LONGEST))]);
  return [
    [
      emoji('books'),
      ' Helped by ',
      ...named.filter((piece) => piece !== ''),
      ...(rest > 0 ? [` and ${rest} more`] : []),
    ],
  ];
}
