/** A card with everything that its message and its page show. */
import { minimumGroup } from '../feedback/settings.ts';
import type { Db } from '../platform/db/open.ts';
import { settingOf } from '../platform/settings/queries.ts';
import type { TeamKind } from '../teams/table.ts';
import {
  actionsOfCard,
  cardBefore,
  cardsOf,
  type NeedAction,
  roundOfSide,
  sentencesOf,
  shownCards,
} from './queries.ts';
import type { ReportCard } from './table.ts';
import { averageOf } from './types.ts';

export interface ShownCard {
  card: ReportCard;
  /** The smallest group, as promised to those who were asked. */
  minimum: number;
  /** The average of the last time for each need, from 0 to 4; undefined for a need that has none. */
  before: (number | undefined)[];
  /** On each need, in a random order. */
  sentences: string[][];
  actions: NeedAction[];
}

export const shownCardsOf = (db: Db, cycleId: number): ShownCard[] =>
  cardsOf(db, cycleId).map((card) => shownCard(db, card));

export const shownCard = (db: Db, card: ReportCard): ShownCard => ({
  ...comparedCard(db, card),
  sentences: sentencesOf(db, card),
  actions: actionsOfCard(db, card),
});

/** A card with its marks alone. */
export type ComparedCard = Pick<ShownCard, 'card' | 'minimum' | 'before'>;

export function comparedCard(db: Db, card: ReportCard): ComparedCard {
  const before = cardBefore(db, card);
  return {
    card,
    minimum: roundOfSide(db, card.cycleId, card.side)?.minimum ?? settingOf(db, minimumGroup),
    before: card.needs.map((need) => averageIn(before, need)),
  };
}

/** A need with other words is another need. */
const averageIn = (card: ReportCard | undefined, need: string): number | undefined => {
  const place = card?.needs.indexOf(need) ?? -1;
  return averageOf(card?.marks?.[place] ?? []);
};

export interface Curves {
  side: TeamKind;
  /** The publication of each card, oldest first. */
  dates: Date[];
  /** One average for each date. */
  curves: { need: string; averages: number[] }[];
}

/** As many as a chart takes. */
const MOST_CARDS = 12;

/**
 * The averages of each present need, in all cards that have the same needs. A need that is new has a curve from its second card
 * on; then the curves of all begin with it.
 */
export function curvesOf(db: Db, side: TeamKind): Curves {
  const cards = shownCards(db, side, MOST_CARDS);
  const latest = cards.at(-1)?.needs ?? [];
  const old = latest.filter((need) => cards.at(-2)?.needs.includes(need));
  const since = cards.findLastIndex(({ needs }) => old.some((need) => !needs.includes(need))) + 1;
  const some = cards.slice(since);
  return {
    side,
    dates: some.map(({ publishedAt }) => publishedAt),
    curves: old.map((need) => ({ need, averages: some.map((card) => averageIn(card, need) ?? 0) })),
  };
}
