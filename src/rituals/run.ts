/** Runs rituals by the clock. */

import type { Db } from '../platform/db/open.ts';
import type { Services } from '../platform/services.ts';
import { peopleOfBothSides } from '../teams/sides.ts';
import { isWorking } from '../teams/working-time.ts';
import { announceAhead } from './announce.ts';
import { ritualCalendar } from './calendar.ts';
import { ensurePlanned, isPlanned, nearCycle } from './plan.ts';
import { cyclesToFollowUp, plannedCycle, runningCycle, updateCycle } from './queries.ts';
import type { Ritual } from './ritual.ts';
import { beginCycle, followUpCycles, tendCycle } from './steps.ts';
import type { Cycle, Participant } from './table.ts';

type Deps = Pick<Services, 'db' | 'write' | 'directory' | 'keys' | 'now'>;

/**
 * An async task: a cycle needs the people of both sides, whom Slack tells. All rituals that are due begin in one transaction, so
 * that people hear of them in one message.
 */
export function createRitualTask(deps: Deps, rituals: readonly Ritual[]): () => Promise<void> {
  const { db, write, keys } = deps;
  return async () => {
    const now = deps.now();
    const calendar = ritualCalendar(db);
    if (!calendar) return;
    const unplanned = rituals.filter((ritual) => !isPlanned(db, ritual, now));
    if (unplanned.length > 0) await write((tx) => unplanned.forEach((ritual) => void ensurePlanned(tx, ritual, now)));
    const beginning = isWorking(calendar, now) ? rituals.filter((ritual) => isDue(db, ritual, now)) : [];
    const people = await Promise.all(beginning.map((ritual) => peopleFor(deps, ritual)));
    const tended = rituals.filter((ritual) => needsTending(runningCycle(db, ritual.key), now));
    const near = isWorking(calendar, now) ? await nearCycles(deps, rituals, now) : [];
    if ([beginning, tended, near, cyclesToFollowUp(db, now)].every(({ length }) => length === 0)) return;
    await write((tx) => {
      for (const ritual of tended) tendCycle(tx, ritual, { keys }, now);
      for (const [index, ritual] of beginning.entries())
        beginCycle(tx, { ritual, everyone: people[index] ?? [], keys, calendar }, now);
      for (const cycle of near) announceAhead(tx, updateCycle(tx, cycle, { announcedAt: now }), now);
      followUpCycles(tx, rituals, { keys }, now);
      // The next day is known as soon as a cycle has begun or was skipped.
      for (const ritual of beginning) ensurePlanned(tx, ritual, now);
    });
  };
}

/** Everyone who takes part in a cycle that begins now. */
export const peopleFor = (deps: Pick<Services, 'db' | 'directory'>, ritual: Ritual): Promise<Participant[]> =>
  ritual.people?.(deps) ?? peopleOfBothSides(deps);

/** Of those that will take place, as far as is known. */
async function nearCycles(deps: Deps, rituals: readonly Ritual[], now: Date): Promise<Cycle[]> {
  const near: Cycle[] = [];
  for (const ritual of rituals) {
    const cycle = nearCycle(deps.db, ritual, now);
    if (cycle && ritual.fault?.(deps.db, await peopleFor(deps, ritual)) === undefined) near.push(cycle);
  }
  return near;
}

/** One that is open, or closed with a result that comes by itself, is published first. */
function isDue(db: Db, { key }: Ritual, now: Date): boolean {
  const planned = plannedCycle(db, key);
  const before = runningCycle(db, key);
  const isInTheWay = before?.status === 'open' || (before?.publishAt ?? now) > now;
  return planned !== undefined && planned.dueAt <= now && !isInTheWay;
}

function needsTending(cycle: Cycle | undefined, now: Date): boolean {
  if (!cycle) return false;
  const times = cycle.status === 'open' ? [cycle.remindAt, cycle.closesAt] : [cycle.publishAt];
  return times.some((at) => at !== null && at <= now);
}
