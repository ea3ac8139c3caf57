/** How a reader's teams stand against their targets. */
import type { Db } from '../platform/db/open.ts';
import { settingOf } from '../platform/settings/queries.ts';
import { MINUTE_MS } from '../platform/time/units.ts';
import { uncounted } from '../scoreboard/catch-up.ts';
import { periodAt } from '../targets/periods.ts';
import { progressOfTargets } from '../targets/progress.ts';
import { targetUnit } from '../targets/settings.ts';
import type { Progress } from '../targets/standing.ts';
import { targetsWaitingFor, type WaitingTarget } from '../targets/waiting.ts';
import { teamsOfKind } from '../teams/queries.ts';
import type { Reader } from './reader.ts';

/** Limits reading to one fiftieth of the time, however much changes. */
const REST = 50;
/** A change of a lead is counted within some seconds; the home is drawn before it. */
const COUNTED_IN_MS = MINUTE_MS / 2;

export interface HomeTargets extends Progress {
  /** The period to begin with, without any target. */
  missing: string | undefined;
  /** For the reader to enter, allocate or approve. */
  waiting: WaitingTarget[];
  changesAt: Date;
}

/** Sellers see their teams, marketing all of them. Undefined without a sales team to see. */
export function readTargets(db: Db, { person, teams, isMarketer }: Reader, now: Date): HomeTargets | undefined {
  const seen = isMarketer ? teamsOfKind(db, 'sales') : teams.filter(({ kind }) => kind === 'sales');
  const [first] = seen;
  if (!first) return undefined;
  const progress = progressOfTargets(db, { at: now, teamIds: seen.map(({ id }) => id), rest: REST }, now);
  const current = periodAt(settingOf(db, targetUnit), first.zone, now);
  const ends = [current, ...progress.targets.map(({ period }) => period)].map(({ to }) => to.getTime());
  if (progress.targets.length > 0 && uncounted(db) > 0) ends.push(now.getTime() + COUNTED_IN_MS);
  const missing = progress.targets.length === 0 ? current.key : undefined;
  return {
    ...progress,
    missing,
    waiting: targetsWaitingFor(db, person.id, now),
    changesAt: new Date(Math.min(...ends)),
  };
}
