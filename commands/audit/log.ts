import { auditPage } from '../../src/platform/audit/queries.ts';
import type { AuditEntry } from '../../src/platform/audit/table.ts';
import { pageOf } from '../../src/platform/paging.ts';
import { settingNamed } from '../../src/settings/catalogue.ts';
import { teamById } from '../../src/teams/queries.ts';
import {
  AUDIT_FILTER,
  AUDIT_FILTER_FORM,
  AUDIT_PAGE,
  AUDIT_PAGE_SIZE,
  type AuditChoice,
  auditFilterModal,
  auditModal,
  readAuditChoice,
  readAuditFilter,
} from '../../views/audit/log.ts';
import type { Deps } from '../deps.ts';
import type { Router } from '../guard.ts';

/** `/baton audit`: the audit log, for admins. */
export function routes(router: Router, deps: Deps): void {
  const allow = 'audit.read';
  router.command('/baton audit', { allow, run: () => ({ open: auditFor(deps, {}, 0) }) });

  router.page(AUDIT_PAGE, { allow, run: ({ carry, page }) => auditFor(deps, readAuditChoice(carry), page) });

  router.press(AUDIT_FILTER, { allow, run: ({ value }) => ({ open: auditFilterModal(readAuditChoice(value)) }) });

  router.submit(AUDIT_FILTER_FORM, {
    allow,
    read: readAuditFilter,
    run: ({ value }) => ({ previous: () => auditFor(deps, value, 0) }),
  });
}

function auditFor({ db }: Deps, choice: AuditChoice, wanted: number) {
  const { kind, actor, day } = choice;
  const filter = { kind, actor, since: day === undefined ? undefined : new Date(`${day}T00:00:00Z`) };
  const { entries, ...shown } = pageOf((slice) => auditPage(db, filter, slice), { wanted, size: AUDIT_PAGE_SIZE });
  const rows = entries.map((entry) => ({ entry, subject: nameOf(db, entry) }));
  return auditModal({ entries: rows, choice, ...shown });
}

/** The subject as its readers know it. */
function nameOf(db: Deps['db'], { kind, subject }: AuditEntry): string | null {
  if (subject === null) return null;
  const teamId = /^team:(\d+)$/.exec(subject)?.[1];
  if (teamId !== undefined) return teamById(db, Number(teamId))?.name ?? subject;
  if (/^leads?:/.test(subject)) return subject.replace(/^(leads?):/, '$1 ');
  return kind === 'setting.changed' ? (settingNamed(subject)?.title ?? subject) : subject;
}
