import { leads } from '../leads/table.ts';
import { and, asc, count, desc, eq, inArray, isNotNull, isNull, ne, sql } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import { preparedRows } from '../platform/db/prepared.ts';
import type { Tx } from '../platform/db/write.ts';
import { UserError } from '../platform/errors.ts';
import { type Import, type ImportRow, importRows, imports } from './table.ts';
import type { ImportPlan } from './types.ts';

const byId = preparedRows(imports, eq(imports.id, sql.placeholder('id')));

export const importById = (db: Db, id: number): Import | undefined => byId(db).get({ id });

export function requireImport(db: Db, id: number): Import {
  const one = importById(db, id);
  if (!one) throw new UserError('This import no longer exists. Drop the file again.');
  return one;
}

export function updateImport(tx: Tx, one: Import, change: Partial<Omit<Import, 'id'>>): Import {
  return tx.update(imports).set(change).where(eq(imports.id, one.id)).returning().get() ?? one;
}

/** Imports of files in Slack that are under way, the oldest first. The command line works on its own. */
export const importsUnderWay = (db: Db): Import[] =>
  db
    .select()
    .from(imports)
    .where(and(inArray(imports.state, ['checking', 'running', 'undoing']), isNotNull(imports.fileId)))
    .orderBy(asc(imports.id))
    .all();

/** The last import of the same bytes that added leads, besides this one. */
export const earlierImport = (db: Db, { id, sha256 }: Pick<Import, 'id' | 'sha256'>): Import | undefined =>
  db
    .select()
    .from(imports)
    .where(and(eq(imports.sha256, sha256), ne(imports.id, id), eq(imports.state, 'done')))
    .orderBy(desc(imports.id))
    .limit(1)
    .get();

const rowByLine = preparedRows(
  importRows,
  and(eq(importRows.importId, sql.placeholder('importId')), eq(importRows.line, sql.placeholder('line'))),
);

export const rowOf = (db: Db, importId: number, line: number): ImportRow | undefined =>
  rowByLine(db).get({ importId, line });

/** The import of the same bytes by the same choices that was interrupted, so that it goes on where it was. */
export const unfinishedImport = (
  db: Db,
  { id, sha256 }: Pick<Import, 'id' | 'sha256'>,
  plan: ImportPlan,
): Import | undefined =>
  db
    .select()
    .from(imports)
    .where(and(eq(imports.sha256, sha256), ne(imports.id, id), eq(imports.state, 'running'), isNull(imports.fileId)))
    .all()
    .find((one) => JSON.stringify(one.plan) === JSON.stringify(plan));

/** Dropped files that are not read yet. */
export const arrivedImports = (db: Db): Import[] =>
  db
    .select()
    .from(imports)
    .where(and(eq(imports.state, 'arrived'), isNotNull(imports.fileId)))
    .orderBy(asc(imports.id))
    .all();

/** The people whom an import gave its new leads to, with how many, the most first. */
export const sharesOf = (db: Db, importId: number): { userId: string; leads: number }[] =>
  db
    .select({ userId: sql<string>`${leads.assigneeId}`, leads: count() })
    .from(importRows)
    .innerJoin(leads, eq(leads.id, importRows.leadId))
    .where(and(eq(importRows.importId, importId), eq(importRows.result, 'added'), isNotNull(leads.assigneeId)))
    .groupBy(leads.assigneeId)
    .orderBy(desc(count()), leads.assigneeId)
    .all();
