import { eq } from '../../platform/db/drizzle.ts';
import type { Tx } from '../../platform/db/write.ts';
import { settingOf } from '../../platform/settings/queries.ts';
import { DAY_MS } from '../../platform/time/units.ts';
import { managerOf } from '../../teams/holders.ts';
import { requireTeam } from '../../teams/queries.ts';
import { record, tell } from '../history.ts';
import { awayLong } from '../routing/queries.ts';
import { absences } from '../routing/table.ts';
import { longAbsenceDays } from '../settings.ts';
import { leadsUnderWay } from './offer.ts';

/**
 * A task: the leads that a person works on are offered to the team once, if the person is away for long. The lead stays
 * theirs until a colleague or the manager reassigns it.
 */
export function offerOfLongAbsences(tx: Tx, now: Date): void {
  for (const { userId, until } of awayLong(tx, settingOf(tx, longAbsenceDays) * DAY_MS, now)) {
    tx.update(absences).set({ offeredAt: now }).where(eq(absences.userId, userId)).run();
    for (const lead of leadsUnderWay(tx, userId)) {
      const details = { ownerId: userId, until: until?.getTime() ?? null };
      const entryId = record(tx, lead, { kind: 'offered', actorId: null, details }, now);
      const manager = managerOf(tx, requireTeam(tx, lead.teamId));
      if (manager !== userId) tell(tx, manager, entryId, now, `away:${userId}`);
    }
  }
}
