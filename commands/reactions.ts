import { NotYet } from '../src/platform/errors.ts';
import { markHandled } from '../src/platform/inbox/queries.ts';
import { isBeingPosted, postedAt } from '../src/platform/outbox/posted-messages.ts';
import type { ReactionEvent } from '../src/platform/slack/reaction-state.ts';
import type { Deps } from './deps.ts';
import type { Router } from './guard.ts';
import { meansHandOff, offerHandOff } from './inbox-channels/proposals.ts';
import { leadCardReactions } from './leads/reactions.ts';
import type { ReactionHandler } from './reaction-handler.ts';
import { requestCardReactions } from './requests/reactions.ts';
import { rideAlongReactions } from './ride-alongs/reactions.ts';
import { rehearsalReactions } from './setup/reactions.ts';

/** Every kind of message that reactions act on. Missed reactions are read in this order. */
export const reactionHandlers: readonly ReactionHandler[] = [
  leadCardReactions,
  requestCardReactions,
  rideAlongReactions,
  rehearsalReactions,
];

/** Receives the reactions of the whole workspace. Most are on other messages, and cost no question to Slack. */
export function routes(router: Router, deps: Deps): void {
  const allow = 'slack.event';
  router.event('reaction_added', { allow, run: ({ event, eventId }) => handOver(deps, event, true, eventId) });
  router.event('reaction_removed', { allow, run: ({ event, eventId }) => handOver(deps, event, false, eventId) });
}

/** Finds the posted message by its place, and its handler by its kind. */
async function handOver(deps: Deps, event: ReactionEvent, present: boolean, eventId: string): Promise<void> {
  const { item, user: userId, reaction: emoji, event_ts: eventTs } = event;
  if (item.type !== 'message') return;
  const posted = postedAt(deps.db, item);
  if (!posted) {
    if (present && meansHandOff(deps.db, emoji)) {
      return offerHandOff(deps, item, userId, (tx) => markHandled(tx, eventId, deps.now()));
    }
    // Posted but not recorded yet: the inbox retries the event.
    const kinds = reactionHandlers.map(({ kind }) => kind);
    if (!isBeingPosted(deps.db, item.channel, kinds)) return;
    if (reactionHandlers.some(({ isMeant }) => isMeant(deps.db, emoji)))
      throw new NotYet('a reaction to a message that is being posted');
    return;
  }
  const handler = reactionHandlers.find(({ kind }) => kind === posted.kind);
  if (!handler?.isMeant(deps.db, emoji)) return;
  const message = { subjectId: posted.subjectId, channel: item.channel, ts: item.ts };
  const reaction = { userId, emoji, present, eventTs, at: new Date(Number(eventTs) * 1000) };
  await handler.react(deps, message, reaction, (tx) => markHandled(tx, eventId, deps.now()));
}
