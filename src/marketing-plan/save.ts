import { useName } from '../leads/sources.ts';
import { campaigns } from '../leads/table.ts';
import { and, eq, inArray } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import type { Tx } from '../platform/db/write.ts';
import { UserError } from '../platform/errors.ts';
import { mention } from '../platform/slack/mrkdwn.ts';
import { announceQuestion, noteSellers } from './announce.ts';
import { followPlanQuestions } from './ask.ts';
import { entriesFrom, questionsOf, requireEntry } from './queries.ts';
import { type PlanEntry, planEntries } from './table.ts';
import { MOST_ENTRIES } from './types.ts';
import { todayOf } from './week.ts';

export type EntryForm = Pick<
  PlanEntry,
  'title' | 'campaign' | 'audience' | 'startsOn' | 'endsOn' | 'salesTask' | 'itemIds' | 'ownerId'
>;

/** Faults of the dates, by field; undefined without one. */
export function dateFault(
  db: Db,
  { startsOn, endsOn }: Pick<EntryForm, 'startsOn' | 'endsOn'>,
  now: Date,
): Record<string, string> | undefined {
  if (endsOn < startsOn) return { endsOn: 'The last day comes before the first one.' };
  return endsOn < todayOf(db, now) ? { endsOn: 'This day is over.' } : undefined;
}

/** `version` is that of the entry as its editor saw it; null for a new one. @throws UserError if it changed meanwhile. */
export function saveEntry(
  tx: Tx,
  { id, version, by, form }: { id: number | null; version: number | null; by: string; form: EntryForm },
  now: Date,
): PlanEntry {
  const before = id === null ? undefined : requireEntry(tx, id);
  if (before && before.version !== version) {
    throw new UserError(`${mention(before.by)} changed this entry in the meantime. Please open it again.`);
  }
  if (!before && entriesFrom(tx, todayOf(tx, now)).length >= MOST_ENTRIES) {
    throw new UserError(`The plan has ${MOST_ENTRIES} entries. Remove one first.`);
  }
  const isKnown = form.campaign === null || form.campaign === before?.campaign;
  // Hand-offs offer it from then on.
  const campaign = isKnown ? form.campaign : useName(tx, campaigns, form.campaign ?? '', now);
  const values = { ...form, campaign, by, at: now, checkedAt: now, version: (before?.version ?? 0) + 1 };
  const entry = before
    ? tx.update(planEntries).set(values).where(eq(planEntries.id, before.id)).returning().get()
    : tx.insert(planEntries).values(values).returning().get();
  followPlanQuestions(tx, now);
  noteSellers(tx, now);
  return entry;
}

/** A second press changes nothing. */
export function removeEntry(tx: Tx, { id, by }: { id: number; by: string }, now: Date): void {
  tx.update(planEntries).set({ removedAt: now, by }).where(eq(planEntries.id, id)).run();
  // No one answers them any more: their messages lose the button.
  for (const question of questionsOf(tx, id)) if (question.answer === null) announceQuestion(tx, question, now);
  noteSellers(tx, now);
}

/** Their owner says that they are right. */
export function checkEntries(tx: Tx, { ids, ownerId }: { ids: readonly number[]; ownerId: string }, now: Date): void {
  tx.update(planEntries)
    .set({ checkedAt: now })
    .where(and(inArray(planEntries.id, [...ids]), eq(planEntries.ownerId, ownerId)))
    .run();
}
