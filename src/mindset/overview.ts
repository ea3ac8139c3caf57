import type { Keys } from '../platform/crypto/keys.ts';
import type { Db } from '../platform/db/open.ts';
import { UserError } from '../platform/errors.ts';
import { hasAnsweredAnonymously } from '../rituals/anonymous.ts';
import { participantOf, plannedCycle, runningCycle } from '../rituals/queries.ts';
import { type Published, publishedChecks, publishedThree } from './queries.ts';
import { mindsetRitual } from './ritual.ts';

/** A line of more points cannot be read. */
const MOST_SHOWN = 12;

/** The view of `/baton mindset` for a person. */
export function readOverview(
  { db, keys }: { db: Db; keys: Keys },
  { userId, mayGroup }: { userId: string; mayGroup: boolean },
  now: Date,
) {
  const cycle = runningCycle(db, mindsetRitual.key);
  const isOpen = cycle?.status === 'open' && cycle.closesAt !== null && cycle.closesAt > now;
  const isAsked = (cycleId: number) => participantOf(db, cycleId, userId) !== undefined;
  return {
    checks: publishedChecks(db, MOST_SHOWN),
    three: publishedThree(db)?.advantages,
    running: cycle && {
      cycleId: cycle.id,
      closesAt: isOpen ? cycle.closesAt : null,
      mayAnswer: isOpen && isAsked(cycle.id) && !hasAnsweredAnonymously(db, keys, cycle.id, userId),
      mayGroup: mayGroup && cycle.status === 'closed',
    },
    nextAt: plannedCycle(db, mindsetRitual.key)?.dueAt,
  };
}

/** @throws UserError unless this check has a result. */
export function requirePublished(db: Db, cycleId: number): Published {
  const check = publishedChecks(db, Number.MAX_SAFE_INTEGER).find((one) => one.cycleId === cycleId);
  if (!check) throw new UserError('This mindset check has no result.');
  return check;
}
