import type { Db } from '../../platform/db/open.ts';
import { changesFrom, clauseOf, clausesOf, type DefinitionChange } from './queries.ts';
import type { ClauseChangeDetails } from './types.ts';

/** The net change of a definition between two moments, without clauses that were added and retired in between. */
export interface DefinitionNews {
  by: string[];
  added: string[];
  edited: { from: string; to: string }[];
  retired: string[];
  isReordered: boolean;
  /** Current number of clauses. */
  total: number;
}

/** The changes from this one on, compared with now; undefined if they cancel out. */
export function definitionNews(db: Db, teamId: number, firstId: number): DefinitionNews | undefined {
  const changes = changesFrom(db, teamId, firstId);
  const news: DefinitionNews = {
    by: [...new Set(changes.map(({ by }) => by))],
    added: [],
    edited: [],
    retired: [],
    isReordered: changes.some(({ kind }) => kind === 'moved'),
    total: clausesOf(db, teamId).length,
  };
  for (const clauseId of new Set(changes.map((change) => change.clauseId))) {
    const was = textBefore(changes.filter((change) => change.clauseId === clauseId));
    const clause = clauseOf(db, teamId, clauseId);
    const is = clause?.retiredAt === null ? clause.text : null;
    if (was === undefined) continue;
    if (was === null) news.added.push(...(is === null ? [] : [is]));
    else if (is === null) news.retired.push(was);
    else if (was !== is) news.edited.push({ from: was, to: is });
  }
  const said = news.added.length + news.edited.length + news.retired.length;
  return said > 0 || news.isReordered ? news : undefined;
}

/** A clause's text before these changes; null if it did not exist, undefined if its text did not change. */
function textBefore(changes: DefinitionChange[]): string | null | undefined {
  const first = changes.find(({ kind }) => kind !== 'moved');
  if (!first) return undefined;
  if (first.kind === 'added') return null;
  // Details were written by `record` with the shape of their kind.
  if (first.kind === 'edited') return (first.details as ClauseChangeDetails['edited']).from;
  return (first.details as ClauseChangeDetails['retired']).text;
}
