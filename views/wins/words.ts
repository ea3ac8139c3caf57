/** Words about wins: the people, their parts, and shares. */
import { DAY_MS } from '../../src/platform/time/units.ts';
import type { AssistPart } from '../../src/wins/assist.ts';
import type { Win } from '../../src/wins/read.ts';
import type { AssistKind, Showing } from '../../src/wins/types.ts';
import { bold, cut, date, type Piece, person } from '../kit/blocks.ts';
import { counted, times } from '../kit/words.ts';
import { escapedTitle, money } from '../leads/words.ts';

export const headline = ({ lead }: Pick<Win, 'lead'>): string =>
  `Won: ${escapedTitle(lead)}${lead.amount === null ? '' : `, ${money(lead.amount, lead.currency)}`}`;

export const worth = ({ amount, currency }: Win['lead']): Piece[] =>
  amount === null ? [] : ['  ·  ', bold(money(amount, currency))];

export const kindWords: Record<AssistKind, string> = {
  hand_off: 'Hand-off',
  content: 'Content that was used',
  contacts: 'Contacts by colleagues',
  ride_along: 'Ride-alongs',
  close: 'Closing',
};

const instead: Record<Exclude<Showing, 'named'>, string> = {
  unnamed: 'a colleague',
  left: 'a former colleague',
  outside: 'a colleague from outside',
};

/** A person in a post, within a sentence. */
export function named(userId: string, showings: Win['showings']): Piece {
  const showing = showings.get(userId) ?? 'named';
  return showing === 'named' ? person(userId) : instead[showing];
}

/** The same at the beginning of a sentence. */
export function begins(userId: string, showings: Win['showings']): Piece {
  const piece = named(userId, showings);
  return typeof piece === 'string' ? piece.charAt(0).toUpperCase() + piece.slice(1) : piece;
}

const SHOWN = 3;
const LONGEST = 100;

export const onDay = (at: Date): Piece => date(at, '{date}');

/** "*Clinic story*, *Price list* and 2 more". */
export function titles(all: readonly string[]): Piece[] {
  const rest = all.length - SHOWN;
  const some = all
    .slice(0, SHOWN)
    .flatMap((title, index): Piece[] => [...(index === 0 ? [] : [', ']), bold(cut(title, LONGEST))]);
  return rest > 0 ? [...some, ` and ${rest.toLocaleString('en')} more`] : some;
}

/** Why a person is named: "handed it off on May 3". */
export function why(part: AssistPart): Piece[] {
  switch (part.kind) {
    case 'hand_off':
      return ['handed it off on ', onDay(part.at)];
    case 'content': {
      const [first] = part.items;
      const used = part.items.length === 1 && first ? [', used on ', onDay(first.at)] : [];
      return ['made ', ...titles(part.items.map(({ title }) => title)), ...used];
    }
    case 'contacts':
      return [`logged ${counted(part.contacts, 'contact')}, the last on `, onDay(part.at)];
    case 'ride_along':
      return [`rode along ${times(part.rides)}, the last time on `, onDay(part.at)];
    case 'close':
      return ['closed it on ', onDay(part.at)];
  }
}

/** "33.33 %", from hundredths of a percent. */
export const percent = (share: number): string =>
  `${(share / 100).toLocaleString('en', { maximumFractionDigits: 2 })} %`;

/** "23 days after", "a day after". */
export function daysAfter(from: Date, to: Date): string {
  const days = Math.floor((to.getTime() - from.getTime()) / DAY_MS);
  if (days < 1) return 'less than a day after';
  return days === 1 ? 'a day after' : `${days.toLocaleString('en')} days after`;
}
