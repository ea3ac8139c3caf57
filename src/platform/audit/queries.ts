import { and, asc, count, desc, eq, gt, gte, lt, sql } from '../db/drizzle.ts';
import type { Db } from '../db/open.ts';
import { type AuditEntry, auditLog, auditStart } from './table.ts';

export const lastEntry = (db: Db): AuditEntry | undefined =>
  db.select().from(auditLog).orderBy(desc(auditLog.id)).limit(1).get();

/** The entry before the oldest one that is kept; undefined while nothing was deleted. */
export function startOfChain(db: Db): { id: number; hash: string } | undefined {
  const start = db.select().from(auditStart).orderBy(desc(auditStart.entryId)).limit(1).get();
  return start && { id: start.entryId, hash: start.hash };
}

export interface AuditFilter {
  kind?: string | undefined;
  actor?: string | undefined;
  since?: Date | undefined;
}

const matching = ({ kind, actor, since }: AuditFilter) =>
  and(
    kind === undefined ? undefined : eq(auditLog.kind, kind),
    actor === undefined ? undefined : eq(auditLog.actor, actor),
    since === undefined ? undefined : gte(auditLog.at, since),
  );

/** Newest first. */
export const auditPage = (db: Db, filter: AuditFilter, { limit, offset }: { limit: number; offset: number }) => ({
  entries: db
    .select()
    .from(auditLog)
    .where(matching(filter))
    .orderBy(desc(auditLog.id))
    .limit(limit)
    .offset(offset)
    .all(),
  total: db.select({ entries: count() }).from(auditLog).where(matching(filter)).get()?.entries ?? 0,
});

/** The next entries in their order. */
export const entriesAfter = (db: Db, id: number, limit: number, since?: Date): AuditEntry[] =>
  db
    .select()
    .from(auditLog)
    .where(and(gt(auditLog.id, id), since === undefined ? undefined : gte(auditLog.at, since)))
    .orderBy(asc(auditLog.id))
    .limit(limit)
    .all();

export const hasSince = (db: Db, { kind, actor, subject }: Record<'kind' | 'actor' | 'subject', string>, since: Date) =>
  db
    .select({ id: auditLog.id })
    .from(auditLog)
    .where(
      and(eq(auditLog.actor, actor), eq(auditLog.kind, kind), eq(auditLog.subject, subject), gte(auditLog.at, since)),
    )
    .limit(1)
    .get() !== undefined;

/** The newest entry of a kind. */
export const newestOf = (db: Db, kind: string): AuditEntry | undefined =>
  db.select().from(auditLog).where(eq(auditLog.kind, kind)).orderBy(desc(auditLog.id)).limit(1).get();

/** The newest entry before this moment. */
export const newestBefore = (db: Db, before: Date): AuditEntry | undefined =>
  db.select().from(auditLog).where(lt(auditLog.at, before)).orderBy(desc(auditLog.id)).limit(1).get();

export const countBefore = (db: Db, before: Date): number =>
  db.select({ entries: sql<number>`count(*)` }).from(auditLog).where(lt(auditLog.at, before)).get()?.entries ?? 0;
