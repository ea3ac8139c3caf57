/** The causes that moved the figures of a period against the one before. */
import type { Db } from '../platform/db/open.ts';
import { teamsOfKind } from '../teams/queries.ts';
import { absentDays } from './absent-days.ts';
import { talliesOf } from './kept-tallies.ts';
import { originsIn } from './origins.ts';
import { type Board, scopeOf } from './read.ts';
import { partLabel } from './rows.ts';
import { partsIn, type Tallies } from './tallies.ts';
import { leadsIn } from './tally.ts';

/** Something in the log whose number differs from the period before. */
export interface Cause {
  kind: 'source' | 'reason' | 'clause' | 'accept_missed' | 'touch_missed' | 'answer_missed' | 'absent';
  /** A source, reason, clause or team; empty for a missed deadline. */
  name: string;
  /** For an absence, days. */
  leads: number;
  before: number;
}

/** A difference of one lead is chance. */
const LEAST_CHANGE = 2;

/** The largest changes against the period before; none where the two cannot be compared. */
export function causesOf(db: Db, board: Board, most: number): Cause[] {
  if (!board.before) return [];
  const earlier = talliesOf(db, { ...scopeOf(board.choice, board.period), ...board.period.before });
  const causes = [
    ...compared('source', named(board.sources), named(originsIn(earlier, 'source'))),
    ...compared('reason', partsNamed(board, 'returned', board.figures), partsNamed(board, 'returned', of(earlier))),
    ...compared('clause', partsNamed(board, 'cited', board.figures), partsNamed(board, 'cited', of(earlier))),
    ...(['accept_missed', 'touch_missed', 'answer_missed'] as const).map((kind) => ({
      ...{ kind, name: '' },
      leads: leadsIn(board.figures[kind]),
      before: leadsIn(partsIn(earlier.figures, kind)),
    })),
    ...teamsOfKind(db, 'sales')
      .filter(({ id }) => (board.choice.teamId ?? id) === id)
      .map((team) => ({
        // Posts name teams, and no person.
        ...{ kind: 'absent' as const, name: team.name },
        leads: absentDays(db, team, board.period),
        before: absentDays(db, team, board.period.before),
      })),
  ];
  const change = ({ leads, before }: Cause) => Math.abs(leads - before);
  return causes
    .filter((cause) => change(cause) >= LEAST_CHANGE)
    .sort((a, b) => change(b) - change(a))
    .slice(0, most);
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
