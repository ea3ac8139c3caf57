import { itemById } from '../library/queries.ts';
import type { LibraryItem } from '../library/table.ts';
import type { Db } from '../platform/db/open.ts';
import { actionOf, questionsOf } from './queries.ts';
import { subjectOf } from './subjects.ts';
import type { Action, Round } from './table.ts';
import type { Question } from './types.ts';

/** A survey with everything that its messages and forms show. */
export interface RoundShown {
  round: Round;
  title: string;
  /** The lead or source, if the title is the asker's own text. */
  beside: string | null;
  /** The library item that the survey is about. */
  item: Pick<LibraryItem, 'id' | 'title' | 'link'> | undefined;
  questions: Question[];
  action: Action | undefined;
}

export const shownRound = (db: Db, round: Round): RoundShown => ({
  round,
  ...subjectOf(db, round),
  item: round.subjectKind === 'item' ? itemById(db, Number(round.subjectRef)) : undefined,
  questions: questionsOf(db, round.id),
  action: actionOf(db, round.id),
});
