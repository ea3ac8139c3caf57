/** Brings what was put into the box to the managers, on working mornings, in an order that tells nothing. */

import type { Keys } from '../platform/crypto/keys.ts';
import { shuffled } from '../platform/crypto/pseudonyms.ts';
import { emptyBox } from '../platform/crypto/sealed-box.ts';
import { and, eq, gt, sql } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import type { Tx } from '../platform/db/write.ts';
import { enqueue } from '../platform/outbox/enqueue.ts';
import type { Job } from '../platform/schedule/job.ts';
import { settingOf } from '../platform/settings/queries.ts';
import { allTeams } from '../teams/queries.ts';
import { isWorking, isWorkingDay } from '../teams/working-time.ts';
import { announceCopy } from './announce.ts';
import { questionById, shownQuestions, waitingContents } from './queries.ts';
import { remindPlace } from './remind.ts';
import { boxChannel } from './settings.ts';
import { boxCopies, boxQuestions, boxReplies, boxWaiting } from './table.ts';

/** For each team's manager at 9:00 of the team's zone, on its working days. */
export function boxJobs(db: Db, keys: Keys): Job[] {
  return allTeams(db).map((team) => ({
    name: `box:${team.id}`,
    cron: '0 9 * * *',
    zone: team.zone,
    run: (tx, slot, now) => {
      // What comes late, and after work, comes the next day.
      if (!isWorkingDay(team, now) || (slot.late && !isWorking(team, now))) return;
      emptyTheBox(tx, keys);
      const place = settingOf(tx, boxChannel) ?? team.managerId;
      tellPlace(tx, place, now);
      remindPlace(tx, team, place, now);
    },
  }));
}

/** All at once, and in another order than they came in. */
function emptyTheBox(tx: Tx, keys: Keys): void {
  for (const { box, key, contents } of waitingContents(tx, keys)) {
    if (contents.length === 0) continue;
    const { keyName, capacity, slotBytes } = box;
    for (const one of shuffled(contents)) {
      if (one.kind === 'question') {
        const { id, asker, words } = one;
        tx.insert(boxQuestions).values({ id, keyName, asker, words }).run();
      } else if (questionById(tx, one.questionId)) {
        tx.insert(boxReplies).values({ questionId: one.questionId, side: 'asker', words: one.words }).run();
      }
    }
    const { sealed } = emptyBox(key, { capacity, contentBytes: slotBytes - 4 });
    tx.update(boxWaiting).set({ sealed }).where(eq(boxWaiting.keyName, keyName)).run();
  }
}

/** Whatever this manager, or the channel of all of them, has not got yet. */
function tellPlace(tx: Tx, place: string, now: Date): void {
  const had = tx.select().from(boxCopies).where(eq(boxCopies.place, place)).all();
  const known = new Set(had.map(({ questionId }) => questionId));
  for (const { id: questionId } of shuffled(shownQuestions(tx))) {
    if (known.has(questionId)) continue;
    const toldReplyId = newestReply(tx, questionId) ?? 0;
    tx.insert(boxCopies).values({ questionId, place, toldReplyId }).run();
    announceCopy(tx, { questionId, place }, now);
  }
  for (const copy of shuffled(had)) tellReplies(tx, copy, now);
}

function tellReplies(tx: Tx, copy: typeof boxCopies.$inferSelect, now: Date): void {
  const { questionId, place, toldReplyId } = copy;
  const fresh = tx
    .select({ id: boxReplies.id })
    .from(boxReplies)
    .where(and(eq(boxReplies.questionId, questionId), eq(boxReplies.side, 'asker'), gt(boxReplies.id, toldReplyId)))
    .all();
  if (fresh.length === 0) return;
  tx.update(boxCopies)
    .set({ toldReplyId: Math.max(...fresh.map(({ id }) => id)) })
    .where(and(eq(boxCopies.questionId, questionId), eq(boxCopies.place, place)))
    .run();
  for (const { id: replyId } of fresh)
    enqueue(tx, { kind: 'box_reply', facts: { questionId, place, replyId }, lane: place }, now);
  announceCopy(tx, { questionId, place }, now);
}

const newestReply = (tx: Tx, questionId: number): number | null =>
  tx
    .select({ id: sql<number | null>`max(${boxReplies.id})` })
    .from(boxReplies)
    .where(eq(boxReplies.questionId, questionId))
    .get()?.id ?? null;
