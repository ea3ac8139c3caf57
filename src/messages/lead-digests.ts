import { BREACHES_SIZE, breachCarry, breachMessage } from '../../views/leads/breaches.ts';
import { MORNING_SIZE, morningMessage } from '../../views/leads/morning.ts';
import { overdueMessage, REMINDER_SIZE, reminderMessage } from '../../views/leads/reminder.ts';
import type { leadDigestPayloads } from '../leads/messages.ts';
import { readBreachReport } from '../leads/reads/breaches.ts';
import { listLeads } from '../leads/reads/list.ts';
import { readMorningList } from '../leads/reads/morning.ts';
import { waitingFor } from '../leads/reads/waiting.ts';
import type { PayloadsOf } from '../platform/outbox/enqueue.ts';
import type { Delivery, MessageTable } from '../platform/outbox/message.ts';
import { preferencesOf } from '../preferences/queries.ts';
import { teamById } from '../teams/queries.ts';

const toOne = (to: string, message: Extract<Delivery, { act: 'post' }>['message']): Delivery => ({
  act: 'post',
  to,
  message,
});

/**
 * Messages for one person about several leads. Preferences are read at the moment of posting, and leads that were dealt
 * with meanwhile are left out.
 */
export function leadDigestMessages(workspaceUrl: string): MessageTable<PayloadsOf<typeof leadDigestPayloads>> {
  return {
    reminder: {
      deliver: (db, { userId }, now) => {
        if (preferencesOf(db, userId).reminders !== 'all') return undefined;
        const waiting = waitingFor(db, userId, REMINDER_SIZE);
        return waiting.total === 0 ? undefined : toOne(userId, reminderMessage(waiting, { workspaceUrl, now }));
      },
    },
    overdue: {
      deliver: (db, { userId }, at) => {
        if (preferencesOf(db, userId).reminders !== 'overdue') return undefined;
        const late = listLeads(db, { show: 'overdue', userId, at }, { limit: REMINDER_SIZE, offset: 0 });
        return late.total === 0 ? undefined : toOne(userId, overdueMessage(late, { workspaceUrl, now: at }));
      },
    },
    morning_list: {
      deliver: (db, { userId }, now) => {
        const list = readMorningList(db, userId, { limit: MORNING_SIZE }, now);
        return list && toOne(userId, morningMessage(list, { workspaceUrl, now }));
      },
    },
    breaches: {
      deliver: (db, { teamId, until: ms }) => {
        const team = teamById(db, teamId);
        if (!team) return undefined;
        const until = new Date(ms);
        const week = { teamId, until };
        const report = readBreachReport(db, week, { limit: BREACHES_SIZE, offset: 0 });
        const about = { ...report, teamName: team.name, carry: breachCarry(week), until, workspaceUrl };
        return toOne(team.managerId, breachMessage(about));
      },
    },
  };
}
