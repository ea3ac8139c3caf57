import type { App } from '@slack/bolt';
import { idempotently } from '../../src/platform/db/idempotency.ts';
import type { Tx } from '../../src/platform/db/write.ts';
import { UserError } from '../../src/platform/errors.ts';
import { enqueue } from '../../src/platform/outbox/enqueue.ts';
import { isBeingPosted, postedAt } from '../../src/platform/outbox/posted-messages.ts';
import type { OpenCard, ReactionEvent } from '../../src/platform/slack/reaction-state.ts';
import { type Actor, actorOn } from '../../src/requests/actor.ts';
import { claimRequest, releaseRequest, TAKE_BACK_MS } from '../../src/requests/acts/claim.ts';
import { voteFor, withdrawVote } from '../../src/requests/acts/vote.ts';
import { cardOf, REQUEST_CARD } from '../../src/requests/card-place.ts';
import { openCards } from '../../src/requests/list.ts';
import { requireRequest } from '../../src/requests/queries.ts';
import {
  type HeardReaction,
  heardReactions,
  hearReaction,
  meaningOf,
  stillMeans,
} from '../../src/requests/reactions.ts';
import type { ContentRequest } from '../../src/requests/table.ts';
import type { Deps } from '../deps.ts';

/** What people say with an emoji on the card of a request: ✋ claim it, ➕ I need this too. */
export function register(app: App, deps: Deps): void {
  app.event('reaction_added', ({ event, body }) => hear(deps, event, true, body.event_id));
  app.event('reaction_removed', ({ event, body }) => hear(deps, event, false, body.event_id));
}

async function hear(deps: Deps, event: ReactionEvent, present: boolean, eventId: string): Promise<void> {
  if (event.item.type !== 'message' || meaningOf(event.reaction) === undefined) return;
  const posted = postedAt(deps.db, event.item);
  if (posted?.kind !== REQUEST_CARD) {
    // Somebody was quicker than our note of where the card stands: the inbox brings the event again.
    if (isBeingPosted(deps.db, event.item.channel, [REQUEST_CARD]))
      throw new Error('a reaction to a card that is being posted');
    return;
  }
  const { user: userId, reaction: emoji, event_ts: eventTs } = event;
  const at = new Date(Number(eventTs) * 1000);
  const heard = { requestId: posted.subjectId, userId, emoji, present, eventTs, at };
  await settleReaction(deps, heard, `request:event:${eventId}`);
}

/**
 * Does what a reaction means, once. A refusal is whispered to whoever reacted; the inbox tries again when Slack could
 * not be asked who they are. `at` is when they reacted, `key` names the event.
 */
async function settleReaction(deps: Deps, heard: HeardReaction & { at: Date }, key: string): Promise<void> {
  const { requestId, userId } = heard;
  const actor = await actorOn(deps, requestId, userId).catch((error: unknown) => {
    if (!(error instanceof UserError) || error.cause) throw error;
    deps.log.info({ requestId, userId }, 'refused a reaction');
    return error;
  });
  const now = deps.now();
  await deps.write((tx) =>
    idempotently(tx, key, now, () => {
      const { at: _, ...word } = heard;
      if (!hearReaction(tx, word)) return;
      const request = requireRequest(tx, requestId);
      try {
        if (actor instanceof UserError) throw actor;
        act(tx, request, actor, heard, now);
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        if (heard.present) whisper(tx, request, userId, error.message, now);
      }
    }),
  );
}

function act(tx: Tx, request: ContentRequest, actor: Actor, heard: HeardReaction & { at: Date }, now: Date): void {
  const requestId = request.id;
  const meaning = meaningOf(heard.emoji);
  if (heard.present) {
    if (meaning === 'claim') claimRequest(tx, { requestId, actor, by: 'reaction' }, now);
    else voteFor(tx, { requestId, actor, by: 'reaction' }, now);
    return;
  }
  if (meaning === undefined || stillMeans(tx, heard, meaning)) return;
  if (meaning === 'vote') withdrawVote(tx, { requestId, actor }, now);
  else if (isSlip(request, actor, heard.at)) releaseRequest(tx, { requestId, actor, byTakingBack: true }, now);
}

/** Taking ✋ back soon after is a slip; later it is only a reaction that went. */
const isSlip = (request: ContentRequest, actor: Actor, at: Date): boolean =>
  request.status === 'claimed' &&
  request.ownerId === actor.id &&
  request.claimedAt !== null &&
  at.getTime() - request.claimedAt.getTime() <= TAKE_BACK_MS;

function whisper(tx: Tx, request: ContentRequest, userId: string, sentence: string, now: Date): void {
  const card = cardOf(tx, request.id);
  if (!card) return;
  const facts = { channel: card.channel, userId, sentence, declineLeadId: null };
  enqueue(tx, { kind: 'whisper', facts, lane: userId }, now);
}

/** Newest cards that are looked at for what was missed; older ones were looked at when they were new. */
const MOST_CARDS = 200;

export const requestCards = (deps: Deps): OpenCard[] =>
  openCards(deps.db, MOST_CARDS).map(({ requestId, card }) => ({
    ...card,
    name: `request ${requestId}`,
    isMeant: (emoji) => meaningOf(emoji) !== undefined,
    heard: () => heardReactions(deps.db, requestId),
    settle: (reaction, key) => settleReaction(deps, { ...reaction, requestId }, key),
  }));
