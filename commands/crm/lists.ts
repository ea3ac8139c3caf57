import type { ModalView } from '@slack/types';
import { requireConnection } from '../../src/crm/connection.ts';
import { deadLetters, leaveOut, tryAgain } from '../../src/crm/dead-letters.ts';
import { keptRecords } from '../../src/crm/kept.ts';
import { recordOfLead } from '../../src/crm/links.ts';
import { choosePerson, listCrmPeople } from '../../src/crm/people.ts';
import { withCard } from '../../src/leads/card-place.ts';
import { leadById } from '../../src/leads/queries.ts';
import { UserError } from '../../src/platform/errors.ts';
import { pageOf, rowsOf } from '../../src/platform/paging.ts';
import { idIn } from '../../src/platform/slack/private-metadata.ts';
import {
  CRM_LIST_SIZE,
  KEPT_PAGE,
  keptModal,
  listActions,
  REFUSALS_PAGE,
  refusalsModal,
} from '../../views/crm/lists.ts';
import { crmActions } from '../../views/crm/page.ts';
import {
  PEOPLE_PAGE,
  PEOPLE_SIZE,
  PERSON,
  PERSON_FORM,
  peopleModal,
  personModal,
  readPerson,
} from '../../views/crm/people.ts';
import type { Deps } from '../deps.ts';
import type { Router } from '../guard.ts';
import { firstPage } from './pages.ts';

/** The lists behind the page of the CRM: refused writes, records that are no lead, and people. */
export function routes(router: Router, deps: Deps): void {
  const { db } = deps;
  const allow = 'crm.manage';

  router.press(crmActions.refusals, { allow, run: () => ({ open: refusalsPage(deps, 0) }) });
  router.page(REFUSALS_PAGE, { allow, run: ({ page }) => refusalsPage(deps, page) });
  router.press([listActions.again, listActions.allAgain], {
    allow,
    change: (tx, { value, person: { id: by } }, now) => {
      const leadId = idIn(value);
      tryAgain(tx, { connectionId: requireConnection(tx).id, by, ...(leadId > 0 && { leadId }) }, now);
    },
    run: () => {
      deps.reschedule();
      return { update: refusalsPage(deps, 0), root: () => firstPage(deps) };
    },
  });
  router.press(listActions.leave, {
    allow,
    change: (tx, { value, person: { id: by } }, now) =>
      leaveOut(tx, { connectionId: requireConnection(tx).id, by, leadId: idIn(value) }, now),
    run: () => ({ update: refusalsPage(deps, 0), root: () => firstPage(deps) }),
  });

  router.press(crmActions.kept, { allow, run: () => ({ open: keptPage(deps, 0) }) });
  router.page(KEPT_PAGE, { allow, run: ({ page }) => keptPage(deps, page) });

  router.press(crmActions.people, { allow, run: () => ({ open: peoplePage(deps, 0) }) });
  router.page(PEOPLE_PAGE, { allow, run: ({ page }) => peoplePage(deps, page) });
  router.press(PERSON, {
    allow,
    run: ({ value }) => ({ open: personModal({ label: labelOf(deps), person: personNamed(deps, value) }) }),
  });
  router.submit(PERSON_FORM, {
    allow,
    read: readPerson,
    change: (tx, { value: { user: userId }, ref: { ownerId } }, now) =>
      choosePerson(tx, { connectionId: requireConnection(tx).id, ownerId, userId }, now),
    run: () => ({ previous: () => peoplePage(deps, 0), root: () => firstPage(deps) }),
  });

  function personNamed({ db: from }: Deps, ownerId: string) {
    const found = listCrmPeople(from, requireConnection(from).id).find((one) => one.ownerId === ownerId);
    if (!found) throw new UserError('This person is not in the CRM any more.');
    return found;
  }

  function labelOf({ crms }: Deps): string {
    return crms.kindOf(requireConnection(db).kind).label;
  }

  function refusalsPage({ workspaceUrl }: Deps, wanted: number): ModalView {
    const { id } = requireConnection(db);
    const { rows, ...page } = pageOf((slice) => deadLetters(db, id, slice), { wanted, size: CRM_LIST_SIZE });
    const shown = rows.map((row) => ({ ...row, lead: leadWith(row.leadId), url: recordOfLead(db, row.leadId)?.url }));
    return refusalsModal({ ...page, label: labelOf(deps), rows: shown, workspaceUrl });
  }

  function keptPage({ workspaceUrl }: Deps, wanted: number): ModalView {
    const { id } = requireConnection(db);
    const { rows, ...page } = pageOf((slice) => keptRecords(db, id, slice), { wanted, size: CRM_LIST_SIZE });
    const shown = rows.map((row) => ({ ...row, lead: row.leadId === null ? undefined : leadWith(row.leadId) }));
    return keptModal({ ...page, label: labelOf(deps), rows: shown, workspaceUrl });
  }

  function leadWith(leadId: number) {
    const lead = leadById(db, leadId);
    return lead && withCard(db, lead);
  }

  function peoplePage(of: Deps, wanted: number): ModalView {
    const all = listCrmPeople(db, requireConnection(db).id).filter(({ isActive }) => isActive);
    const sorted = [...all.filter(({ userId }) => userId === null), ...all.filter(({ userId }) => userId !== null)];
    const { rows, ...page } = pageOf(rowsOf(sorted), { wanted, size: PEOPLE_SIZE });
    const canFind = all.every(({ email }) => email === null) || all.some(({ askedAt }) => askedAt !== null);
    return peopleModal({ ...page, label: labelOf(of), rows, canFind });
  }
}
