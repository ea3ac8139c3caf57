import { entriesAfter, lastEntry } from '../platform/audit/queries.ts';
import { byIds, type Dataset, isSince } from './dataset.ts';

/** With the hash of each entry. */
export const auditDataset: Dataset = {
  title: 'Audit log',
  subject: 'audit log',
  columns: ['id', 'at', 'kind', 'actor', 'subject', 'details', 'hash'],
  *rows(db, { since }) {
    const read = (from: number, to: number) => entriesAfter(db, from - 1, to - from + 1).filter(({ id }) => id <= to);
    for (const some of byIds(lastEntry(db)?.id ?? 0, read))
      for (const { id, at, kind, actor, subject, details, hash } of some)
        if (isSince(at, since)) yield [id, at, kind, actor, subject, details, hash];
  },
};
