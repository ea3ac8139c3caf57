import { aheadMessage } from '../../views/rituals/ahead.ts';
import { type Asked, invitationMessage, reminderMessage } from '../../views/rituals/invitation.ts';
import { awayUntil } from '../leads/routing/queries.ts';
import type { Keys } from '../platform/crypto/keys.ts';
import type { Db } from '../platform/db/open.ts';
import type { PayloadsOf } from '../platform/outbox/enqueue.ts';
import type { MessageTable } from '../platform/outbox/message.ts';
import { preferencesOf } from '../preferences/queries.ts';
import { answerSubject, cycleSubject } from '../rituals/announce.ts';
import type { ritualPayloads } from '../rituals/messages.ts';
import { cycleById, markInvited } from '../rituals/queries.ts';
import { isWaitedFor, type Ritual, ritualOf } from '../rituals/ritual.ts';
import type { Cycle } from '../rituals/table.ts';
import { isHere } from '../teams/standing.ts';

interface About {
  rituals: readonly Ritual[];
  keys: Keys;
  now: () => Date;
}

/** Messages of all rituals. Those of an anonymous one never reveal who has answered. */
export function ritualMessages({ rituals, keys, now }: About): MessageTable<PayloadsOf<typeof ritualPayloads>> {
  const askedIn = (db: Db, { userId, cycleIds }: { userId: string; cycleIds: number[] }, at: Date): Asked[] =>
    cycleIds.flatMap((id) => {
      const cycle = cycleById(db, id);
      const ritual = cycle && ritualOf(rituals, cycle);
      if (!cycle || !ritual?.asks) return [];
      const { key, name, asks } = ritual;
      const hasAnswered = () => !asks.isAnonymous && asks.hasAnswered({ db, keys }, cycle, userId);
      const standing = !takesAnswers(cycle, at) ? 'ended' : hasAnswered() ? 'answered' : 'open';
      return [{ cycle, key, name, asks, standing }];
    });
  const subjectsOf = (asked: Asked[], userId: string): string[] =>
    asked.flatMap(({ cycle, asks }) => [
      cycleSubject(cycle.id),
      ...(asks.isAnonymous ? [] : [answerSubject(cycle.id, userId)]),
    ]);

  return {
    ritual_invitation: {
      deliver: (db, payload, at) => {
        const asked = askedIn(db, payload, at);
        const { userId, shown = false } = payload;
        const isWanted = isHere(db, userId) && asked.some(({ standing }) => standing === 'open');
        if (asked.length === 0 || (!isWanted && !shown)) return undefined;
        const live = { payload: { ...payload, shown: true }, subjects: subjectsOf(asked, userId) };
        return { act: 'post', to: userId, message: invitationMessage(asked), live };
      },
      posted: (tx, { userId, cycleIds }) => markInvited(tx, userId, cycleIds, now()),
    },
    ritual_ahead: {
      deliver: (db, payload) => {
        const { userId, cycleIds, shown = false } = payload;
        const ahead = cycleIds.flatMap((id) => {
          const cycle = cycleById(db, id);
          const ritual = cycle && ritualOf(rituals, cycle);
          return cycle && ritual ? [{ cycle, ritual }] : [];
        });
        const isWanted = isHere(db, userId) && ahead.some(({ cycle }) => cycle.status === 'planned');
        if (ahead.length === 0 || (!isWanted && !shown)) return undefined;
        const subjects = ahead.map(({ cycle }) => cycleSubject(cycle.id));
        const live = { payload: { ...payload, shown: true }, subjects };
        return { act: 'post', to: userId, message: aheadMessage(ahead), live };
      },
    },
    ritual_reminder: {
      deliver: (db, payload, at) => {
        const { userId, shown = false } = payload;
        const asked = askedIn(db, payload, at);
        const waiting = asked.filter(
          ({ cycle, asks, standing }) => standing === 'open' && isWaitedFor(asks, { db, keys }, cycle, userId),
        );
        const isQuiet = preferencesOf(db, userId).reminders === 'off' || awayUntil(db, userId, at) !== undefined;
        if (!shown && (waiting.length === 0 || isQuiet || !isHere(db, userId))) return undefined;
        const message = reminderMessage(shown ? asked : waiting);
        // Its place would tell who had not answered an anonymous one by then.
        if (waiting.some(({ asks }) => asks.isAnonymous)) return { act: 'post', to: userId, message };
        const cycleIds = (shown ? asked : waiting).map(({ cycle }) => cycle.id);
        const live = { payload: { userId, cycleIds, shown: true }, subjects: subjectsOf(asked, userId) };
        return { act: 'post', to: userId, message, live };
      },
    },
  };
}

const takesAnswers = ({ status, closesAt }: Cycle, now: Date): boolean =>
  status === 'open' && closesAt !== null && closesAt > now;
