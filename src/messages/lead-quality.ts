import { z } from 'zod';
import { qualityQuestion } from '../../views/leads/quality.ts';
import { qualityMessage } from '../../views/leads/quality-report.ts';
import { cardOf } from '../leads/card-place.ts';
import { ratingOf } from '../leads/quality/queries.ts';
import { readQualityWeek } from '../leads/quality/week.ts';
import { leadById } from '../leads/queries.ts';
import { type Announcement, announcement } from '../platform/outbox/message.ts';
import { preferencesOf } from '../preferences/queries.ts';

/** What is asked about the quality of a lead, and what its marketer reads of it. */
export function qualityAnnouncements(workspaceUrl: string): Record<string, Announcement<unknown>> {
  return {
    ask_quality: announcement({
      facts: z.object({ leadId: z.number(), userId: z.string() }),
      deliver: (db, { leadId, userId }) => {
        const lead = leadById(db, leadId);
        const card = cardOf(db, leadId);
        if (!lead || !card || ratingOf(db, { leadId, userId, moment: 'touch' })) return undefined;
        return { act: 'whisper', channel: card.channel, user: userId, message: qualityQuestion(lead) };
      },
    }),
    quality_week: announcement({
      facts: z.object({ userId: z.string(), until: z.number() }),
      deliver: (db, { userId, until: ms }) => {
        if (preferencesOf(db, userId).quality === 'off') return undefined;
        const until = new Date(ms);
        const week = readQualityWeek(db, userId, until);
        return week && { act: 'post', to: userId, message: qualityMessage(week, until, workspaceUrl) };
      },
    }),
  };
}
