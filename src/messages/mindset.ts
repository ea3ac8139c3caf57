import { facilitatorMessage } from '../../views/mindset/grouping.ts';
import { nextMessage, nextOver } from '../../views/mindset/next.ts';
import { noResultMessage, resultMessage, threeMessage } from '../../views/mindset/result.ts';
import { groupingSubject, nextSubject } from '../mindset/announce.ts';
import { isAskedAgain } from '../mindset/ask-again.ts';
import { canFacilitate } from '../mindset/facilitator.ts';
import { matchOf } from '../mindset/match.ts';
import type { mindsetPayloads } from '../mindset/messages.ts';
import { agreementOf, answersOf, checkOf, countedOf, groupsOf, publishedChecks } from '../mindset/queries.ts';
import { mindsetRitual } from '../mindset/ritual.ts';
import type { PayloadsOf } from '../platform/outbox/enqueue.ts';
import type { MessageTable } from '../platform/outbox/message.ts';
import { lastCycle, plannedCycle } from '../rituals/queries.ts';
import { isHere } from '../teams/standing.ts';

/** More have no place in a message. */
const LAST_TWO = 2;

/** Messages of the mindset check. Until its result is published, none says what anyone answered. */
export const mindsetMessages: MessageTable<PayloadsOf<typeof mindsetPayloads>> = {
  mindset_grouping: {
    deliver: (db, { cycleId, userId, shown = false }) => {
      const check = checkOf(db, cycleId);
      const waits = check?.outcome === 'grouping' && canFacilitate(db, userId);
      if (!check || (!waits && !shown)) return undefined;
      const state = waits ? 'waits' : check.outcome === 'published' ? 'published' : 'over';
      const counts = { answers: answersOf(db, cycleId).length, groups: groupsOf(db, cycleId).length };
      const live = { payload: { cycleId, userId, shown: true }, subjects: [groupingSubject(cycleId)] };
      return { act: 'post', to: userId, message: facilitatorMessage(cycleId, { ...counts, state }), live };
    },
  },
  mindset_result: {
    deliver: (db, { cycleId, channel }) => {
      const check = checkOf(db, cycleId);
      if (check?.outcome === 'too_few' || check?.outcome === 'lost')
        return { act: 'post', to: channel, message: noResultMessage(check.outcome, check.minimum) };
      const [result, before] = publishedChecks(db, LAST_TWO);
      if (result?.cycleId !== cycleId) return undefined;
      return { act: 'post', to: channel, message: resultMessage({ check: result, before }) };
    },
  },
  mindset_next: {
    deliver: (db, { cycleId, userId, shown = false }) => {
      const agreement = agreementOf(db, cycleId);
      const match = matchOf(countedOf(db, cycleId));
      if (!agreement || !match || (!shown && !isHere(db, userId))) return undefined;
      const planned = plannedCycle(db, mindsetRitual.key);
      const isOver = lastCycle(db, mindsetRitual.key)?.id !== cycleId;
      const message = isOver
        ? nextOver(agreement.advantages)
        : nextMessage({ match, agreement, nextAt: planned?.dueAt, isAskedAgain: isAskedAgain(planned) });
      const live = { payload: { cycleId, userId, shown: true }, subjects: [nextSubject(cycleId)] };
      return { act: 'post', to: userId, message, live };
    },
  },
  mindset_three: {
    deliver: (db, { cycleId, channel }) => {
      const agreement = agreementOf(db, cycleId);
      if (!agreement?.publishedAt) return undefined;
      return { act: 'post', to: channel, message: threeMessage(agreement.advantages), atOnce: true };
    },
  },
};
