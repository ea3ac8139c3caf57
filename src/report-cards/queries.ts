import { roundsOfCycle } from '../feedback/ritual-rounds.ts';
import { summaryOf } from '../feedback/summary.ts';
import type { Round } from '../feedback/table.ts';
import { and, asc, desc, eq, lt } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import { actionById } from '../reviews/queries.ts';
import type { ReviewAction } from '../reviews/table.ts';
import type { TeamKind } from '../teams/table.ts';
import { type ReportCard, reportCardActions, reportCards } from './table.ts';

/** The question that both sides of a round are told apart by. */
export const ABOUT: Record<TeamKind, string> = {
  sales: 'Report card: what sales needs from marketing',
  marketing: 'Report card: what marketing needs from sales',
};

export const roundOfSide = (db: Db, cycleId: number, side: TeamKind): Round | undefined =>
  roundsOfCycle(db, cycleId).find(({ about }) => about === ABOUT[side]);

/** Sales first. */
export const cardsOf = (db: Db, cycleId: number): ReportCard[] =>
  db.select().from(reportCards).where(eq(reportCards.cycleId, cycleId)).orderBy(desc(reportCards.side)).all();

/** The card of this side that has marks, before this cycle. */
export const cardBefore = (db: Db, { cycleId, side }: Pick<ReportCard, 'cycleId' | 'side'>): ReportCard | undefined =>
  db
    .select()
    .from(reportCards)
    .where(and(eq(reportCards.side, side), eq(reportCards.outcome, 'shown'), lt(reportCards.cycleId, cycleId)))
    .orderBy(desc(reportCards.cycleId))
    .limit(1)
    .get();

/** The last cards of this side that have marks, oldest first. */
export const shownCards = (db: Db, side: TeamKind, limit: number): ReportCard[] =>
  db
    .select()
    .from(reportCards)
    .where(and(eq(reportCards.side, side), eq(reportCards.outcome, 'shown')))
    .orderBy(desc(reportCards.cycleId))
    .limit(limit)
    .all()
    .reverse();

/** The newest cycle with cards. */
export const lastCardCycle = (db: Db): number | undefined =>
  db.select({ id: reportCards.cycleId }).from(reportCards).orderBy(desc(reportCards.cycleId)).limit(1).get()?.id;

/** The sentences on each need; none once the round was deleted. Each need is a choice and then words. */
export function sentencesOf(db: Db, { cycleId, side, needs }: ReportCard): string[][] {
  const round = roundOfSide(db, cycleId, side);
  const results = round && summaryOf(db, round)?.results.questions;
  return needs.map((_, place) => {
    const said = results?.[2 * place + 1];
    return said && 'words' in said ? said.words.map(({ words }) => words) : [];
  });
}

export interface NeedAction {
  place: number;
  action: ReviewAction;
}

/** By the place of their need. */
export const actionsOfCard = (db: Db, { cycleId, side }: Pick<ReportCard, 'cycleId' | 'side'>): NeedAction[] =>
  db
    .select()
    .from(reportCardActions)
    .where(and(eq(reportCardActions.cycleId, cycleId), eq(reportCardActions.side, side)))
    .orderBy(asc(reportCardActions.place))
    .all()
    .flatMap(({ place, actionId }) => {
      const action = actionById(db, actionId);
      return action ? [{ place, action }] : [];
    });
