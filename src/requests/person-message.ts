/** The one direct message about a request that a person gets: edited through its life, with its story in the thread. */
import type { Db } from '../platform/db/open.ts';
import type { Tx } from '../platform/db/write.ts';
import { enqueue } from '../platform/outbox/enqueue.ts';
import {
  dedupeKeyOf,
  isDeletedForGood,
  type PostedKey,
  placeOfPosted,
  recipientsOfPosted,
} from '../platform/outbox/posted-messages.ts';
import { historyOf, voteOf } from './queries.ts';
import type { HistoryEntry } from './table.ts';
import type { ChangeDetails, RequestChange } from './types.ts';

const KINDS = ['request_message', 'request_decided'] as const;
type Kind = (typeof KINDS)[number];

export const personKey = (kind: Kind, requestId: number, userId: string): PostedKey => ({
  kind,
  subjectId: requestId,
  recipient: userId,
});

/** Tells a person of a change: the first time with the message itself, later in its thread. */
export function tell(
  tx: Tx,
  userId: string,
  { requestId, entryId }: { requestId: number; entryId: number },
  now: Date,
): void {
  const key = personKey('request_message', requestId, userId);
  const isKnown = placeOfPosted(tx, key) !== undefined || isDeletedForGood(tx, key);
  enqueueFor(tx, 'request_message', { requestId, userId }, now);
  if (isKnown) enqueue(tx, 'request_news', { requestId, entryId, userId }, { orderingKey: userId }, now);
}

/** Shows a change in every message about the request. */
export function refreshMessages(tx: Tx, requestId: number, now: Date): void {
  for (const kind of KINDS) {
    for (const userId of recipientsOfPosted(tx, { kind, subjectId: requestId })) {
      enqueueFor(tx, kind, { requestId, userId }, now);
    }
  }
}

function enqueueFor(tx: Tx, kind: Kind, payload: { requestId: number; userId: string }, now: Date): void {
  const { requestId, userId } = payload;
  const dedupeKey = dedupeKeyOf(personKey(kind, requestId, userId));
  enqueue(tx, kind, payload, { orderingKey: userId, dedupeKey }, now);
}

/** The reader of such a message. */
export interface RequestReader {
  userId: string;
  /** Needs it, as the requester does. */
  isVoter: boolean;
  /** Their answer to "Did it help?" since the last delivery. */
  answer: { helped: boolean; at: Date } | undefined;
  /** The last change that concerns them. */
  last: HistoryEntry | undefined;
}

/** Answers come after the delivery, which is among the newest entries. */
const LOOKED_AT = 100;
/** The card counts them. */
const QUIET = new Set<RequestChange>(['asked', 'voted', 'vote_withdrawn']);

export function readReader(
  db: Db,
  { requestId, userId, ownerId }: { requestId: number; userId: string; ownerId: string | null },
): RequestReader {
  const entries = historyOf(db, requestId, { limit: LOOKED_AT, offset: 0 });
  const isTheirs = ({ kind, actorId }: HistoryEntry) => kind !== 'helped' || actorId === userId || ownerId === userId;
  const sinceDelivery = entries.slice(
    0,
    entries.findIndex(({ kind }) => kind === 'delivered'),
  );
  const answer = sinceDelivery.find(({ kind, actorId }) => kind === 'helped' && actorId === userId);
  return {
    userId,
    isVoter: voteOf(db, requestId, userId) !== undefined,
    answer: answer && { helped: (answer.details as ChangeDetails['helped']).helped, at: answer.at },
    last: entries.find((entry) => !QUIET.has(entry.kind) && isTheirs(entry)),
  };
}
