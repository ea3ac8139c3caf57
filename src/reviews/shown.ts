/** A review with everything that its message and its page show. */
import { countPoints, pointsOf } from '../agenda/queries.ts';
import type { AgendaPoint } from '../agenda/table.ts';
import { actionOf } from '../feedback/queries.ts';
import { type DefinitionNews, definitionNews } from '../leads/definition/news.ts';
import { clauseTexts } from '../leads/definition/queries.ts';
import type { Db } from '../platform/db/open.ts';
import type { Slice } from '../platform/paging.ts';
import { progressOfTargets } from '../targets/progress.ts';
import type { FigureProgress } from '../targets/standing.ts';
import { lateSince } from '../teams/mornings.ts';
import { oldestSalesTeam, teamById } from '../teams/queries.ts';
import { dateIn } from '../teams/working-time.ts';
import { daysOfMonth } from './days.ts';
import { type Month, readMonth } from './month.ts';
import { actionsOf, decisionsOf, earlierActions } from './queries.ts';
import type { Decision, Review, ReviewAction } from './table.ts';

/** A point with the words of its subject; undefined ones are gone. */
export interface ShownPoint {
  point: AgendaPoint;
  definition?: { team: string; news: DefinitionNews | undefined };
  clause?: string;
  nextStep?: { what: string; ownerId: string | null; dueOn: string | null };
}

export interface ShownReview {
  review: Review;
  month: Month;
  /** Of all sales teams together. */
  targets: FigureProgress[];
  points: ShownPoint[];
  /** Of the whole agenda. */
  pointsTotal: number;
  earlier: ReviewAction[];
  decisions: Decision[];
  /** Agreed in this review. */
  actions: ReviewAction[];
  today: string;
  /** When it was due, if it is posted late. */
  lateSince: Date | null;
}

/** In the zone of the oldest sales team, an ISO date. */
export function todayOf(db: Db, now: Date): string {
  const team = oldestSalesTeam(db);
  return team ? dateIn(team, now) : now.toISOString().slice(0, 10);
}

/** The points of a review: those that wait, until it is closed. */
const pointsKey = ({ status, id }: Review): number | null => (status === 'closed' ? id : null);

export function readReview(db: Db, review: Review, slice: Slice, now: Date): ShownReview {
  const key = pointsKey(review);
  const team = oldestSalesTeam(db);
  const isMoved = review.movedBy !== null;
  return {
    review,
    month: readMonth(db, review.month, now),
    targets: targetsOf(db, review.month, now),
    points: readPoints(db, key, slice),
    pointsTotal: countPoints(db, key),
    earlier: earlierActions(db, review),
    decisions: decisionsOf(db, review.id),
    actions: actionsOf(db, review.id),
    today: todayOf(db, now),
    lateSince: team && !isMoved ? lateSince(team, review.dueAt.getTime(), review.postedAt ?? now) : null,
  };
}

const readPoints = (db: Db, reviewId: number | null, slice: Slice): ShownPoint[] =>
  pointsOf(db, reviewId, slice).map((point) => readPoint(db, point));

function readPoint(db: Db, point: AgendaPoint): ShownPoint {
  const { about } = point;
  switch (about.kind) {
    case 'definition': {
      const team = teamById(db, about.teamId)?.name ?? '';
      return { point, definition: { team, news: definitionNews(db, about.teamId, about.changeId) } };
    }
    case 'clause': {
      const clause = clauseTexts(db, [about.clauseId]).get(about.clauseId);
      return { point, ...(clause !== undefined && { clause }) };
    }
    case 'feedback': {
      const step = actionOf(db, about.roundId);
      if (!step || step.what === null) return { point };
      return { point, nextStep: { what: step.what, ownerId: step.ownerId, dueOn: step.dueOn } };
    }
    default:
      return { point };
  }
}

/** At the last moment of the month, so that a target for the quarter shows where it stands. */
function targetsOf(db: Db, month: string, now: Date): FigureProgress[] {
  const at = new Date(`${daysOfMonth(month).last}T12:00:00Z`);
  return progressOfTargets(db, { at }, now).sums.flatMap(({ figures }) => figures);
}
