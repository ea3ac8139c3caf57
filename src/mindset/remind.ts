/** A check whose answers no one groups. */
import type { Tx } from '../platform/db/write.ts';
import { refreshLive } from '../platform/outbox/live-messages.ts';
import { ritualCalendar } from '../rituals/calendar.ts';
import { startOfWorkOn, workingDaysAhead } from '../teams/working-time.ts';
import { askFacilitator, groupingSubject } from './announce.ts';
import { canFacilitate, facilitatorOf } from './facilitator.ts';
import { checksInGrouping, checksToRemind, updateCheck } from './queries.ts';
import type { Check } from './table.ts';

/** Working days after the reminder. */
const PASS_ON_AFTER_DAYS = 3;

/**
 * A transactional task. A facilitator who left or manages no side any more is replaced at once. One who does nothing is reminded
 * once; then another manager is asked, once.
 */
export function tendGrouping(tx: Tx, now: Date): void {
  for (const check of checksInGrouping(tx)) if (!isFacilitator(tx, check)) passOn(tx, check, now);
  const calendar = ritualCalendar(tx);
  if (!calendar) return;
  for (const check of checksToRemind(tx, now)) {
    if (check.reminders > 0) {
      updateCheck(tx, check.cycleId, { remindAt: null });
      passOn(tx, check, now);
      continue;
    }
    const remindAt = startOfWorkOn(calendar, workingDaysAhead(calendar, now, PASS_ON_AFTER_DAYS));
    updateCheck(tx, check.cycleId, { remindAt, reminders: 1 });
    if (check.facilitatorId !== null) askFacilitator(tx, { cycleId: check.cycleId, userId: check.facilitatorId }, now);
  }
}

const isFacilitator = (tx: Tx, { facilitatorId }: Check): boolean =>
  facilitatorId !== null && canFacilitate(tx, facilitatorId);

function passOn(tx: Tx, { cycleId, facilitatorId }: Check, now: Date): void {
  const next = facilitatorOf(tx, facilitatorId);
  if (next === undefined || next === facilitatorId) return;
  updateCheck(tx, cycleId, { facilitatorId: next });
  refreshLive(tx, groupingSubject(cycleId), now);
  askFacilitator(tx, { cycleId, userId: next }, now);
}
