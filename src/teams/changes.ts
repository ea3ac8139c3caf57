/** Changes of teams on record: by whom, when, and from what to what. */
import { isDeepStrictEqual } from 'node:util';
import { recordAudit } from '../platform/audit/record.ts';
import { desc, eq } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import type { Tx } from '../platform/db/write.ts';
import { type TeamChange, teamChanges } from './table.ts';

interface Change {
  teamId: number;
  /** The seller whose rotation changed; left out for the team itself. */
  userId?: string;
  /** Null for a new team. */
  before: object | null;
  after: object;
  /** A person's id, or words for the command line. */
  by: string;
}

/** Fields that every save sets. */
const NOT_RECORDED = new Set(['id', 'updatedAt', 'updatedBy']);

/** Records the fields that differ. @returns the id of the change; undefined if nothing changed. */
export function recordTeamChange(tx: Tx, { teamId, userId, before, after, by }: Change, now: Date): number | undefined {
  const [was, is] = [{ ...before } as Record<string, unknown>, { ...after } as Record<string, unknown>];
  const fields = Object.keys(is).filter(
    (field) => !NOT_RECORDED.has(field) && !isDeepStrictEqual(is[field], was[field]),
  );
  if (fields.length === 0) return undefined;
  const only = (values: Record<string, unknown>) => Object.fromEntries(fields.map((field) => [field, values[field]]));
  const row = { teamId, userId: userId ?? null, before: before && only(was), after: only(is), by, at: now };
  const kind = userId !== undefined ? 'team.rotation_changed' : before === null ? 'team.created' : 'team.changed';
  const details = { ...(userId !== undefined && { person: userId }), from: row.before, to: row.after };
  recordAudit(tx, { kind, actor: by, subject: `team:${teamId}`, details }, now);
  return tx.insert(teamChanges).values(row).returning({ id: teamChanges.id }).get().id;
}

/** Newest first. */
export const changesOfTeam = (db: Db, teamId: number, limit: number): TeamChange[] =>
  db.select().from(teamChanges).where(eq(teamChanges.teamId, teamId)).orderBy(desc(teamChanges.id)).limit(limit).all();

/** The change in which a team got another manager. */
export function managerChange(db: Db, id: number): { change: TeamChange; before: string; after: string } | undefined {
  const change = db.select().from(teamChanges).where(eq(teamChanges.id, id)).get();
  const [before, after] = [change?.before?.managerId, change?.after.managerId];
  return change && typeof before === 'string' && typeof after === 'string' ? { change, before, after } : undefined;
}
