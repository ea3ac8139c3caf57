/** Delivers questions to the managers on working mornings, in a random order. */
import type { Keys } from '../platform/crypto/keys.ts';
import { shuffled } from '../platform/crypto/shuffled.ts';
import { and, eq, gt, sql } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import type { Tx } from '../platform/db/write.ts';
import { enqueue } from '../platform/outbox/enqueue.ts';
import type { Job } from '../platform/schedule/job.ts';
import { settingOf } from '../platform/settings/queries.ts';
import { managerOf } from '../teams/holders.ts';
import { isMorningOf, startOfWork } from '../teams/mornings.ts';
import { allTeams } from '../teams/queries.ts';
import { announceCopy } from './announce.ts';
import { takeAll } from './anonymous.ts';
import { questionById, shownQuestions } from './queries.ts';
import { remindPlace } from './remind.ts';
import { questionsChannel } from './settings.ts';
import { anonymousQuestions, questionCopies, questionReplies } from './table.ts';

/** For each team's manager, when the team's working days begin. */
export function questionJobs(db: Db, keys: Keys): Job[] {
  return allTeams(db).map((team) => ({
    // The ledger has past slots under this name.
    name: `box:${team.id}`,
    cron: startOfWork(team),
    zone: team.zone,
    run: (tx, slot, now) => {
      if (!isMorningOf(team, slot, now)) return;
      deliverWaiting(tx, keys);
      const channel = settingOf(tx, questionsChannel);
      tellPlace(tx, channel ?? managerOf(tx, team), now);
      if (channel !== null) remindPlace(tx, team, channel, now);
    },
  }));
}

/** All at once, in a random order. */
function deliverWaiting(tx: Tx, keys: Keys): void {
  for (const { keyName, contents } of takeAll(tx, keys)) {
    for (const one of shuffled(contents)) {
      const { words } = one;
      if (one.kind === 'question') {
        tx.insert(anonymousQuestions).values({ id: one.id, keyName, asker: one.asker, words }).run();
      } else if (questionById(tx, one.questionId)) {
        tx.insert(questionReplies).values({ questionId: one.questionId, side: 'asker', words }).run();
      }
    }
  }
}

/** Everything new to this manager, or to the managers' channel. */
function tellPlace(tx: Tx, place: string, now: Date): void {
  const had = tx.select().from(questionCopies).where(eq(questionCopies.place, place)).all();
  const known = new Set(had.map(({ questionId }) => questionId));
  for (const { id: questionId } of shuffled(shownQuestions(tx))) {
    if (known.has(questionId)) continue;
    const toldReplyId = newestReply(tx, questionId) ?? 0;
    tx.insert(questionCopies).values({ questionId, place, toldReplyId }).run();
    announceCopy(tx, { questionId, place }, now);
  }
  for (const copy of shuffled(had)) tellReplies(tx, copy, now);
}

function tellReplies(tx: Tx, copy: typeof questionCopies.$inferSelect, now: Date): void {
  const { questionId, place, toldReplyId } = copy;
  const fresh = tx
    .select({ id: questionReplies.id })
    .from(questionReplies)
    .where(
      and(
        eq(questionReplies.questionId, questionId),
        eq(questionReplies.side, 'asker'),
        gt(questionReplies.id, toldReplyId),
      ),
    )
    .all();
  if (fresh.length === 0) return;
  tx.update(questionCopies)
    .set({ toldReplyId: Math.max(...fresh.map(({ id }) => id)) })
    .where(and(eq(questionCopies.questionId, questionId), eq(questionCopies.place, place)))
    .run();
  for (const { id: replyId } of fresh)
    enqueue(tx, 'question_reply', { questionId, place, replyId }, { orderingKey: place }, now);
  announceCopy(tx, { questionId, place }, now);
}

const newestReply = (tx: Tx, questionId: number): number | null =>
  tx
    .select({ id: sql<number | null>`max(${questionReplies.id})` })
    .from(questionReplies)
    .where(eq(questionReplies.questionId, questionId))
    .get()?.id ?? null;
