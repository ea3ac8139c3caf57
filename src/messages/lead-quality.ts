import { qualityQuestion } from '../../views/leads/quality.ts';
import { qualityMessage } from '../../views/leads/quality-report.ts';
import { cardOf } from '../leads/card-place.ts';
import type { leadQualityPayloads } from '../leads/messages.ts';
import { ratingOf } from '../leads/quality/queries.ts';
import { readQualityWeek } from '../leads/quality/week.ts';
import { leadById } from '../leads/queries.ts';
import type { PayloadsOf } from '../platform/outbox/enqueue.ts';
import type { MessageTable } from '../platform/outbox/message.ts';
import { preferencesOf } from '../preferences/queries.ts';

/** The question about a lead's quality, and the weekly report to its marketer. */
export function leadQualityMessages(workspaceUrl: string): MessageTable<PayloadsOf<typeof leadQualityPayloads>> {
  return {
    ask_quality: {
      deliver: (db, { leadId, userId }) => {
        const lead = leadById(db, leadId);
        const card = cardOf(db, leadId);
        if (!lead || !card || ratingOf(db, { leadId, userId, moment: 'touch' })) return undefined;
        return { act: 'ephemeral', channel: card.channel, user: userId, message: qualityQuestion(lead) };
      },
    },
    quality_week: {
      deliver: (db, { userId, until: ms }) => {
        if (preferencesOf(db, userId).quality === 'off') return undefined;
        const until = new Date(ms);
        const week = readQualityWeek(db, userId, until);
        return week && { act: 'post', to: userId, message: qualityMessage(week, until, workspaceUrl) };
      },
    },
  };
}
