import { and, asc, count, desc, eq, gt, isNotNull, sql } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import { prepared, preparedRows } from '../platform/db/prepared.ts';
import { UserError } from '../platform/errors.ts';
import {
  intakeKept,
  intakeKeys,
  intakeReceipts,
  intakeSources,
  type Kept,
  type Receipt,
  type Source,
  type SourceKey,
} from './table.ts';
import type { KeptKind } from './types.ts';

const byId = preparedRows(intakeSources, eq(intakeSources.id, sql.placeholder('id')));

export function requireSource(db: Db, id: number): Source {
  const source = byId(db).get({ id });
  if (!source) throw new UserError('This source no longer exists.');
  return source;
}

const bySlug = preparedRows(intakeSources, eq(intakeSources.slug, sql.placeholder('slug')));

/** By the last part of its address. */
export const sourceBySlug = (db: Db, slug: string): Source | undefined => bySlug(db).get({ slug });

/** By name. */
export const allSources = (db: Db): Source[] =>
  db
    .select()
    .from(intakeSources)
    .orderBy(asc(sql`lower(${intakeSources.name})`))
    .all();

const first = prepared((db) => db.select({ id: intakeSources.id }).from(intakeSources).limit(1).prepare());

/** Whether the HTTP door has to be open. */
export const hasSources = (db: Db): boolean => first(db).get() !== undefined;

const ofSource = preparedRows(intakeKeys, eq(intakeKeys.sourceId, sql.placeholder('sourceId')));

/** All keys of a source, past ones included. */
export const keysOfSource = (db: Db, sourceId: number): SourceKey[] => ofSource(db).all({ sourceId });

const keptById = preparedRows(intakeKept, eq(intakeKept.id, sql.placeholder('id')));

export const keptBody = (db: Db, id: number): Kept | undefined => keptById(db).get({ id });

export function requireKept(db: Db, id: number): Kept {
  const kept = keptBody(db, id);
  if (!kept) throw new UserError('This entry was taken in already, or it has expired.');
  return kept;
}

/** The bodies of a source that are no lead yet, newest first. */
export const keptOf = (db: Db, sourceId: number, now: Date, limit = 20, kind?: KeptKind): Kept[] =>
  db
    .select()
    .from(intakeKept)
    .where(
      and(
        eq(intakeKept.sourceId, sourceId),
        gt(intakeKept.expiresAt, now),
        kind === undefined ? undefined : eq(intakeKept.kind, kind),
      ),
    )
    .orderBy(desc(intakeKept.id))
    .limit(limit)
    .all();

/** The numbers of bodies of each source that are no lead yet. */
export const waitingBodies = (db: Db, now: Date): { sourceId: number; kind: KeptKind; bodies: number }[] =>
  db
    .select({ sourceId: intakeKept.sourceId, kind: intakeKept.kind, bodies: count() })
    .from(intakeKept)
    .where(gt(intakeKept.expiresAt, now))
    .groupBy(intakeKept.sourceId, intakeKept.kind)
    .all();

/** When each source last sent a lead, as long as receipts are kept. */
export const lastLeads = (db: Db): { sourceId: number; at: number }[] =>
  db
    .select({ sourceId: intakeReceipts.sourceId, at: sql<number>`max(${intakeReceipts.at})` })
    .from(intakeReceipts)
    .where(isNotNull(intakeReceipts.leadId))
    .groupBy(intakeReceipts.sourceId)
    .all();

/** The bodies that could not be read, by source; sources without any are left out. */
export const unreadBySource = (db: Db): { source: string; bodies: number }[] =>
  db
    .select({ source: intakeSources.name, bodies: count() })
    .from(intakeKept)
    .innerJoin(intakeSources, eq(intakeSources.id, intakeKept.sourceId))
    .where(eq(intakeKept.kind, 'unread'))
    .groupBy(intakeSources.id)
    .orderBy(asc(intakeSources.id))
    .all();

const receipt = preparedRows(
  intakeReceipts,
  and(eq(intakeReceipts.sourceId, sql.placeholder('sourceId')), eq(intakeReceipts.key, sql.placeholder('key'))),
);

export const receiptOf = (db: Db, sourceId: number, key: string): Receipt | undefined =>
  receipt(db).get({ sourceId, key });
