/** The week that a post is about: five figures, the causes that moved most, and a question. */
import type { Db } from '../platform/db/open.ts';
import { type Cause, causesOf } from './causes.ts';
import { oftenCited } from './cited.ts';
import type { FigureKey } from './figures.ts';
import type { Period } from './periods.ts';
import { type Board, readBoard } from './read.ts';
import { partLabel } from './rows.ts';
import { leadsIn } from './tally.ts';

/** The team's question of the week, chosen by what hurts most. */
export type Question =
  | { kind: 'clause' | 'source'; name: string }
  | { kind: 'accept' | 'touch' | 'answer' | 'nothing' };

export interface Week {
  period: Period;
  figures: Record<FigureKey, number>;
  /** Undefined where no comparison is possible yet. */
  before: Record<FigureKey, number> | undefined;
  /** Empty without a comparison. */
  causes: Cause[];
  question: Question;
}

const HAPPENED = ['handed_off', 'accepted', 'touched', 'qualified', 'won', 'lost', 'returned'] as const;
const MOST_CAUSES = 3;

/** The last week before `now`; undefined if nothing happened in it. */
export function readWeek(db: Db, now: Date): Week | undefined {
  const board = readBoard(db, { view: 'activity', period: 'last_week' }, now);
  const counts = Object.entries(board.figures).map(([key, parts]) => [key, leadsIn(parts)]);
  const figures = Object.fromEntries(counts) as Record<FigureKey, number>;
  if (!happenedIn(board.figures)) return undefined;
  const { period, before } = board;
  return {
    period,
    figures,
    before,
    causes: causesOf(db, board, MOST_CAUSES),
    question: questionOf(board, figures),
  };
}

/** Whether anything happened to a lead. */
export const happenedIn = (figures: Board['figures']): boolean => HAPPENED.some((key) => leadsIn(figures[key]) > 0);

/** A deadline is worth a question if more than this share of the leads miss it. */
const MANY_MISSED = 0.3;
/** Fewer leads are chance. */
const ENOUGH = 3;

function questionOf(board: Board, figures: Record<FigureKey, number>): Question {
  const [clause] = oftenCited(board.figures);
  if (clause) return { kind: 'clause', name: partLabel(board, 'cited', clause.part) };
  for (const kind of ['accept', 'touch', 'answer'] as const) {
    const [kept, missed] = [figures[`${kind}_kept`], figures[`${kind}_missed`]];
    if (missed >= ENOUGH && missed > MANY_MISSED * (kept + missed)) return { kind };
  }
  const best = board.sources.filter(({ name }) => name !== '').sort((a, b) => leadsIn(b.won) - leadsIn(a.won))[0];
  return best && leadsIn(best.won) > 0 ? { kind: 'source', name: best.name } : { kind: 'nothing' };
}
