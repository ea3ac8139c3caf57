import { planEntry, requireEntry } from '../../src/marketing-plan/queries.ts';
import { entriesToCheck, planRitual } from '../../src/marketing-plan/ritual.ts';
import { checkEntries, dateFault, removeEntry, saveEntry } from '../../src/marketing-plan/save.ts';
import { weekOf } from '../../src/marketing-plan/week.ts';
import { fieldFault } from '../../src/platform/slack/form.ts';
import { idIn } from '../../src/platform/slack/private-metadata.ts';
import { refreshInvitation } from '../../src/rituals/announce.ts';
import { requireOpenCycle } from '../../src/rituals/queries.ts';
import { answerAction } from '../../src/rituals/ritual.ts';
import { colleagueFault } from '../../src/teams/membership.ts';
import { ITEM_CHOICE } from '../../views/kit/item-choice.ts';
import { CAMPAIGN } from '../../views/leads/handoff.ts';
import { entryForm, readCheck, readEntry } from '../../views/marketing-plan/forms.ts';
import { PLAN_PAGE, planActions, planForms } from '../../views/marketing-plan/words.ts';
import type { Deps } from '../deps.ts';
import type { Router } from '../guard.ts';
import { again, below, checkPage, entryPage, itemsFor, lookIn, planPage } from './below.ts';

/** `/baton plan`: marketing keeps it, both teams read it. */
export function routes(router: Router, deps: Deps): void {
  const { db } = deps;
  const see = 'plan.see';
  /** Its owner may edit it. A new entry has none yet. */
  const known = (id: number | null) => {
    if (id === null) return {};
    const entry = requireEntry(db, id);
    return { entry, ownerId: entry.ownerId };
  };

  router.command('/baton plan', { allow: see, run: async ({ person }) => ({ open: await planPage(deps, person) }) });
  router.press(planActions.show, { allow: see, run: async ({ person }) => ({ open: await planPage(deps, person) }) });
  router.page(PLAN_PAGE, { allow: see, run: ({ page, person }) => planPage(deps, person, page) });
  router.press(planActions.open, {
    allow: see,
    run: async ({ value, person }) => ({ open: await entryPage(deps, idIn(value), person) }),
  });

  router.press([planActions.add, planActions.edit], {
    allow: 'plan.edit',
    resource: ({ value }) => ({ entry: undefined, ...known(value === 'new' ? null : idIn(value)) }),
    run: ({ value, resource: { entry }, modal, person, now }) => {
      const { from, to } = weekOf(db, now, 1);
      return {
        open: entryForm({
          entry,
          items: itemsFor(deps, entry?.itemIds ?? []),
          look: lookIn(modal, idIn(value)),
          ownerId: entry?.ownerId ?? person.id,
          startsOn: entry?.startsOn ?? from,
          endsOn: entry?.endsOn ?? to,
        }),
      };
    },
  });

  router.submit(planForms.entry, {
    allow: 'plan.edit',
    read: readEntry,
    resource: ({ ref: { id } }) => ({ ...known(id) }),
    check: async ({ value, now }) =>
      dateFault(db, value, now) ?? fieldFault('owner', await colleagueFault(deps.directory, value.owner, 'own it')),
    change: (tx, { ref: { id, version }, value, person }, now) => {
      const { [ITEM_CHOICE]: itemIds, [CAMPAIGN]: campaign, owner: ownerId, ...words } = value;
      saveEntry(tx, { id, version, by: person.id, form: { ...words, itemIds, campaign, ownerId } }, now);
    },
    run: ({ ref, person }) => below(deps, ref.look, person),
  });

  router.press(planActions.remove, {
    allow: 'plan.edit',
    resource: ({ value }) => ({ ownerId: planEntry(db, idIn(value))?.ownerId ?? null }),
    change: (tx, { value, person }, now) => removeEntry(tx, { id: idIn(value), by: person.id }, now),
    run: ({ value, modal, person }) => {
      const look = lookIn(modal, idIn(value));
      return again(deps, look?.startsWith('entry') ? 'list 0' : look, person);
    },
  });

  router.press(answerAction(planRitual.key), {
    allow: 'plan.check',
    run: ({ value, person, now }) => ({
      open: checkPage(deps, requireOpenCycle(db, idIn(value), person.id, now).id, person),
    }),
  });
  router.submit(planForms.check, {
    allow: 'plan.check',
    read: readCheck,
    change: (tx, { value: { cycleId }, person }, now) => {
      requireOpenCycle(tx, cycleId, person.id, now);
      const ids = entriesToCheck(tx, person.id, now).map(({ id }) => id);
      checkEntries(tx, { ids, ownerId: person.id }, now);
      refreshInvitation(tx, cycleId, person.id, now);
    },
  });
}
