/** The target of a team for one period, and the others that a reader can choose. */
import type { Db } from '../platform/db/open.ts';
import { settingOf } from '../platform/settings/queries.ts';
import type { Team } from '../teams/table.ts';
import { periodAt, type TargetPeriod, targetPeriod } from './periods.ts';
import { progressOfTarget } from './progress.ts';
import { periodsOf, salesTeams, targetOf } from './queries.ts';
import { targetUnit } from './settings.ts';
import type { TargetProgress } from './standing.ts';
import type { Target } from './table.ts';
import { targetUnits } from './types.ts';

export interface TargetPage {
  team: Team;
  /** Current sales teams, and retired ones that had a target. */
  teams: Team[];
  period: TargetPeriod;
  /** The latest first. */
  periods: TargetPeriod[];
  target: Target | undefined;
  progress: TargetProgress | undefined;
  /** Its figures can still be entered and approved. */
  isOpen: boolean;
}

/** Undefined without a sales team. Anything unknown is the first team, and its current target. */
export function readTargetPage(
  db: Db,
  { teamId, period: key }: { teamId: number | undefined; period: string },
  now: Date,
): TargetPage | undefined {
  const teams = salesTeams(db).filter(({ id, retiredAt }) => retiredAt === null || periodsOf(db, id).length > 0);
  const team = teams.find(({ id }) => id === teamId) ?? teams.find(({ retiredAt }) => retiredAt === null) ?? teams[0];
  if (!team) return undefined;
  const periods = choicesOf(db, team, now);
  const period = periods.find((one) => one.key === key) ?? currentPeriod(db, team, now);
  const target = targetOf(db, team.id, period.key);
  return {
    team,
    teams,
    period,
    periods,
    target,
    progress: target && progressOfTarget(db, { target, team }, now),
    isOpen: team.retiredAt === null && period.to > now,
  };
}

/** That of a target for it, else the company's usual one. */
function currentPeriod(db: Db, { id, zone }: Team, now: Date): TargetPeriod {
  const usual = settingOf(db, targetUnit);
  const [first, second] = targetUnits
    .map((unit) => periodAt(unit, zone, now))
    .sort((a, b) => Number(b.unit === usual) - Number(a.unit === usual));
  const [current, other] = [first as TargetPeriod, second as TargetPeriod];
  return !targetOf(db, id, current.key) && targetOf(db, id, other.key) ? other : current;
}

const MOST_PERIODS = 50;

/** Those with a target, and this and the next month and quarter. */
function choicesOf(db: Db, { id, zone }: Team, now: Date): TargetPeriod[] {
  const offered = targetUnits.flatMap((unit) => [0, 1].map((later) => periodAt(unit, zone, now, later).key));
  const keys = [...new Set([...offered, ...periodsOf(db, id)])];
  return keys
    .flatMap((key) => targetPeriod(key, zone) ?? [])
    .sort((a, b) => b.first.localeCompare(a.first) || b.last.localeCompare(a.last))
    .slice(0, MOST_PERIODS);
}
