/** The targets that need a manager: for their home and their morning message. */
import type { Db } from '../platform/db/open.ts';
import { settingOf } from '../platform/settings/queries.ts';
import { managerOf } from '../teams/holders.ts';
import { teamsOfKind } from '../teams/queries.ts';
import type { Team } from '../teams/table.ts';
import { type Step, stepOf } from './gap.ts';
import { periodAt } from './periods.ts';
import { targetOf } from './queries.ts';
import { targetUnit } from './settings.ts';
import type { Target } from './table.ts';
import { type TargetSide, targetSides, targetUnits } from './types.ts';

export interface WaitingTarget {
  team: Team;
  /** The key of its period. */
  period: string;
  side: TargetSide;
  step: Step;
  /** Since when it waits for this person. */
  since: Date;
}

/** Of the current and the next periods, by the name of the team. */
export function targetsWaitingFor(db: Db, userId: string, now: Date): WaitingTarget[] {
  const isMarketing = teamsOfKind(db, 'marketing').some((team) => managerOf(db, team) === userId);
  return teamsOfKind(db, 'sales').flatMap((team) => {
    const sides = targetSides.filter((side) => (side === 'marketing' ? isMarketing : managerOf(db, team) === userId));
    const known = sides.length === 0 ? [] : begun(db, team, now);
    return sides.flatMap((side) => [...stepsIn(known, team, side), ...renewed(db, team, side, now)]);
  });
}

/** Targets of the current and the next periods. Read once, also for a person who answers for both sides. */
const begun = (db: Db, team: Team, now: Date): Target[] =>
  targetUnits
    .flatMap((unit) => [0, 1].map((later) => periodAt(unit, team.zone, now, later).key))
    .flatMap((period) => targetOf(db, team.id, period) ?? []);

const stepsIn = (targets: readonly Target[], team: Team, side: TargetSide): WaitingTarget[] =>
  targets.flatMap((target) => {
    const step = stepOf(target, side);
    return step ? [{ team, period: target.period, side, step, since: target.changedAt }] : [];
  });

/** A period without a target after one with a target: marketing begins. */
function renewed(db: Db, team: Team, side: TargetSide, now: Date): WaitingTarget[] {
  const unit = settingOf(db, targetUnit);
  const [before, current] = [periodAt(unit, team.zone, now, -1), periodAt(unit, team.zone, now)];
  const isNew = targetOf(db, team.id, before.key) && !targetOf(db, team.id, current.key);
  if (side !== 'marketing' || !isNew) return [];
  return [{ team, period: current.key, side, step: 'enter', since: current.from }];
}
