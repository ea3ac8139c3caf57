/** Progress against the targets: for the scoreboard, its weekly post, homes and reviews. */
import { type Converted, ratesOn, together } from '../currency/convert.ts';
import type { Db } from '../platform/db/open.ts';
import { settingOf } from '../platform/settings/queries.ts';
import { isoDayIn } from '../scoreboard/periods.ts';
import type { Team } from '../teams/table.ts';
import { workingTimeBetween } from '../teams/working-time.ts';
import { type Counts, countsOf } from './counts.ts';
import { paceOf } from './pace.ts';
import { periodAt, requirePeriod, type TargetPeriod } from './periods.ts';
import { salesTeams, targetOf } from './queries.ts';
import { targetUnit } from './settings.ts';
import type { FigureProgress, Progress, TargetProgress } from './standing.ts';
import { sumsOf } from './sums.ts';
import type { Target } from './table.ts';
import { type TargetFigure, targetFigures, targetUnits } from './types.ts';

export interface Asked {
  /** The targets of the periods that hold this moment. */
  at: Date;
  /** Left out: all sales teams. */
  teamIds?: readonly number[];
  /** See counts.ts. */
  rest?: number;
}

/**
 * How the sales teams stand against their targets at `now`, or at the end of a period that is over. A team with a target
 * for the month and one for the quarter is in it with that of the company's usual period. Empty without targets.
 */
export function progressOfTargets(db: Db, { at, teamIds, rest = 0 }: Asked, now: Date): Progress {
  const units = settingOf(db, targetUnit) === 'quarter' ? targetUnits : targetUnits.toReversed();
  const found = salesTeams(db)
    .filter(({ id }) => teamIds === undefined || teamIds.includes(id))
    .flatMap((team): TargetProgress[] => {
      const targets = units.flatMap((unit) => targetOf(db, team.id, periodAt(unit, team.zone, at).key) ?? []);
      const [first] = targets.map((target) => progressOfTarget(db, { target, team, rest }, now)).filter(counts);
      return first ? [first] : [];
    });
  return { targets: found, sums: sumsOf(found) };
}

/**
 * A team that retires within a period has no target for it any more: its open leads count for the team that gets them.
 * Its earlier targets stay.
 */
const counts = ({ team, period }: TargetProgress): boolean => team.retiredAt === null || period.to <= team.retiredAt;

/** The progress of one target. */
export function progressOfTarget(
  db: Db,
  { target, team, rest }: { target: Target; team: Team; rest?: number },
  now: Date,
): TargetProgress {
  const period = requirePeriod(target.period, team.zone);
  const timeShare = timeShareOf(team, period, now);
  const counted = countsOf(db, team.id, period, rest);
  const isOver = period.to <= now;
  const when = { isOver, hasBegun: period.from <= now };
  const figures = targetFigures.flatMap((figure): FigureProgress[] => {
    const goal = goalOf(target, figure);
    if (goal === null) return [];
    const done = doneOf(counted, figure, target.currency);
    const currency = figure === 'revenue' ? target.currency : null;
    const standing = { target: goal, done, expected: goal * timeShare };
    return [{ figure, currency, ...standing, pace: paceOf(standing, when) }];
  });
  const isApart = goalOf(target, 'revenue') !== null;
  const apart = isApart ? counted.revenue.filter((won) => won.currency !== target.currency) : [];
  return {
    target,
    team,
    period,
    timeShare,
    isOver,
    figures,
    apart: apart.toSorted((a, b) => Number(a.currency === null) - Number(b.currency === null)),
    together: togetherOf(db, { period, isOver, currency: target.currency, won: isApart ? counted.revenue : [] }, now),
  };
}

function togetherOf(
  db: Db,
  {
    period,
    isOver,
    currency,
    won,
  }: { period: TargetPeriod; isOver: boolean; currency: string; won: Counts['revenue'] },
  now: Date,
): Converted | undefined {
  if (won.every((one) => one.currency === currency || one.currency === null)) return undefined;
  const rates = ratesOn(db, isOver ? period.last : isoDayIn(period.zone, now));
  const sums = won.flatMap((one) => (one.currency === null ? [] : [{ currency: one.currency, cents: one.cents }]));
  return together(rates, sums, currency);
}

/** Marketing's figure is the target; until it is entered, that of sales. */
function goalOf({ topCents, bottomCents, topHandedOff, topQualified }: Target, figure: TargetFigure): number | null {
  if (figure === 'revenue') return topCents ?? bottomCents;
  return figure === 'handed_off' ? topHandedOff : topQualified;
}

function doneOf({ revenue, handedOff, qualified }: Counts, figure: TargetFigure, currency: string): number {
  if (figure !== 'revenue') return figure === 'handed_off' ? handedOff : qualified;
  return revenue.find((won) => won.currency === currency)?.cents ?? 0;
}

/** By the calendar where a period has no working time at all. */
export function timeShareOf(team: Team, { from, to }: TargetPeriod, now: Date): number {
  const until = new Date(Math.min(now.getTime(), to.getTime()));
  if (until <= from) return 0;
  const whole = workingTimeBetween(team, from, to);
  if (whole > 0) return workingTimeBetween(team, from, until) / whole;
  return (until.getTime() - from.getTime()) / (to.getTime() - from.getTime());
}
