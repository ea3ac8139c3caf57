import { MORNING_SIZE } from '../../views/leads/morning.ts';
import { morningMessage } from '../../views/morning/morning.ts';
import { following, listNow, liveLeads } from '../leads/live.ts';
import type { leadDigestPayloads } from '../leads/messages.ts';
import { type MorningList, readMorningList } from '../leads/reads/morning.ts';
import { toldToday } from '../leads/reads/told.ts';
import { hasParts, partsFor, readParts } from '../morning/parts.ts';
import type { Db } from '../platform/db/open.ts';
import type { PayloadsOf } from '../platform/outbox/enqueue.ts';
import type { MessageTable } from '../platform/outbox/message.ts';
import { noteReminded } from '../questions/remind.ts';
import { allTeams } from '../teams/queries.ts';

/** The one message of a morning: a person's leads, and for managers what their teams need. */
export function morningMessages({
  workspaceUrl,
  now: clock,
}: {
  workspaceUrl: string;
  now: () => Date;
}): MessageTable<Pick<PayloadsOf<typeof leadDigestPayloads>, 'morning_list'>> {
  return {
    morning_list: {
      deliver: (db, { userId, weeks, list: before, parts: partsBefore }, now) => {
        const found = before ? undefined : leadsOfMorning(db, userId, now);
        const list = before ?? listNow(db, found ?? { leads: [], total: 0 }, now);
        const parts = partsBefore ?? partsFor(db, { userId, weeks }, now);
        if (list.total === 0 && !hasParts(parts)) return undefined;
        const leads = liveLeads(db, list.leadIds, list);
        const look = { readerId: userId, shown: list, workspaceUrl, now };
        const manager = readParts(db, userId, parts, now);
        const message = morningMessage({ counts: found, leads, total: list.total, manager }, look);
        const payload = { userId, weeks, list, parts };
        return { act: 'post', to: userId, message, ...following(message, payload, leads) };
      },
      posted: (tx, { userId }) => {
        for (const team of allTeams(tx)) noteReminded(tx, team, userId, clock());
      },
    },
  };
}

/** Without leads that a message of today named. */
function leadsOfMorning(db: Db, userId: string, now: Date): MorningList | undefined {
  const found = readMorningList(db, userId, { limit: MORNING_SIZE }, now);
  const isTold = toldToday(db, userId, now);
  const told = found?.leads.filter(({ id }) => isTold(id)).length ?? 0;
  return found && { ...found, leads: found.leads.filter(({ id }) => !isTold(id)), total: found.total - told };
}
