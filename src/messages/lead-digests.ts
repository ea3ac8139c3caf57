import { overdueMessage, REMINDER_SIZE, reminderMessage } from '../../views/leads/reminder.ts';
import type { LiveList, LiveLook } from '../../views/leads/settled.ts';
import { following, listNow, liveLeads } from '../leads/live.ts';
import type { leadDigestPayloads } from '../leads/messages.ts';
import type { LeadPage } from '../leads/reads/list.ts';
import { type DueSoon, dueSoon, newlyOverdue } from '../leads/reads/waiting.ts';
import type { Db } from '../platform/db/open.ts';
import type { PayloadsOf } from '../platform/outbox/enqueue.ts';
import type { Message, MessageTable, SlackMessage } from '../platform/outbox/message.ts';
import { preferencesOf } from '../preferences/queries.ts';

type Payloads = PayloadsOf<typeof leadDigestPayloads>;

interface LiveListKind<Found> {
  /** Undefined if the person does not want it. */
  find(db: Db, about: Payloads['reminder'], now: Date): Found | undefined;
  draw(list: LiveList & { counts: NoInfer<Found> | undefined }, look: LiveLook): SlackMessage;
}

/**
 * Messages for one person about several leads. Preferences are read at the moment of posting, and leads that were dealt
 * with meanwhile are left out.
 */
export function leadDigestMessages(workspaceUrl: string): MessageTable<Omit<Payloads, 'morning_list'>> {
  /** A list that is found once, and then follows its leads. */
  const liveList = <Found extends LeadPage>({ find, draw }: LiveListKind<Found>): Message<Payloads['reminder']> => ({
    deliver: (db, payload, now) => {
      const { userId, list: before } = payload;
      const found = before ? undefined : find(db, payload, now);
      const list = before ?? (found && found.total > 0 ? listNow(db, found, now) : undefined);
      if (!list) return undefined;
      const leads = liveLeads(db, list.leadIds, list);
      const look = { readerId: userId, shown: list, workspaceUrl, now };
      const message = draw({ counts: found, leads, total: list.total }, look);
      return { act: 'post', to: userId, message, ...following(message, { ...payload, list }, leads) };
    },
  });

  return {
    reminder: liveList<DueSoon>({
      find: (db, about, now) =>
        preferencesOf(db, about.userId).reminders === 'all' ? dueSoon(db, about, REMINDER_SIZE, now) : undefined,
      draw: reminderMessage,
    }),
    overdue: liveList<DueSoon>({
      find: (db, { userId }, now) =>
        preferencesOf(db, userId).reminders === 'overdue' ? newlyOverdue(db, userId, REMINDER_SIZE, now) : undefined,
      draw: overdueMessage,
    }),
  };
}
