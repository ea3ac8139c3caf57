import { addAgendaPoint } from '../../agenda/points.ts';
import { eq } from '../../platform/db/drizzle.ts';
import type { Db } from '../../platform/db/open.ts';
import type { Tx } from '../../platform/db/write.ts';
import { UserError } from '../../platform/errors.ts';
import { enqueue } from '../../platform/outbox/enqueue.ts';
import { mention } from '../../platform/slack/mrkdwn.ts';
import { MINUTE_MS } from '../../platform/time/units.ts';
import { requireSalesTeam } from '../../teams/queries.ts';
import { nextWorkingMoment } from '../../teams/working-time.ts';
import { sameWords } from '../same-words.ts';
import { clausesOf, countClauses, requireClause } from './queries.ts';
import { type Clause, definitionChanges, definitionClauses } from './table.ts';
import { type ClauseChange, type ClauseChangeDetails, MOST_CLAUSES } from './types.ts';

/** The caller checks permissions: `definition.edit` in commands/permissions.ts. */
interface Edit {
  teamId: number;
  by: string;
}

/** Why this text cannot be a new clause, or the text of `clauseId`: a sentence for the field. */
export function clauseFault(
  db: Db,
  { teamId, clauseId, text }: { teamId: number; clauseId: number | null; text: string },
): string | undefined {
  if (clauseId === null && countClauses(db, teamId) >= MOST_CLAUSES) {
    return `A definition has at most ${MOST_CLAUSES} clauses. Please retire one first.`;
  }
  const isThere = clausesOf(db, teamId).some((clause) => clause.id !== clauseId && sameWords(clause.text, text));
  return isThere ? 'The definition says this already.' : undefined;
}

/** @throws UserError if it exists already, or the limit is reached. */
export function addClause(tx: Tx, { teamId, by, text }: Edit & { text: string }, now: Date): void {
  requireFitting(tx, { teamId, clauseId: null, text });
  const position = Math.max(0, ...clausesOf(tx, teamId).map((clause) => clause.position)) + 1;
  const { id } = tx
    .insert(definitionClauses)
    .values({ teamId, text, position, updatedAt: now, updatedBy: by })
    .returning({ id: definitionClauses.id })
    .get();
  record(tx, { teamId, by }, { clauseId: id, kind: 'added', details: { text } }, now);
}

/**
 * `version` is that of the clause as its editor saw it.
 * @throws UserError with the current text if another person edited it meanwhile.
 */
export function editClause(
  tx: Tx,
  { teamId, by, clauseId, version, text }: Edit & { clauseId: number; version: number; text: string },
  now: Date,
): void {
  const clause = requireClause(tx, teamId, clauseId);
  if (clause.text === text) return;
  if (clause.version !== version) {
    throw new UserError(`${mention(clause.updatedBy)} changed this clause in the meantime. Please open it again.`);
  }
  requireFitting(tx, { teamId, clauseId, text });
  update(tx, clause, { text, version: version + 1 }, by, now);
  record(tx, { teamId, by }, { clauseId, kind: 'edited', details: { from: clause.text, to: text } }, now);
}

/** Moves a clause one place up or down; at the end of the list nothing happens. */
export function moveClause(
  tx: Tx,
  { teamId, by, clauseId, direction }: Edit & { clauseId: number; direction: 'up' | 'down' },
  now: Date,
): void {
  requireClause(tx, teamId, clauseId);
  const clauses = clausesOf(tx, teamId);
  const from = clauses.findIndex(({ id }) => id === clauseId);
  const to = direction === 'up' ? from - 1 : from + 1;
  const [clause, neighbour] = [clauses[from], clauses[to]];
  if (!clause || !neighbour) return;
  update(tx, clause, { position: neighbour.position }, by, now);
  // The neighbour keeps its editor and time: only its place changed.
  update(tx, neighbour, { position: clause.position }, neighbour.updatedBy, neighbour.updatedAt);
  record(tx, { teamId, by }, { clauseId, kind: 'moved', details: { from: from + 1, to: to + 1 } }, now);
}

/** Removes a clause from the definition. Earlier citations keep its text. */
export function retireClause(tx: Tx, { teamId, by, clauseId }: Edit & { clauseId: number }, now: Date): void {
  const clause = requireClause(tx, teamId, clauseId);
  update(tx, clause, { retiredAt: now }, by, now);
  record(tx, { teamId, by }, { clauseId, kind: 'retired', details: { text: clause.text } }, now);
}

function requireFitting(tx: Tx, clause: Parameters<typeof clauseFault>[1]): void {
  const fault = clauseFault(tx, clause);
  if (fault) throw new UserError(fault);
}

function update(tx: Tx, { id }: Clause, change: Partial<Clause>, updatedBy: string, updatedAt: Date): void {
  tx.update(definitionClauses)
    .set({ ...change, updatedBy, updatedAt })
    .where(eq(definitionClauses.id, id))
    .run();
}

/** Long enough to write a few clauses, so that the team gets one message about them, during working time. */
const TOLD_AFTER_MS = 5 * MINUTE_MS;

function record<K extends ClauseChange>(
  tx: Tx,
  { teamId, by }: Edit,
  change: { clauseId: number; kind: K; details: ClauseChangeDetails[K] },
  now: Date,
): void {
  const { id: changeId } = tx
    .insert(definitionChanges)
    .values({ teamId, by, at: now, ...change })
    .returning({ id: definitionChanges.id })
    .get();
  // A new order is nothing to discuss.
  if (change.kind !== 'moved') addAgendaPoint(tx, { about: { kind: 'definition', teamId, changeId }, by: null }, now);
  const team = requireSalesTeam(tx, teamId);
  const notBefore = nextWorkingMoment(team, new Date(now.getTime() + TOLD_AFTER_MS));
  const dedupeKey = `definition:${teamId}`;
  enqueue(tx, 'definition', { teamId, changeId }, { orderingKey: team.channelId, dedupeKey, notBefore }, now);
}
