import { MOST_LINES, reviewMessage, reviewTitle } from '../../views/reviews/message.ts';
import { reportFailed, reportMessage } from '../../views/reviews/report-message.ts';
import {
  actionMessage,
  dayMessage,
  decisionMessage,
  ownerGoneMessage,
  reminderMessage,
  reminderOver,
} from '../../views/reviews/thread.ts';
import type { agendaPayloads } from '../agenda/messages.ts';
import type { Db } from '../platform/db/open.ts';
import type { Tx } from '../platform/db/write.ts';
import { enqueue, type PayloadsOf } from '../platform/outbox/enqueue.ts';
import { keptMessage } from '../platform/outbox/kept-message.ts';
import type { Message, MessageTable } from '../platform/outbox/message.ts';
import { markDeleted } from '../platform/outbox/posted-messages.ts';
import { settingOf } from '../platform/settings/queries.ts';
import { actionKey, actionSubject, announceReview, placeOfReview, reviewKey } from '../reviews/announce.ts';
import { daysOfMonth } from '../reviews/days.ts';
import type { reviewPayloads } from '../reviews/messages.ts';
import { actionById, decisionById, earlierActions, openReview, reviewById, updateReview } from '../reviews/queries.ts';
import { readReport } from '../reviews/report/read.ts';
import { readReview, todayOf } from '../reviews/shown.ts';
import type { Review } from '../reviews/table.ts';
import { managerOf } from '../teams/holders.ts';
import { oldestSalesTeam } from '../teams/queries.ts';
import { sharedChannel } from '../teams/settings.ts';
import { isHere } from '../teams/standing.ts';
import { reviewDocument } from './drawings.ts';

type Payloads = PayloadsOf<typeof agendaPayloads> & PayloadsOf<typeof reviewPayloads>;

const SHOWN = { limit: MOST_LINES, offset: 0 };

interface About {
  workspaceUrl: string;
  now: () => Date;
  people: Parameters<typeof reviewDocument>[1];
}

