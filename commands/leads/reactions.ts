import { type Actor, actorOn } from '../../src/leads/actor.ts';
import { acceptLead } from '../../src/leads/acts/accept.ts';
import { winLead } from '../../src/leads/acts/outcome.ts';
import { releaseLead } from '../../src/leads/acts/release.ts';
import { snoozeLead } from '../../src/leads/acts/snooze.ts';
import { LEAD_CARD } from '../../src/leads/card-place.ts';
import { requireAllowed } from '../../src/leads/permissions.ts';
import { touchAndAsk } from '../../src/leads/quality/rate.ts';
import { requireLead } from '../../src/leads/queries.ts';
import { isSlip, meaningOf, reactions } from '../../src/leads/reactions.ts';
import { openCards } from '../../src/leads/reads/list.ts';
import type { ReactionMeaning } from '../../src/leads/types.ts';
import type { Tx } from '../../src/platform/db/write.ts';
import { moment } from '../../src/platform/slack/mrkdwn.ts';
import {
  actOnReaction,
  answerReaction,
  type ReactedTo,
  type Reaction,
  type ReactionHandler,
} from '../reaction-handler.ts';

/** Newest cards whose missed reactions are read; older cards were read when they were new. */
const MOST_CARDS = 500;

/** Reactions of sellers on a lead's card: ✅ accept, ❌ decline, 📞 touched, 💤 snooze, 🏆 won. */
export const leadCardReactions: ReactionHandler = {
  kind: LEAD_CARD,
  isMeant: (db, emoji) => meaningOf(db, emoji) !== undefined,
  react: actOnReaction<Actor>({
    actorOn,
    remember: (tx, subjectId, reaction) => reactions.hear(tx, { subjectId, ...reaction }),
    act,
  }),
  missed: {
    messages: (db) => openCards(db, MOST_CARDS),
    known: reactions.of,
  },
};

function act(tx: Tx, card: ReactedTo, actor: Actor, { emoji, present, at }: Reaction, now: Date): void {
  const leadId = card.subjectId;
  const lead = requireLead(tx, leadId);
  const meaning = meaningOf(tx, emoji) as ReactionMeaning;
  if (!present) {
    if (meaning !== 'accept' || !isSlip(tx, lead, actor, at)) return;
    if (!reactions.stillMeans(tx, { subjectId: leadId, userId: actor.id }, meaning))
      releaseLead(tx, { leadId, actor, byTakingBack: true }, now);
    return;
  }
  switch (meaning) {
    case 'accept':
      acceptLead(tx, { leadId, seller: actor, by: 'reaction' }, now);
      return;
    case 'decline':
      requireAllowed(lead, 'decline', actor);
      answerReaction(tx, card, actor.id, 'To decline, give a reason. The lead returns to marketing.', now, {
        declineLeadId: leadId,
      });
      return;
    case 'touch':
      touchAndAsk(tx, { leadId, actor, kind: 'call', outcome: null, words: null }, now);
      return;
    case 'snooze': {
      const { snoozedUntil } = snoozeLead(tx, { leadId, actor, span: 'tomorrow' }, now);
      if (snoozedUntil) answerReaction(tx, card, actor.id, `Snoozed until ${moment(snoozedUntil)}.`, now);
      return;
    }
    case 'won': {
      const { amount } = winLead(tx, { leadId, actor }, now);
      if (amount === null)
        answerReaction(tx, card, actor.id, 'Won! What is the deal worth?', now, { valueLeadId: leadId });
    }
  }
}
