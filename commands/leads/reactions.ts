import type { App } from '@slack/bolt';
import { type Actor, actorOn } from '../../src/leads/actor.ts';
import { acceptLead } from '../../src/leads/acts/accept.ts';
import { winLead } from '../../src/leads/acts/outcome.ts';
import { releaseLead } from '../../src/leads/acts/release.ts';
import { snoozeLead } from '../../src/leads/acts/snooze.ts';
import { cardOf, LEAD_CARD, leadIdAt } from '../../src/leads/card-place.ts';
import { requireAllowed } from '../../src/leads/permissions.ts';
import { touchAndAsk } from '../../src/leads/quality/rate.ts';
import { requireLead } from '../../src/leads/queries.ts';
import { type HeardReaction, heardReactions, hearReaction, meaningOf, stillMeans } from '../../src/leads/reactions.ts';
import { openCards } from '../../src/leads/reads/list.ts';
import { takeBackMinutes } from '../../src/leads/settings.ts';
import type { Lead } from '../../src/leads/table.ts';
import type { ReactionMeaning } from '../../src/leads/types.ts';
import { idempotently } from '../../src/platform/db/idempotency.ts';
import type { Tx } from '../../src/platform/db/write.ts';
import { UserError } from '../../src/platform/errors.ts';
import { enqueue } from '../../src/platform/outbox/enqueue.ts';
import { isBeingPosted } from '../../src/platform/outbox/posted-messages.ts';
import { settingOf } from '../../src/platform/settings/queries.ts';
import { moment } from '../../src/platform/slack/mrkdwn.ts';
import type { OpenCard, ReactionEvent } from '../../src/platform/slack/reaction-state.ts';
import type { Deps } from '../deps.ts';

/** What sellers say with an emoji on a card: ✅ accept, ❌ decline, 📞 touched, 💤 snooze, 🏆 won. */
export function register(app: App, deps: Deps): void {
  app.event('reaction_added', ({ event, body }) => hear(deps, event, true, `event:${body.event_id}`));
  app.event('reaction_removed', ({ event, body }) => hear(deps, event, false, `event:${body.event_id}`));
}

async function hear(deps: Deps, event: ReactionEvent, present: boolean, key: string): Promise<void> {
  if (event.item.type !== 'message' || meaningOf(deps.db, event.reaction) === undefined) return;
  const leadId = leadIdAt(deps.db, event.item);
  if (leadId === undefined) {
    // Somebody was quicker than our note of where the card stands: the inbox brings the event again.
    if (isBeingPosted(deps.db, event.item.channel, [LEAD_CARD]))
      throw new Error('a reaction to a card that is being posted');
    return;
  }
  const { user: userId, reaction: emoji, event_ts: eventTs } = event;
  const at = new Date(Number(eventTs) * 1000);
  await settleReaction(deps, { leadId, userId, emoji, present, eventTs, at }, key);
}

/**
 * Does what a reaction means, once. A refusal is whispered to whoever reacted; the inbox tries again when Slack could
 * not be asked who they are. `at` is when they reacted, `key` names the event.
 */
async function settleReaction(deps: Deps, heard: HeardReaction & { at: Date }, key: string): Promise<void> {
  const { at: _, ...word } = heard;
  const actor = await actorOrRefusal(deps, heard);
  const now = deps.now();
  await deps.write((tx) =>
    idempotently(tx, key, now, () => {
      if (!hearReaction(tx, word)) return;
      const lead = requireLead(tx, heard.leadId);
      try {
        if (actor instanceof UserError) throw actor;
        act(tx, lead, actor, heard, now);
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        if (heard.present) whisper(tx, lead, heard.userId, error.message, now);
      }
    }),
  );
}

async function actorOrRefusal(deps: Deps, { leadId, userId }: HeardReaction): Promise<Actor | UserError> {
  try {
    return await actorOn(deps, leadId, userId);
  } catch (error) {
    if (!(error instanceof UserError) || error.cause) throw error;
    deps.log.info({ leadId, userId }, 'refused a reaction');
    return error;
  }
}

function act(tx: Tx, lead: Lead, actor: Actor, heard: HeardReaction & { at: Date }, now: Date): void {
  const { emoji, present, at } = heard;
  const meaning = meaningOf(tx, emoji) as ReactionMeaning;
  if (!present) {
    if (meaning === 'accept' && isSlip(tx, lead, actor, at) && !stillMeans(tx, heard, meaning))
      releaseLead(tx, { leadId: lead.id, actor, byTakingBack: true }, now);
    return;
  }
  const leadId = lead.id;
  switch (meaning) {
    case 'accept':
      acceptLead(tx, { leadId, seller: actor, by: 'reaction' }, now);
      return;
    case 'decline':
      requireAllowed(lead, 'decline', actor);
      whisper(tx, lead, actor.id, 'To decline, give a reason. The lead returns to marketing.', now, true);
      return;
    case 'touch':
      touchAndAsk(tx, { leadId, actor, kind: 'call', outcome: null, words: null }, now);
      return;
    case 'snooze': {
      const { snoozedUntil } = snoozeLead(tx, { leadId, actor, span: 'tomorrow' }, now);
      if (snoozedUntil) whisper(tx, lead, actor.id, `Snoozed until ${moment(snoozedUntil)}.`, now);
      return;
    }
    case 'won':
      winLead(tx, { leadId, actor }, now);
  }
}

/** Newest cards that are looked at for what was missed; older ones were looked at when they were new. */
const MOST_CARDS = 500;

export const leadCards = (deps: Deps): OpenCard[] =>
  openCards(deps.db, MOST_CARDS).map(({ leadId, card }) => ({
    ...card,
    name: `lead ${leadId}`,
    isMeant: (emoji) => meaningOf(deps.db, emoji) !== undefined,
    heard: () => heardReactions(deps.db, leadId),
    settle: (reaction, key) => settleReaction(deps, { ...reaction, leadId }, key),
  }));

/** Taking ✅ back soon after is a slip; later it is only a reaction that went. */
const isSlip = (tx: Tx, lead: Lead, actor: Actor, at: Date) =>
  lead.status === 'accepted' &&
  lead.ownerId === actor.id &&
  lead.acceptedAt !== null &&
  at.getTime() - lead.acceptedAt.getTime() <= settingOf(tx, takeBackMinutes) * 60_000;

function whisper(tx: Tx, lead: Lead, userId: string, sentence: string, now: Date, withDecline = false): void {
  const card = cardOf(tx, lead.id);
  if (!card) return;
  const facts = { channel: card.channel, userId, sentence, declineLeadId: withDecline ? lead.id : null };
  enqueue(tx, { kind: 'whisper', facts, lane: userId }, now);
}
