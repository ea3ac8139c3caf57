import { afterWindow, nearRound, WINDOW_MS } from '../feedback/nearly-same.ts';
import type { Db } from '../platform/db/open.ts';
import { anonymousCycles } from '../rituals/anonymous.ts';
import type { Occasion } from '../rituals/ritual.ts';

/**
 * The time from which a check may ask these people: until then its result, compared with that of an earlier check or of a survey,
 * would show the answers of a few. Undefined if it may ask now.
 */
export function comparableUntil(
  db: Db,
  { cycle, people, now }: Pick<Occasion, 'cycle' | 'people' | 'now'>,
  minimum: number,
): Date | undefined {
  const since = new Date(now.getTime() - WINDOW_MS);
  const own = anonymousCycles(db, since, now).find(({ ritual }) => ritual === cycle.ritual);
  if (own) return afterWindow(own.shownAt);
  const about = { about: null, subjectKind: null, subjectRef: null, questions: [] };
  return nearRound(db, { ...about, asked: [...people], minimum }, now, 'surveys')?.until;
}
