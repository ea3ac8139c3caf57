import { headsMessage, meetCounterpart, meetNewcomer } from '../../views/introductions/introduced.ts';
import { countPoints } from '../agenda/queries.ts';
import type { introductionPayloads } from '../introductions/messages.ts';
import { headPairById, introductionById } from '../introductions/queries.ts';
import type { PayloadsOf } from '../platform/outbox/enqueue.ts';
import type { MessageTable } from '../platform/outbox/message.ts';
import { openQuestions } from '../roles/queries.ts';
import { teamById } from '../teams/queries.ts';

/** Messages to people who are introduced to one another. */
export const introductionMessages: MessageTable<PayloadsOf<typeof introductionPayloads>> = {
  introduced: {
    deliver: (db, { introductionId, userId }) => {
      const introduction = introductionById(db, introductionId);
      const team = introduction && teamById(db, introduction.teamId);
      if (!introduction || !team) return undefined;
      const message =
        userId === introduction.newcomerId ? meetCounterpart(introduction) : meetNewcomer(introduction, team);
      return { act: 'post', to: userId, message };
    },
  },
  heads_paired: {
    deliver: (db, { pairId, userId }) => {
      const pair = headPairById(db, pairId);
      if (!pair) return undefined;
      const isSales = userId === pair.salesId;
      const about = { id: pairId, points: countPoints(db, null), questions: openQuestions(db).length };
      const other = isSales
        ? { otherId: pair.marketingId, side: 'marketing' as const }
        : { otherId: pair.salesId, side: 'sales' as const };
      return { act: 'post', to: userId, message: headsMessage({ ...about, ...other }) };
    },
  },
};
