/** What a title tells before somebody fills the form in. */

import type { ContentKind } from '../library/settings.ts';
import { wordsOf } from '../library/words.ts';
import { desc } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import { type ContentRequest, contentRequests, isOpenRequest } from './table.ts';

/** The kind whose name somebody wrote into the title; of several the longest. */
export function kindIn(title: string, kinds: readonly ContentKind[]): string | null {
  const said = ` ${wordsOf(title).join(' ')} `;
  const named = kinds
    .map(({ key, label }) => ({ key, words: wordsOf(label).join(' ') }))
    .filter(({ words }) => words !== '' && (said.includes(` ${words} `) || said.includes(` ${words}s `)))
    .toSorted((a, b) => b.words.length - a.words.length);
  return named[0]?.key ?? null;
}

/** The newest of what is open is looked through. */
const MOST_COMPARED = 500;
/** Words such as "a" and "of" make nothing alike. */
const SHORT = 3;

/** Open requests that have every longer word of what somebody asks for, the last of which may be half typed. */
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
