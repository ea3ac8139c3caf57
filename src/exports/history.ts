import { inSight, type Sight } from '../leads/reads/sight.ts';
import { leadHistory, leads } from '../leads/table.ts';
import { and, asc, eq, getTableColumns, gte, lte, sql } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import { requestHistory } from '../requests/table.ts';
import { byIds, type Cell, type Dataset, isSince, type Wanted } from './dataset.ts';
import { importedSince } from './imported.ts';

/** The changes of leads, and then those of requests. `entry` is unique for each of the two. */
export const historyDataset: Dataset = {
  title: 'History of leads and requests',
  subject: 'history',
  columns: ['of', 'id', 'entry', 'change', 'by', 'at', 'status_after', 'details'],
  *rows(db, wanted) {
    yield* ofLeads(db, wanted);
    yield* ofRequests(db, wanted);
  },
};

function* ofLeads(db: Db, { since, sight }: Wanted): Generator<Cell[]> {
  const imported = importedSince(db, since);
  const last = db.select({ id: sql<number | null>`max(id)` }).from(leadHistory).get()?.id ?? 0;
  for (const some of byIds(last, (from, to) => leadEntries(db, { from, to, sight }))) {
    const isNew = imported([...new Set(some.map(({ leadId }) => leadId))]);
    for (const entry of some)
      if (isSince(entry.at, since) || isNew.has(entry.leadId)) yield cellsOf('lead', entry.leadId, entry);
  }
}

const leadEntries = (db: Db, { from, to, sight }: { from: number; to: number; sight: Sight | undefined }) =>
  db
    .select(getTableColumns(leadHistory))
    .from(leadHistory)
    .innerJoin(leads, eq(leads.id, leadHistory.leadId))
    .where(and(gte(leadHistory.id, from), lte(leadHistory.id, to), sight && inSight(sight)))
    .orderBy(asc(leadHistory.id))
    .all();

function* ofRequests(db: Db, { since }: Wanted): Generator<Cell[]> {
  const last = db.select({ id: sql<number | null>`max(id)` }).from(requestHistory).get()?.id ?? 0;
  const read = (from: number, to: number) =>
    db
      .select()
      .from(requestHistory)
      .where(and(gte(requestHistory.id, from), lte(requestHistory.id, to)))
      .orderBy(asc(requestHistory.id))
      .all();
  for (const some of byIds(last, read))
    for (const entry of some) if (isSince(entry.at, since)) yield cellsOf('request', entry.requestId, entry);
}

interface Entry {
  id: number;
  kind: string;
  actorId: string | null;
  at: Date;
  statusAfter: string;
  details: unknown;
}

const cellsOf = (of: 'lead' | 'request', id: number, entry: Entry): Cell[] => [
  of,
  id,
  entry.id,
  entry.kind,
  entry.actorId,
  entry.at,
  entry.statusAfter,
  entry.details as Record<string, unknown> | null,
];
