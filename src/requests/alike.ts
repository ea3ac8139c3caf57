/** Suggestions from the title, before the form is filled in. */

import type { ContentKind } from '../library/settings.ts';
import { wordsOf } from '../library/words.ts';
import { desc } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import { type ContentRequest, contentRequests, isOpenRequest } from './table.ts';

/** The kind whose name occurs in the title; the longest if there are several. */
export function kindIn(title: string, kinds: readonly ContentKind[]): string | null {
  const said = ` ${wordsOf(title).join(' ')} `;
  const named = kinds
    .map(({ key, label }) => ({ key, words: wordsOf(label).join(' ') }))
    .filter(({ words }) => words !== '' && (said.includes(` ${words} `) || said.includes(` ${words}s `)))
    .toSorted((a, b) => b.words.length - a.words.length);
  return named[0]?.key ?? null;
}

/** The most open requests that are compared, the newest first. */
const MOST_COMPARED = 500;
/** Words such as "a" and "of" do not make requests similar. */
const SHORT = 3;

/** Open requests that contain every longer word of the question. Its last word may be incomplete. */
export function openRequestsLike(db: Db, question: string, limit: number): ContentRequest[] {
  const asked = wordsOf(question).filter((word) => word.length >= SHORT);
  if (asked.length === 0) return [];
  return db
    .select()
    .from(contentRequests)
    .where(isOpenRequest)
    .orderBy(desc(contentRequests.id))
    .limit(MOST_COMPARED)
    .all()
    .filter(({ title, audience, customer }) => {
      const words = wordsOf([title, audience, customer].join(' '));
      return asked.every((word) => words.some((one) => one.startsWith(word)));
    })
    .slice(0, limit);
}
