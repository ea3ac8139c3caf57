import type { Tx } from '../../platform/db/write.ts';
import { sameWords } from '../same-words.ts';
import { addClause, editClause, moveClause, retireClause } from './change.ts';
import { clausesOf } from './queries.ts';

/** Makes these texts the definition of a team, in their order. Each difference is recorded; clauses that stay are cited as before. */
export function saveDefinition(
  tx: Tx,
  { teamId, texts, by }: { teamId: number; texts: readonly string[]; by: string },
  now: Date,
): void {
  const at = (text: string) => texts.findIndex((one) => sameWords(one, text));
  for (const { id: clauseId, text: former, version } of clausesOf(tx, teamId)) {
    const text = texts[at(former)];
    if (text === undefined) retireClause(tx, { teamId, by, clauseId }, now);
    else editClause(tx, { teamId, by, clauseId, version, text }, now);
  }
  for (const text of texts) {
    if (!clausesOf(tx, teamId).some((clause) => sameWords(clause.text, text))) addClause(tx, { teamId, by, text }, now);
  }
  for (;;) {
    const clauses = clausesOf(tx, teamId);
    const late = clauses.find(({ text }, index) => at(text) < at(clauses[index - 1]?.text ?? ''));
    if (!late) return;
    moveClause(tx, { teamId, by, clauseId: late.id, direction: 'up' }, now);
  }
}
