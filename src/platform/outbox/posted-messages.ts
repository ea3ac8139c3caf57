/** The places of the messages that Baton keeps up to date, and the rule for deleted ones. */
import { and, eq, sql } from '../db/drizzle.ts';
import type { Db } from '../db/open.ts';
import { prepared, preparedRows } from '../db/prepared.ts';
import { insertRow, updateRow } from '../db/rows.ts';
import type { Tx } from '../db/write.ts';
import { type PostedMessage, postedMessages } from './posted-table.ts';
import { isUnsettled, outbox } from './table.ts';

/** Names one message. */
export interface PostedKey {
  kind: string;
  subjectId: number;
  /** Of a message with several copies: the person or channel that has this one. */
  recipient?: string;
}

export interface PostedPlace {
  channel: string;
  ts: string;
}

const byKey = preparedRows(
  postedMessages,
  and(
    eq(postedMessages.kind, sql.placeholder('kind')),
    eq(postedMessages.subjectId, sql.placeholder('subjectId')),
    eq(postedMessages.recipient, sql.placeholder('recipient')),
  ),
);

const postedMessage = (db: Db, { kind, subjectId, recipient = '' }: PostedKey): PostedMessage | undefined =>
  byKey(db).get({ kind, subjectId, recipient });

/** Place of the message; undefined before it is posted, and after a person deleted it. */
export function placeOfPosted(db: Db, key: PostedKey): PostedPlace | undefined {
  const { channel = null, ts = null } = postedMessage(db, key) ?? {};
  return channel !== null && ts !== null ? { channel, ts } : undefined;
}

const byPlace = preparedRows(
  postedMessages,
  and(eq(postedMessages.channel, sql.placeholder('channel')), eq(postedMessages.ts, sql.placeholder('ts'))),
);

/** The message at this place, if it is one of these. */
export const postedAt = (db: Db, { channel, ts }: PostedPlace): PostedMessage | undefined =>
  byPlace(db).get({ channel, ts });

/** Stores the place of the message. */
export function savePosted(tx: Tx, key: PostedKey, { channel, ts }: PostedPlace): void {
  const { kind, subjectId, recipient = '' } = key;
  const known = postedMessage(tx, key);
  if (!known) insertRow(tx, postedMessages, { kind, subjectId, recipient, channel, ts });
  // Called after each edit, too, when usually nothing has changed.
  else if (known.channel !== channel || known.ts !== ts)
    updateRow(tx, postedMessages, { kind, subjectId, recipient }, { channel, ts });
}

/**
 * Notes that a person deleted the message.
 * @returns false when that was known.
 */
export function markDeleted(tx: Tx, key: PostedKey): boolean {
  const known = postedMessage(tx, key);
  if (!known || known.ts === null) return false;
  const { kind, subjectId, recipient, deletions } = known;
  updateRow(tx, postedMessages, { kind, subjectId, recipient }, { channel: null, ts: null, deletions: deletions + 1 });
  return true;
}

/** Repost a deleted message once; a second deletion is intentional. */
const MOST_REPOSTS = 1;

/** Whether people deleted the message for good. */
export const isDeletedForGood = (db: Db, key: PostedKey): boolean =>
  (postedMessage(db, key)?.deletions ?? 0) > MOST_REPOSTS;

/** The people and channels that have a copy. */
export const recipientsOfPosted = (db: Db, { kind, subjectId }: Omit<PostedKey, 'recipient'>): string[] =>
  db
    .select({ recipient: postedMessages.recipient })
    .from(postedMessages)
    .where(and(eq(postedMessages.kind, kind), eq(postedMessages.subjectId, subjectId)))
    .all()
    .map(({ recipient }) => recipient);

/** For a subject that is deleted itself; without a recipient all copies are forgotten. */
export function forgetPosted(tx: Tx, { kind, subjectId, recipient }: PostedKey): void {
  tx.delete(postedMessages)
    .where(
      and(
        eq(postedMessages.kind, kind),
        eq(postedMessages.subjectId, subjectId),
        recipient === undefined ? undefined : eq(postedMessages.recipient, recipient),
      ),
    )
    .run();
}

const beingPosted = prepared((db) =>
  db
    .select({ id: outbox.id })
    .from(outbox)
    .where(
      sql`${outbox.orderingKey} = ${sql.placeholder('channel')} and ${isUnsettled}
        and ${outbox.kind} in (select value from json_each(${sql.placeholder('kinds')}))
        and not exists (
          select 1 from ${postedMessages}
          where ${postedMessages.kind} = ${outbox.kind} and ${postedMessages.recipient} = '' and ts is not null
            and ${postedMessages.subjectId} = cast(substr(${outbox.dedupeKey}, length(${outbox.kind}) + 2) as integer))`,
    )
    .limit(1)
    .prepare(),
);

/**
 * Whether a message of one of these kinds is about to be posted to this channel for the first time: it may be in Slack
 * before its place is stored. Counts messages that were enqueued under the key of `dedupeKeyOf`.
 */
export const isBeingPosted = (db: Db, channel: string, kinds: string[]): boolean =>
  beingPosted(db).get({ channel, kinds: JSON.stringify(kinds) }) !== undefined;

/** However many changes wait, one edit shows them all. */
export const dedupeKeyOf = ({ kind, subjectId, recipient }: PostedKey): string =>
  recipient === undefined ? `${kind}:${subjectId}` : `${kind}:${subjectId}:${recipient}`;

/**
 * The queue of a change to a message that belongs in the channel `home`. Once it stands there it has a queue of its own, so that its
 * edits wait for no other message of the channel. Before that, its post keeps its place among the others.
 */
export function queueOf(db: Db, key: PostedKey, home: string): string {
  const at = placeOfPosted(db, key);
  return at?.channel === home ? dedupeKeyOf(key) : (at?.channel ?? home);
}
