import {
  actionMessage,
  actionShared,
  actionWanted,
  draftMessage,
  draftMissing,
  reminderOfFeedback,
  requestMessage,
  roundCard,
  type Standing,
} from '../../views/feedback/news.ts';
import { summaryMessage } from '../../views/feedback/summary.ts';
import { isActionWanted } from '../feedback/action.ts';
import { hasAnswered } from '../feedback/answer.ts';
import type { feedbackPayloads } from '../feedback/messages.ts';
import { actionWantedKey, cardKey, reminderKey, requestKey, summaryKey } from '../feedback/posted.ts';
import { actionOf, progressOf, recipientOf, recipientsOf, roundById } from '../feedback/queries.ts';
import { shownRound } from '../feedback/shown.ts';
import { summaryOf } from '../feedback/summary.ts';
import type { Round } from '../feedback/table.ts';
import type { Keys } from '../platform/crypto/keys.ts';
import type { Db } from '../platform/db/open.ts';
import type { PayloadsOf } from '../platform/outbox/enqueue.ts';
import { keptMessage } from '../platform/outbox/kept-message.ts';
import type { Delivery, Message, MessageTable } from '../platform/outbox/message.ts';
import { preferencesOf } from '../preferences/queries.ts';

type ToPerson = PayloadsOf<typeof feedbackPayloads>['feedback_reminder'];

/** Messages of surveys. Those of an anonymous one never reveal who has answered. */
export function feedbackMessages(keys: Keys): MessageTable<PayloadsOf<typeof feedbackPayloads>> {
  return {
    feedback_request: keptMessage({
      key: requestKey,
      draw: (db, { roundId, userId }) => {
        const round = roundById(db, roundId);
        if (!round || !recipientOf(db, roundId, userId)) return undefined;
        const message = requestMessage(shownRound(db, round), standingOf(db, keys, round, userId));
        return { to: whileOpen(round, userId), message };
      },
    }),
    feedback_draft: {
      deliver: (db, { roundId, userId, sha256 }) => {
        const round = roundById(db, roundId);
        if (!round) return undefined;
        const shown = shownRound(db, round);
        const file = { sha256, name: round.fileName ?? 'file', title: round.fileName ?? 'file' };
        const message = draftMessage(shown);
        return { act: 'upload', to: userId, file, message, instead: draftMissing(shown), atOnce: true };
      },
    },
    feedback_reminder: unlessAnonymous({
      key: reminderKey,
      draw: (db, { roundId, userId }, now) => {
        const round = roundById(db, roundId);
        if (!round) return undefined;
        const standing = standingOf(db, keys, round, userId);
        const isLate = round.closedAt !== null || round.closesAt <= now || hasAnswered(db, keys, round, userId);
        const to = isLate || preferencesOf(db, userId).reminders === 'off' ? undefined : userId;
        return { to, message: reminderOfFeedback(shownRound(db, round), standing) };
      },
    }),
    feedback_card: keptMessage({
      key: ({ roundId }) => cardKey(roundId),
      draw: (db, { roundId }) => {
        const round = roundById(db, roundId);
        if (!round) return undefined;
        const people = recipientsOf(db, roundId).map(({ userId }) => userId);
        const progress = round.closedAt === null ? progressOf(db, round) : undefined;
        const message = roundCard(shownRound(db, round), people, progress);
        return { to: whileOpen(round, round.askerId), message, atOnce: true };
      },
    }),
    feedback_summary: keptMessage({
      key: ({ roundId }) => summaryKey(roundId),
      draw: (db, { roundId }) => summaryFor(db, roundId, { to: undefined, withWords: true }),
    }),
    feedback_shared: {
      deliver: (db, { roundId, channel, withWords }) => summaryFor(db, roundId, { to: channel, withWords }),
    },
    feedback_action_wanted: keptMessage({
      key: ({ roundId }) => actionWantedKey(roundId),
      draw: (db, { roundId }) => {
        const round = roundById(db, roundId);
        if (!round) return undefined;
        const isWanted = isActionWanted(db, round);
        const shown = shownRound(db, round);
        return {
          to: isWanted ? round.askerId : undefined,
          message: isWanted ? actionWanted(shown) : actionShared(shown),
        };
      },
    }),
    feedback_action: {
      deliver: (db, { roundId, userId }) => {
        const round = roundById(db, roundId);
        const action = actionOf(db, roundId);
        return round && action && { act: 'post', to: userId, message: actionMessage(shownRound(db, round), action) };
      },
    },
  };
}

/** Only people without an answer get a reminder: its place would tell who had answered an anonymous survey by then. */
function unlessAnonymous(kept: Parameters<typeof keptMessage<ToPerson>>[0]): Message<ToPerson> {
  const message = keptMessage(kept);
  return {
    ...message,
    posted: (tx, payload, at) => {
      if (!roundById(tx, payload.roundId)?.isAnonymous) message.posted?.(tx, payload, at);
    },
  };
}

/** In an open anonymous survey all messages are the same. */
function standingOf(db: Db, keys: Keys, round: Round, userId: string): Standing {
  if (round.closedAt !== null) return 'ended';
  return !round.isAnonymous && hasAnswered(db, keys, round, userId) ? 'answered' : 'open';
}

/** A message about a closed survey would be too late. */
const whileOpen = ({ closedAt }: Round, to: string): string | undefined => (closedAt === null ? to : undefined);

function summaryFor(
  db: Db,
  roundId: number,
  { to, withWords }: { to: string | undefined; withWords: boolean },
): Extract<Delivery, { act: 'post' }> | undefined {
  const round = roundById(db, roundId);
  if (!round || round.closedAt === null) return undefined;
  const message = summaryMessage(shownRound(db, round), summaryOf(db, round), {
    isShared: to !== undefined,
    withWords,
  });
  // The asker shares it, or has closed it before its time.
  const atOnce = to !== undefined || round.closedAt < round.closesAt;
  const orElse = to === undefined ? undefined : [round.askerId];
  return { act: 'post', to: to ?? round.askerId, message, orElse, atOnce };
}
