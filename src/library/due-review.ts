import { randomInt } from 'node:crypto';
import { and, asc, count, eq, lte, sql } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import { prepared } from '../platform/db/prepared.ts';
import type { Tx } from '../platform/db/write.ts';
import { UserError } from '../platform/errors.ts';
import { enqueue } from '../platform/outbox/enqueue.ts';
import {
  dedupeKeyOf,
  type PostedKey,
  type PostedPlace,
  placeOfPosted,
  postedAt,
} from '../platform/outbox/posted-messages.ts';
import type { Slice } from '../platform/paging.ts';
import type { Job } from '../platform/schedule/job.ts';
import type { Services } from '../platform/services.ts';
import type { Directory } from '../platform/slack/directory.ts';
import { DAY_MS } from '../platform/time/units.ts';
import { managerOf } from '../teams/holders.ts';
import { startOfWork } from '../teams/mornings.ts';
import { teamsOfKind } from '../teams/queries.ts';
import { nextWorkingMoment } from '../teams/working-time.ts';
import { listItems } from './queries.ts';
import { isCurrent, type LibraryItem, libraryItems, libraryReviewAsks } from './table.ts';

const LIBRARY_REVIEW = 'library_review';
/** The most that `randomInt` takes. */
const MOST_MESSAGES = 2 ** 48 - 1;

export interface ReviewDue {
  ownerId: string;
  /** How many of their items are past the review date. */
  items: number;
}

/** The owners of items past their review date. */
export const dueForReview = (db: Db, now: Date): ReviewDue[] =>
  db
    .select({ ownerId: libraryItems.ownerId, items: count() })
    .from(libraryItems)
    .where(and(isCurrent, lte(libraryItems.reviewAt, now)))
    .groupBy(libraryItems.ownerId)
    .orderBy(asc(libraryItems.ownerId))
    .all();

/** One page of a person's items past their review date, the longest overdue first. */
export const reviewList = (db: Db, ownerId: string, page: Slice, now: Date): { items: LibraryItem[]; total: number } =>
  listItems(db, { ownerId, stale: true }, page, now);

const nextReview = prepared((db) =>
  db
    .select({ at: libraryItems.reviewAt })
    .from(libraryItems)
    .where(
      and(
        isCurrent,
        eq(libraryItems.ownerId, sql.placeholder('ownerId')),
        sql`${libraryItems.reviewAt} > ${sql.placeholder('now')}`,
      ),
    )
    .orderBy(asc(libraryItems.reviewAt))
    .limit(1)
    .prepare(),
);

/** The next review date of a person's items. */
export const nextReviewOf = (db: Db, ownerId: string, now: Date): Date | undefined =>
  nextReview(db).get({ ownerId, now: now.getTime() })?.at;

/**
 * People asked less than this ago are not asked again. The job runs on Mondays, but a team's zone or hours can change.
 */
const ASKED_LATELY_MS = 6 * DAY_MS;

/**
 * On Monday mornings of the first marketing team, the owners of items past their review date become due. Without such a
 * team no one is asked, since the items of people who left would have no substitute.
 */
export function reviewJobs(db: Db): Job[] {
  return teamsOfKind(db, 'marketing')
    .slice(0, 1)
    .map((team) => ({
      name: 'library_review',
      cron: startOfWork(team, 1),
      zone: team.zone,
      run: (tx, _slot, now) => {
        const dueAt = nextWorkingMoment(team, now);
        for (const { ownerId } of dueForReview(tx, now)) {
          tx.insert(libraryReviewAsks)
            .values({ ownerId, dueAt })
            .onConflictDoUpdate({
              target: libraryReviewAsks.ownerId,
              set: { dueAt },
              setWhere: sql`coalesce(${libraryReviewAsks.askedAt}, 0) <= ${now.getTime() - ASKED_LATELY_MS}`,
            })
            .run();
        }
      },
    }));
}

function managerOfMarketing(tx: Tx): string | undefined {
  const [team] = teamsOfKind(tx, 'marketing');
  return team && managerOf(tx, team);
}

interface Asking extends Pick<Services, 'db' | 'write' | 'directory' | 'now'> {
  /** Managers hear of their own items in their morning message. */
  hearsOtherwise(db: Db, userId: string): boolean;
}

/**
 * Asks the owners whose review is due, or the manager of the marketing team in place of an owner who left. An async task,
 * because only Slack knows who is still here.
 */
export async function askForReviews(
  { db, write, directory, now, hearsOtherwise }: Asking,
  stop: AbortSignal,
): Promise<void> {
  const asks = db.select().from(libraryReviewAsks).where(lte(libraryReviewAsks.dueAt, now())).all();
  for (const { ownerId } of asks) {
    if (stop.aborted) return;
    const isHere = await isStillHere(directory, ownerId);
    // Slack did not answer: the next run asks again.
    if (isHere === undefined) continue;
    await write((tx) => ask(tx, { ownerId, to: isHere ? ownerId : managerOfMarketing(tx), hearsOtherwise }, now()));
  }
}

async function isStillHere(directory: Directory, userId: string): Promise<boolean | undefined> {
  try {
    return (await directory.person(userId)).isMember;
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}

/** Without a person to ask, they stay due. */
function ask(
  tx: Tx,
  { ownerId, to, hearsOtherwise }: { ownerId: string; to: string | undefined } & Pick<Asking, 'hearsOtherwise'>,
  now: Date,
): void {
  if (to === undefined) return;
  const asked = tx
    .update(libraryReviewAsks)
    .set({ dueAt: null, askedAt: now })
    .where(and(eq(libraryReviewAsks.ownerId, ownerId), lte(libraryReviewAsks.dueAt, now)))
    .run();
  const isInTheMorning = to === ownerId && hearsOtherwise(tx, to);
  if (asked.changes > 0 && !isInTheMorning) send(tx, ownerId, to, now);
}

const send = (tx: Tx, ownerId: string, to: string, now: Date): void =>
  announce(tx, { messageId: randomInt(1, MOST_MESSAGES), ownerId, to, page: 0 }, now);

/** Sends a person their list of items to review, as they asked. */
export function sendReview(tx: Tx, userId: string, now: Date): void {
  if (reviewList(tx, userId, { limit: 0, offset: 0 }, now).total > 0) send(tx, userId, userId, now);
}

export interface ReviewMessage {
  /** Names the message of the week. */
  messageId: number;
  ownerId: string;
  /** The owner, or the person who reviews in their place. */
  to: string;
  /** From 0. */
  page: number;
}

export const reviewKey = ({ messageId, to }: Pick<ReviewMessage, 'messageId' | 'to'>): PostedKey => ({
  kind: LIBRARY_REVIEW,
  subjectId: messageId,
  recipient: to,
});

const announce = (tx: Tx, list: ReviewMessage, now: Date): void =>
  enqueue(tx, LIBRARY_REVIEW, list, { orderingKey: list.to, dedupeKey: dedupeKeyOf(reviewKey(list)) }, now);

/** Shows a list as it is now, or another page of it. Only a list that this person got. */
export function redrawReview(tx: Tx, list: ReviewMessage, now: Date): void {
  if (placeOfPosted(tx, reviewKey(list))) announce(tx, list, now);
}

/** The list in this message, if it is one and this person got it. */
export function reviewIn(db: Db, place: PostedPlace | undefined, userId: string): number | undefined {
  const posted = place && postedAt(db, place);
  return posted?.kind === LIBRARY_REVIEW && posted.recipient === userId ? posted.subjectId : undefined;
}
