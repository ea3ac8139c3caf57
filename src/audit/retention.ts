import { countBefore, newestBefore } from '../platform/audit/queries.ts';
import { recordAudit } from '../platform/audit/record.ts';
import { auditLog, auditStart } from '../platform/audit/table.ts';
import { BATON } from '../platform/audit/types.ts';
import { lte } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import type { Tx } from '../platform/db/write.ts';
import type { Job } from '../platform/schedule/job.ts';
import { keepingJobs, keptMonths } from '../platform/settings/retention.ts';

export const keepAuditMonths = keptMonths({
  key: 'audit.keep_months',
  group: 'Privacy',
  title: 'Retention, audit log',
  help: 'After this time, entries of the audit log are deleted, each night. Export them first if you have to keep them longer.',
  unit: ['entry', 'entries'],
  count: countBefore,
});

export const auditRetentionJobs = (db: Db): Job[] =>
  keepingJobs(db, { name: 'audit retention', kept: keepAuditMonths, run: pruneAudit });

/** Deletes the oldest entries. Triggers refuse every other deletion: they ask for the row that stays as the chain's start. */
export function pruneAudit(tx: Tx, before: Date, now: Date): void {
  const last = newestBefore(tx, before);
  if (!last) return;
  const { id: entryId, hash } = last;
  recordAudit(tx, { kind: 'audit.pruned', actor: BATON, details: { through: entryId, hash } }, now);
  tx.insert(auditStart).values({ entryId, hash }).run();
  tx.delete(auditLog).where(lte(auditLog.id, entryId)).run();
}
