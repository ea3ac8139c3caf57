/** The page of both teams: where they stand with each other. It only reads. */
import { allRituals } from '../all-rituals/list.ts';
import { entriesOf, openQuestions as planQuestions } from '../marketing-plan/queries.ts';
import { weekOf } from '../marketing-plan/week.ts';
import { agreementOf } from '../mindset/queries.ts';
import { mindsetRitual } from '../mindset/ritual.ts';
import type { Db } from '../platform/db/open.ts';
import { reportCard } from '../report-cards/ritual.ts';
import { nextPlan } from '../reviews/plan.ts';
import { openActions, openReview } from '../reviews/queries.ts';
import { todayOf } from '../reviews/shown.ts';
import type { ReviewAction } from '../reviews/table.ts';
import { plannedCycle, runningCycle } from '../rituals/queries.ts';
import type { Ritual } from '../rituals/ritual.ts';
import { openQuestions as roleQuestions } from '../roles/queries.ts';
import { type Board, readBoard } from '../scoreboard/read.ts';
import { readStanding, type Standing } from './standing.ts';

/** When a ritual comes; both are undefined if it is stopped. */
export interface Coming {
  name: string;
  /** Open now, or closed and not published. */
  isRunning: boolean;
  /** The end of the answers of a running one. */
  closesAt: Date | undefined;
  /** The beginning of the next one. */
  nextAt: Date | undefined;
}

export interface Alignment extends Standing {
  /** Of this quarter. */
  board: Board;
  /** The first open actions, by due date: overdue ones come first. */
  shownActions: ReviewAction[];
  /** ISO date. */
  today: string;
  /** The advantages on which managers of both sides agreed after the last check; undefined before. */
  three: string[] | undefined;
  cardComes: Coming;
  mindsetComes: Coming;
  /** Questions *Who does this?* that have no common answer yet. */
  roleQuestions: number;
  /** This week's entries of the marketing plan, and the questions at any entry. */
  plan: { entries: number; questions: number };
  review: { isOpen: boolean; dueAt: Date } | undefined;
  rituals: Coming[];
}

const ACTIONS_SHOWN = 5;

export function readAlignment(db: Db, now: Date): Alignment {
  const standing = readStanding(db, now);
  const agreement = standing.mindset && agreementOf(db, standing.mindset.cycleId);
  const review = openReview(db);
  const plan = review ?? nextPlan(db, now);
  return {
    ...standing,
    board: readBoard(db, { view: 'activity', period: 'quarter' }, now),
    shownActions: openActions(db, { limit: ACTIONS_SHOWN, offset: 0 }).actions,
    today: todayOf(db, now),
    three: agreement?.agreedAt ? agreement.advantages : undefined,
    cardComes: comingOf(db, reportCard),
    mindsetComes: comingOf(db, mindsetRitual),
    roleQuestions: roleQuestions(db).length,
    plan: { entries: entriesOf(db, weekOf(db, now)).length, questions: planQuestions(db).length },
    review: plan && { isOpen: review !== undefined, dueAt: plan.dueAt },
    rituals: allRituals.map((one) => comingOf(db, one)),
  };
}

function comingOf(db: Db, { key, name }: Ritual): Coming {
  const running = runningCycle(db, key);
  return {
    name,
    isRunning: running !== undefined,
    closesAt: (running?.status === 'open' && running.closesAt) || undefined,
    nextAt: plannedCycle(db, key)?.dueAt,
  };
}
