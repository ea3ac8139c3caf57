import { libraryItems } from '../library/table.ts';
import { and, asc, gte, lte, sql } from '../platform/db/drizzle.ts';
import { byIds, type Dataset, isSince } from './dataset.ts';

/** The items without their files, retired ones included. */
export const libraryDataset: Dataset = {
  title: 'Library',
  subject: 'library',
  columns: [
    'id',
    'title',
    'kind',
    'stage',
    'tags',
    'summary',
    'link',
    'file',
    'owner',
    'review_at',
    'retired_at',
    'version',
    'request',
    'added_at',
    'added_by',
    'updated_at',
    'updated_by',
  ],
  *rows(db, { since }) {
    const last = db.select({ id: sql<number | null>`max(id)` }).from(libraryItems).get()?.id ?? 0;
    const read = (from: number, to: number) =>
      db
        .select()
        .from(libraryItems)
        .where(and(gte(libraryItems.id, from), lte(libraryItems.id, to)))
        .orderBy(asc(libraryItems.id))
        .all();
    for (const some of byIds(last, read)) {
      for (const item of some) {
        if (!isSince(item.updatedAt, since)) continue;
        yield [
          item.id,
          item.title,
          item.kind,
          item.stage,
          item.tags,
          item.summary,
          item.link,
          item.file?.name ?? null,
          item.ownerId,
          item.reviewAt,
          item.retiredAt,
          item.version,
          item.requestId,
          item.createdAt,
          item.createdBy,
          item.updatedAt,
          item.updatedBy,
        ];
      }
    }
  },
};
