import { batchMessage } from '../../views/leads/batch-news.ts';
import { BREACHES_SIZE, breachCarry, breachMessage } from '../../views/leads/breaches.ts';
import { awakeMessage, MORNING_SIZE, morningMessage } from '../../views/leads/morning.ts';
import { leadNews } from '../../views/leads/news.ts';
import { overdueMessage, REMINDER_SIZE, reminderMessage } from '../../views/leads/reminder.ts';
import { cardLinkOf } from '../../views/leads/words.ts';
import { wokenSince } from '../leads/acts/snooze.ts';
import { cardOf } from '../leads/card-place.ts';
import { exhaustedSince } from '../leads/escalation/exhausted.ts';
import type { leadDigestPayloads } from '../leads/messages.ts';
import { historyEntry } from '../leads/queries.ts';
import { readBatch } from '../leads/reads/batch-news.ts';
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
 * Messages for one person about several leads. What somebody wants to hear is asked at the moment of posting, and what
 * was done meanwhile is no longer in them.
 */
export function leadDigestMessages(workspaceUrl: string): MessageTable<PayloadsOf<typeof leadDigestPayloads>> {
  return {
    reminder: {
      deliver: (db, { userId }, now) => {
        if (preferencesOf(db, userId).reminders !== 'all') return undefined;
        const waiting = waitingFor(db, userId, REMINDER_SIZE);
        return waiting.total === 0 ? undefined : toOne(userId, reminderMessage(waiting, now));
      },
    },
    overdue: {
      deliver: (db, { userId }, at) => {
        if (preferencesOf(db, userId).reminders !== 'overdue') return undefined;
        const late = listLeads(db, { show: 'overdue', userId, at }, { limit: REMINDER_SIZE, offset: 0 });
        return late.total === 0 ? undefined : toOne(userId, overdueMessage(late, at));
      },
    },
    morning_list: {
      deliver: (db, { userId }, now) => {
        const list = readMorningList(db, userId, { limit: MORNING_SIZE }, now);
        return list && toOne(userId, morningMessage(list, now));
      },
    },
    leads_awake: {
      deliver: (db, { userId, since }, now) => {
        const woken = wokenSince(db, userId, new Date(since));
        const [first] = woken;
        if (woken.length > 1)
          return toOne(
            userId,
            awakeMessage(
              woken.map(({ lead }) => lead),
              now,
            ),
          );
        const entry = first && historyEntry(db, first.entryId);
        if (!first || !entry) return undefined;
        const { lead } = first;
        const cardLink = cardLinkOf(cardOf(db, lead.id), workspaceUrl);
        return toOne(userId, leadNews({ lead, entry, userId, cardLink }));
      },
    },
    lead_batch: {
      deliver: (db, { userId, entryIds }, now) => {
        const news = readBatch(db, entryIds);
        return news.length === 0 ? undefined : toOne(userId, batchMessage({ userId, news, workspaceUrl, now }));
      },
    },
    escalation_exhausted: {
      deliver: (db, { userId, since }, now) => {
        const news = exhaustedSince(db, userId, new Date(since));
        const [first, second] = news;
        if (second) return toOne(userId, batchMessage({ userId, news, workspaceUrl, now }));
        return (
          first && toOne(userId, leadNews({ ...first, userId, cardLink: cardLinkOf(first.lead.card, workspaceUrl) }))
        );
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