/** Messages of the monthly review. */
export function reviewMessages({ workspaceUrl, now, people }: About): MessageTable<Payloads> {
  const review: Message<Payloads['review']> = keptMessage({
    key: ({ reviewId }) => reviewKey(reviewId),
    draw: (db, { reviewId }, at) => {
      const found = reviewById(db, reviewId);
      if (!found || found.status === 'planned' || found.status === 'quiet') return undefined;
      const message = reviewMessage(readReview(db, found, SHOWN, at), workspaceUrl);
      // A manager who skips it acts at once; what begins by the clock waits for working time.
      return { to: placeFor(db, found), orElse: managersOf(db), message, atOnce: found.status === 'skipped' };
    },
    posted: (tx, { reviewId }, { channel }) => {
      const found = reviewById(tx, reviewId);
      if (found?.postedAt !== null) return;
      updateReview(tx, found, { postedAt: now() });
      if (found.status === 'open') enqueue(tx, 'review_report', { reviewId }, { orderingKey: channel }, now());
    },
  });

  /** A deleted review comes back once; its thread is gone. */
  const threadGone = (tx: Tx, reviewId: number) => {
    if (markDeleted(tx, reviewKey(reviewId))) announceReview(tx, { id: reviewId }, now());
  };

  const line: Message<Payloads['review_action']> = keptMessage({
    key: ({ actionId }) => actionKey(actionId),
    draw: (db, { actionId }, at) => {
      const action = actionById(db, actionId);
      const thread = action?.reviewId ? placeOfReview(db, action.reviewId) : undefined;
      if (!action) return undefined;
      const message = actionMessage(action, todayOf(db, at));
      return { to: thread?.channel, ...(thread && { threadTs: thread.ts }), message, atOnce: true };
    },
  });

  return {
    /** The points are those of the review that is open. */
    agenda: {
      deliver: (db, _, at) => {
        const open = openReview(db);
        return open && placeOfReview(db, open.id) && review.deliver(db, { reviewId: open.id }, at);
      },
      gone: (tx) => {
        const open = openReview(tx);
        if (open) threadGone(tx, open.id);
      },
    },
    review,
    review_decision: {
      deliver: (db, { decisionId }) => {
        const decision = decisionById(db, decisionId);
        const thread = decision && placeOfReview(db, decision.reviewId);
        if (!decision || !thread) return undefined;
        const place = { to: thread.channel, threadTs: thread.ts, atOnce: true } as const;
        return { act: 'post', ...place, message: decisionMessage(decision) };
      },
      gone: (tx, { decisionId }) => {
        const decision = decisionById(tx, decisionId);
        if (decision) threadGone(tx, decision.reviewId);
      },
    },
    review_action: {
      ...line,
      gone: (tx, { actionId }) => {
        if (markDeleted(tx, actionKey(actionId))) return;
        const action = actionById(tx, actionId);
        if (action?.reviewId) threadGone(tx, action.reviewId);
      },
    },
    review_report: {
      deliver: (db, { reviewId }, at) => {
        const found = reviewById(db, reviewId);
        const thread = placeOfReview(db, reviewId);
        if (!found || !thread) return undefined;
        const report = readReport(db, { period: daysOfMonth(found.month), actions: earlierActions(db, found) }, at);
        const file = { make: () => reviewDocument(report, people), name: `review-${found.month}.pdf` };
        return {
          act: 'upload',
          to: thread.channel,
          threadTs: thread.ts,
          file: { ...file, title: reviewTitle(found.month) },
          message: reportMessage(found.month),
          instead: reportFailed(found.month),
        };
      },
      gone: (tx, { reviewId }) => threadGone(tx, reviewId),
    },
    review_day: {
      deliver: (db, { reviewId, at }) => {
        const found = reviewById(db, reviewId);
        const thread = placeOfReview(db, reviewId);
        if (found?.status !== 'open' || found.dueAt.getTime() > at || !thread) return undefined;
        const place = { to: thread.channel, threadTs: thread.ts, broadcast: true } as const;
        return { act: 'post', ...place, message: dayMessage(found.month) };
      },
      gone: (tx, { reviewId }) => threadGone(tx, reviewId),
    },
    review_reminder: {
      deliver: (db, payload, at) => {
        const { actionId, ownerId, dueOn, shown = false } = payload;
        const action = actionById(db, actionId);
        if (!action) return undefined;
        const isOwed = action.status === 'open' && action.ownerId === ownerId && action.dueOn === dueOn;
        if (!isOwed && !shown) return undefined;
        const message = isOwed ? reminderMessage(action) : reminderOver(action, todayOf(db, at));
        const live = { payload: { ...payload, shown: true }, subjects: [actionSubject(actionId)] };
        return { act: 'post', to: ownerId, message, live };
      },
    },
    review_owner_gone: {
      deliver: (db, payload, at) => {
        const { userId, ownerId, actionIds, shown = false } = payload;
        const found = actionIds.flatMap((id) => actionById(db, id) ?? []);
        const needing = found.filter((action) => action.status === 'open' && action.ownerId === ownerId);
        if (needing.length === 0 && !shown) return undefined;
        const look = { found, needing, hasLeft: !isHere(db, ownerId), today: todayOf(db, at) };
        const live = { payload: { ...payload, shown: true }, subjects: actionIds.map(actionSubject) };
        return { act: 'post', to: userId, message: ownerGoneMessage(ownerId, look), live };
      },
    },
  };
}

/** A review that ended before it was posted is not posted any more, unless a manager skipped it. */
const placeFor = (db: Db, { status }: Review): string | undefined =>
  status === 'closed' ? undefined : (settingOf(db, sharedChannel) ?? undefined);

/** If the channel takes no messages. */
function managersOf(db: Db): string[] {
  const team = oldestSalesTeam(db);
  return team ? [managerOf(db, team)] : [];
}
