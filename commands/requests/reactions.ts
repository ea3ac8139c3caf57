import type { Tx } from '../../src/platform/db/write.ts';
import { type Actor, actorOn } from '../../src/requests/actor.ts';
import { claimRequest, releaseRequest } from '../../src/requests/acts/claim.ts';
import { voteFor, withdrawVote } from '../../src/requests/acts/vote.ts';
import { REQUEST_CARD } from '../../src/requests/card-place.ts';
import { openCards } from '../../src/requests/list.ts';
import { requireRequest } from '../../src/requests/queries.ts';
import { isSlip, meaningOf, reactions } from '../../src/requests/reactions.ts';
import { actOnReaction, type ReactedTo, type Reaction, type ReactionHandler } from '../reaction-handler.ts';

/** Newest cards whose missed reactions are read; older cards were read when they were new. */
const MOST_CARDS = 200;

/** Reactions on the card of a request: ✋ claim it, ➕ I need this too. */
export const requestCardReactions: ReactionHandler = {
  kind: REQUEST_CARD,
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
  const requestId = card.subjectId;
  const request = requireRequest(tx, requestId);
  const meaning = meaningOf(tx, emoji);
  if (present) {
    if (meaning === 'claim') claimRequest(tx, { requestId, actor, by: 'reaction' }, now);
    else voteFor(tx, { requestId, actor, by: 'reaction' }, now);
    return;
  }
  if (meaning === undefined || reactions.stillMeans(tx, { subjectId: requestId, userId: actor.id }, meaning)) return;
  if (meaning === 'vote') withdrawVote(tx, { requestId, actor }, now);
  else if (isSlip(request, actor, at)) releaseRequest(tx, { requestId, actor, byTakingBack: true }, now);
}
