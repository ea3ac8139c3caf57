import { requireConnection, setPlan } from '../../src/crm/connection.ts';
import type { CrmPlan } from '../../src/crm/crm.ts';
import { proposePlan } from '../../src/crm/propose.ts';
import type { Tx } from '../../src/platform/db/write.ts';
import { UserError } from '../../src/platform/errors.ts';
import { fieldFault } from '../../src/platform/slack/form.ts';
import { standingFault } from '../../src/teams/membership.ts';
import { choiceIds, choicesFor, found } from '../../views/crm/choices.ts';
import { crmActions } from '../../views/crm/page.ts';
import {
  DEALS_FORM,
  dealsModal,
  FIELDS_FORM,
  fieldsModal,
  PLAN_FORM,
  RULES_FORM,
  readDeals,
  readFields,
  readPlan,
  readRules,
  rulesModal,
} from '../../views/crm/plan.ts';
import { readStatus, STATUS_FIELD, STATUS_FORM, statusModal, statusOf } from '../../views/crm/status.ts';
import type { Deps } from '../deps.ts';
import type { Router } from '../guard.ts';
import { firstPage, openWithChoices, planPage, requirePlan } from './pages.ts';

/** The choices of an admin, from those that the CRM has. */
export function routes(router: Router, deps: Deps): void {
  const { db, crms } = deps;
  const allow = 'crm.manage';
  const choices = () => {
    const connection = requireConnection(db);
    return crms.knownChoices(connection) ?? crms.readChoices(connection);
  };
  const requireKnown = () => {
    const known = crms.knownChoices(requireConnection(db));
    if (!known) throw new UserError('The choices of the CRM have to be read again. Press *Save* once more.');
    return known;
  };
  const label = () => crms.kindOf(requireConnection(db).kind).label;
  const save = (tx: Tx, by: string, part: Partial<CrmPlan>, now: Date) =>
    setPlan(tx, { plan: { ...requirePlan(deps), ...part }, by }, now);
  const saved = () => ({ root: () => firstPage(deps, { notice: 'Saved.' }) });

  for (const id of choiceIds)
    router.options(id, { allow, run: async ({ typed }) => found(choicesFor(id, (await choices()).offers), typed) });

  router.press(crmActions.plan, {
    allow,
    run: ({ person }) => openWithChoices(deps, 'Incoming leads', (known) => planPage(deps, known, person.id)),
  });

  router.submit(PLAN_FORM, {
    allow,
    read: readPlan,
    check: async ({ value: { marketerId } }) => {
      // For the change, which cannot wait.
      await choices();
      const person = await deps.directory.person(marketerId);
      return fieldFault('marketer', standingFault(person, 'lead'));
    },
    change: (tx, { value, person: { id: by } }, now) => {
      const plan = requireConnection(tx).plan ?? proposePlan(requireKnown().offers, value);
      setPlan(tx, { plan: { ...plan, ...value }, by }, now);
    },
    run: saved,
  });

  router.press(crmActions.status, {
    allow,
    run: () =>
      openWithChoices(deps, 'Status', ({ offers }) => statusModal({ status: requirePlan(deps).status, offers })),
  });

  router.press(STATUS_FIELD, {
    allow,
    run: async ({ value }) => {
      const { offers } = await choices();
      const { status } = requirePlan(deps);
      return { update: statusModal({ status: status?.field === value ? status : statusOf(value, offers), offers }) };
    },
  });

  router.submit(STATUS_FORM, {
    allow,
    read: readStatus,
    change: (tx, { value: status, person }, now) => save(tx, person.id, { status }, now),
    run: saved,
  });

  router.press(crmActions.deals, {
    allow,
    run: () => openWithChoices(deps, 'Deals', ({ offers }) => dealsModal({ plan: requirePlan(deps), offers })),
  });

  router.submit(DEALS_FORM, {
    allow,
    read: readDeals,
    change: (tx, { value: deals, person }, now) => save(tx, person.id, { deals }, now),
    run: saved,
  });

  router.press(crmActions.fields, {
    allow,
    run: () =>
      openWithChoices(deps, 'Outgoing fields', ({ offers }) =>
        fieldsModal({ label: label(), plan: requirePlan(deps), offers }),
      ),
  });

  router.submit(FIELDS_FORM, {
    allow,
    read: readFields,
    change: (tx, { value: fields, person }, now) => save(tx, person.id, { fields }, now),
    run: saved,
  });

  router.press(crmActions.rules, {
    allow,
    run: () => ({ open: rulesModal({ label: label(), plan: requirePlan(deps) }) }),
  });

  router.submit(RULES_FORM, {
    allow,
    read: readRules,
    change: (tx, { value, person }, now) => save(tx, person.id, value, now),
    run: saved,
  });
}
