import type { Tx } from '../../src/platform/db/write.ts';
import { type Actor, actorOn } from '../../src/requests/actor.ts';
import { claimRequest, releaseRequest, TAKE_BACK_MS } from '../../src/requests/acts/claim.ts';
import { voteFor, withdrawVote } from '../../src/requests/acts/vote.ts';
import { REQUEST_CARD } from '../../src/requests/card-place.ts';
import { openCards } from '../../src/requests/list.ts';
import { requireRequest } from '../../src/requests/queries.ts';
import { heardReactions, hearReaction, meaningOf, stillMeans } from '../../src/requests/reactions.ts';
import type { ContentRequest } from '../../src/requests/table.ts';
import { actOnReaction, type ReactedTo, type Reaction, type ReactionHandler } from '../reaction-handler.ts';

/** Newest cards whose missed reactions are read; older cards were read when they were new. */
const MOST_CARDS = 200;

/** What people say with an emoji on the card of a request: ✋ claim it, ➕ I need this too. */
export const requestCardReactions: ReactionHandler = {
  kind: REQUEST_CARD,
  isMeant: (_db, emoji) => meaningOf(emoji) !== undefined,
  react: actOnReaction<Actor>({
    actorOn,
    remember: (tx, requestId, reaction) => hearReaction(tx, { requestId, ...reaction }),
    act,
  }),
  missed: {
    messages: (db) => openCards(db, MOST_CARDS).map(({ requestId, card }) => ({ subjectId: requestId, ...card })),
    known: heardReactions,
  },
};

function act(tx: Tx, card: ReactedTo, actor: Actor, { emoji, present, at }: Reaction, now: Date): void {
  const requestId = card.subjectId;
  const request = requireRequest(tx, requestId);
  const meaning = meaningOf(emoji);
  if (present) {
    if (meaning === 'claim') claimRequest(tx, { requestId, actor, by: 'reaction' }, now);
    else voteFor(tx, { requestId, actor, by: 'reaction' }, now);
    return;
  }
  if (meaning === undefined || stillMeans(tx, { requestId, userId: actor.id }, meaning)) return;
  if (meaning === 'vote') withdrawVote(tx, { requestId, actor }, now);
  else if (isSlip(request, actor, at)) releaseRequest(tx, { requestId, actor, byTakingBack: true }, now);
}

/** Removing ✋ soon after is the correction of a slip; later it changes nothing. */
const isSlip = (request: ContentRequest, actor: Actor, at: Date): boolean =>
  request.status === 'claimed' &&
  request.ownerId === actor.id &&
  request.claimedAt !== null &&
  at.getTime() - request.claimedAt.getTime() <= TAKE_BACK_MS;
