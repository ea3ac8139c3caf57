/** The week that a post is about: five figures, the causes that moved most, and a question. */
import type { Db } from '../platform/db/open.ts';
import type { FigureKey } from './figures.ts';
import { talliesOf } from './kept-tallies.ts';
import { originsIn } from './origins.ts';
import type { Period } from './periods.ts';
import { type Board, readBoard, scopeOf } from './read.ts';
import { partLabel } from './rows.ts';
import { partsIn, type Tallies } from './tallies.ts';
import { leadsIn } from './tally.ts';

/** Something in the log whose number differs from the week before. */
export interface Cause {
  kind: 'source' | 'reason' | 'clause' | 'accept_missed' | 'touch_missed' | 'answer_missed';
  /** A source, reason or clause; empty for a missed deadline. */
  name: string;
  leads: number;
  before: number;
}

/** The team's question of the week, chosen by what hurts most. */
export type Question =
  | { kind: 'clause' | 'source'; name: string }
  | { kind: 'accept' | 'touch' | 'answer' | 'nothing' };

export interface Week {
  period: Period;
  figures: Record<FigureKey, number>;
  /** Undefined where no comparison is possible yet. */
  before: Record<FigureKey, number> | undefined;
  /** At most three; empty without a comparison. */
  causes: Cause[];
  question: Question;
}

const HAPPENED = ['handed_off', 'accepted', 'touched', 'qualified', 'won', 'lost', 'returned'] as const;
const MOST_CAUSES = 3;
/** A difference of one lead is chance. */
const LEAST_CHANGE = 2;

/** The last week before `now`; undefined if nothing happened in it. */
export function readWeek(db: Db, now: Date): Week | undefined {
  const board = readBoard(db, { view: 'activity', period: 'last_week' }, now);
  const counts = Object.entries(board.figures).map(([key, parts]) => [key, leadsIn(parts)]);
  const figures = Object.fromEntries(counts) as Record<FigureKey, number>;
  if (HAPPENED.every((key) => figures[key] === 0)) return undefined;
  const { period, before } = board;
  const earlier = before && talliesOf(db, { ...scopeOf(board.choice, period), ...period.before });
  return {
    period,
    figures,
    before,
    causes: earlier ? causesOf(board, earlier) : [],
    question: questionOf(board, figures),
  };
}

function causesOf(board: Board, earlier: Tallies): Cause[] {
  const causes = [
    ...compared('source', named(board.sources), named(originsIn(earlier, 'source'))),
    ...compared('reason', partsNamed(board, 'returned', board.figures), partsNamed(board, 'returned', of(earlier))),
    ...compared('clause', partsNamed(board, 'cited', board.figures), partsNamed(board, 'cited', of(earlier))),
    ...(['accept_missed', 'touch_missed', 'answer_missed'] as const).map((kind) => ({
      ...{ kind, name: '' },
      leads: leadsIn(board.figures[kind]),
      before: leadsIn(partsIn(earlier.figures, kind)),
    })),
  ];
  const change = ({ leads, before }: Cause) => Math.abs(leads - before);
  return causes
    .filter((cause) => change(cause) >= LEAST_CHANGE)
    .sort((a, b) => change(b) - change(a))
    .slice(0, MOST_CAUSES);
}

type Numbers = Map<string, number>;

const named = (origins: Board['sources']): Numbers =>
  new Map(origins.filter(({ name }) => name !== '').map((one) => [one.name, leadsIn(one.handed_off)]));

const of = ({ figures }: Tallies) => ({ returned: partsIn(figures, 'returned'), cited: partsIn(figures, 'cited') });

const partsNamed = (
  board: Board,
  key: 'returned' | 'cited',
  figures: Pick<Board['figures'], 'returned' | 'cited'>,
): Numbers => new Map(figures[key].map(({ part, leads }) => [partLabel(board, key, part), leads]));

const compared = (kind: 'source' | 'reason' | 'clause', now: Numbers, before: Numbers): Cause[] =>
  [...new Set([...now.keys(), ...before.keys()])].map((name) => ({
    ...{ kind, name },
    leads: now.get(name) ?? 0,
    before: before.get(name) ?? 0,
  }));

/** A clause is worth a question from this share of the returns on, a deadline from this share of misses on. */
const MANY_CITED = 0.2;
const MANY_MISSED = 0.3;
/** Fewer leads are chance. */
const ENOUGH = 3;

function questionOf(board: Board, figures: Record<FigureKey, number>): Question {
  const [clause] = board.figures.cited;
  if (clause && clause.leads >= ENOUGH && clause.leads > MANY_CITED * figures.returned) {
    return { kind: 'clause', name: partLabel(board, 'cited', clause.part) };
  }
  for (const kind of ['accept', 'touch', 'answer'] as const) {
    const [kept, missed] = [figures[`${kind}_kept`], figures[`${kind}_missed`]];
    if (missed >= ENOUGH && missed > MANY_MISSED * (kept + missed)) return { kind };
  }
  const best = board.sources.filter(({ name }) => name !== '').sort((a, b) => leadsIn(b.won) - leadsIn(a.won))[0];
  return best && leadsIn(best.won) > 0 ? { kind: 'source', name: best.name } : { kind: 'nothing' };
}
