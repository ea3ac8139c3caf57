import { noteChange } from '../platform/changes/changes.ts';
import type { Tx } from '../platform/db/write.ts';
import { enqueue } from '../platform/outbox/enqueue.ts';
import { dedupeKeyOf, queueOf } from '../platform/outbox/posted-messages.ts';
import { requireTeam } from '../teams/queries.ts';
import { cardKey, cardOf, REQUEST_CARD } from './card-place.ts';
import { refreshMessages, tell } from './person-message.ts';
import { votersOf } from './queries.ts';
import { type ContentRequest, requestHistory } from './table.ts';
import type { ChangeDetails, RequestChange } from './types.ts';
import { emitRequest } from './webhook.ts';

/** Changes without a line in the card's thread: the card itself shows how many people need it. */
const UNTOLD = new Set<RequestChange>(['asked', 'voted', 'vote_withdrawn']);

/** The people who get a direct message about a change; never the person who made it. */
const LISTENERS: Partial<Record<RequestChange, readonly ('requester' | 'voters' | 'owner' | 'asker')[]>> = {
  claimed: ['requester'],
  released: ['requester'],
  started: ['requester'],
  asked_back: ['requester'],
  answered: ['asker', 'owner'],
  handed_over: ['owner'],
  delivered: ['requester', 'voters'],
  declined: ['requester', 'voters', 'owner'],
  cancelled: ['voters', 'owner'],
  reopened: ['requester', 'owner'],
};

interface Change<K extends RequestChange> {
  kind: K;
  /** Null if Baton acted by itself. */
  actorId: string | null;
  details: ChangeDetails[K];
  /** The person whose question is answered: the request no longer stores them. */
  askerId?: string | null;
}

/**
 * Adds a change to the history and announces it: on the card, in its thread, to the people concerned and to webhooks. `request` is
 * the request after the change.
 * @returns the id of the entry.
 */
export function record<K extends RequestChange>(
  tx: Tx,
  request: ContentRequest,
  { askerId = null, ...change }: Change<K>,
  now: Date,
): number {
  const { id: requestId } = request;
  const { id: entryId } = tx
    .insert(requestHistory)
    .values({ requestId, statusAfter: request.status, at: now, ...change })
    .returning({ id: requestHistory.id })
    .get();
  emitRequest(tx, request, { id: entryId, ...change }, now);
  const people = [...votersOf(tx, requestId), request.requestedBy, request.ownerId, change.actorId];
  noteChange(tx, { people, queueOf: request.teamId }, now);
  announceCard(tx, request, now);
  refreshMessages(tx, requestId, now);
  if (!UNTOLD.has(change.kind)) {
    enqueue(tx, 'request_story', { requestId, entryId }, { orderingKey: channelOf(tx, request) }, now);
  }
  for (const userId of listenersOf(tx, request, change.kind, askerId)) {
    if (userId === change.actorId) continue;
    tell(tx, userId, { requestId, entryId }, now);
  }
  return entryId;
}

/** Each person once. */
function listenersOf(tx: Tx, request: ContentRequest, kind: RequestChange, askerId: string | null): Set<string> {
  const heard = new Set<string>();
  for (const listener of LISTENERS[kind] ?? []) {
    if (listener === 'requester') heard.add(request.requestedBy);
    else if (listener === 'voters') for (const userId of votersOf(tx, request.id)) heard.add(userId);
    else {
      const userId = listener === 'owner' ? request.ownerId : askerId;
      if (userId !== null) heard.add(userId);
    }
  }
  return heard;
}

/** The card shows the current state, so one edit covers all changes that wait. */
export function announceCard(tx: Tx, request: ContentRequest, now: Date): void {
  const key = cardKey(request.id);
  const orderingKey = queueOf(tx, key, requireTeam(tx, request.teamId).channelId);
  enqueue(tx, REQUEST_CARD, { requestId: request.id }, { orderingKey, dedupeKey: dedupeKeyOf(key) }, now);
}

/** The queue of what follows its card. */
export const channelOf = (tx: Tx, request: ContentRequest): string =>
  cardOf(tx, request.id)?.channel ?? requireTeam(tx, request.teamId).channelId;
