import type { ModalView } from '@slack/types';
import { usualCurrency } from '../../src/leads/settings.ts';
import { UserError } from '../../src/platform/errors.ts';
import { pageOf } from '../../src/platform/paging.ts';
import { settingOf } from '../../src/platform/settings/queries.ts';
import type { Person } from '../../src/platform/slack/directory.ts';
import { idIn } from '../../src/platform/slack/private-metadata.ts';
import { catchUp } from '../../src/scoreboard/catch-up.ts';
import { approveTarget } from '../../src/targets/approve.ts';
import { enterBottomUp, enterTopDown } from '../../src/targets/enter.ts';
import { readTargetPage, type TargetPage } from '../../src/targets/page.ts';
import { changesOfTarget, requireTarget } from '../../src/targets/queries.ts';
import { type TargetSide, targetSides } from '../../src/targets/types.ts';
import { teamsOf } from '../../src/teams/membership.ts';
import { CHANGES_PAGE, CHANGES_SIZE, changesModal } from '../../views/targets/changes.ts';
import {
  BOTTOM_UP_FORM,
  bottomUpModal,
  readBottomUp,
  readTopDown,
  TOP_DOWN_FORM,
  topDownModal,
} from '../../views/targets/forms.ts';
import {
  APPROVE,
  BOTTOM_UP,
  readTargetCarry,
  TARGET_CHANGES,
  TARGET_PERIOD,
  TARGET_TEAM,
  TOP_DOWN,
  targetCarry,
  targetModal,
} from '../../views/targets/target.ts';
import { OPEN_TARGETS } from '../../views/targets/words.ts';
import type { Deps } from '../deps.ts';
import { may, type Router } from '../guard.ts';

/** `/baton targets`: both sides enter their figures, and approve those of the other. */
export function routes(router: Router, deps: Deps): void {
  const { db } = deps;
  const show = 'target.see';
  const place = (carry: string) => {
    const { team, period } = pageFor(deps, carry);
    return { teamId: team.id, period: period.key };
  };

  router.command('/baton targets', {
    allow: show,
    run: async ({ person }) => ({ open: await modalFor(deps, await ownCarry(deps, person), person) }),
  });
  router.press(OPEN_TARGETS, {
    allow: show,
    run: async ({ value, person }) => ({
      open: await modalFor(deps, readTargetCarry(value).teamId ? value : await ownCarry(deps, person), person),
    }),
  });
  router.press([TARGET_TEAM, TARGET_PERIOD], {
    allow: show,
    run: async ({ value, person }) => ({ update: await modalFor(deps, value, person) }),
  });

  router.press(TOP_DOWN, {
    allow: 'target.top_down',
    run: ({ value }) => ({ open: topDownModal(openPage(deps, value), settingOf(db, usualCurrency)) }),
  });
  router.press(BOTTOM_UP, {
    allow: 'target.bottom_up',
    resource: ({ value }) => place(value),
    run: ({ value }) => ({ open: bottomUpModal(openPage(deps, value), settingOf(db, usualCurrency)) }),
  });

  router.submit(TOP_DOWN_FORM, {
    allow: 'target.top_down',
    read: readTopDown,
    change: (tx, { ref, value, person }, now) => void enterTopDown(tx, { ...ref, by: person.id }, value, now),
    run: ({ ref, person }) => ({ previous: () => modalFor(deps, targetCarry(ref.teamId, ref.period), person) }),
  });
  router.submit(BOTTOM_UP_FORM, {
    allow: 'target.bottom_up',
    read: readBottomUp,
    resource: ({ ref: { teamId } }) => ({ teamId }),
    change: (tx, { ref, value, person }, now) => void enterBottomUp(tx, { ...ref, by: person.id }, value, now),
    run: ({ ref, person }) => ({ previous: () => modalFor(deps, targetCarry(ref.teamId, ref.period), person) }),
  });

  for (const side of targetSides) {
    router.press(APPROVE[side], {
      allow: ruleOf[side],
      resource: ({ value }) => requireTarget(db, idIn(value.split(' ')[0])),
      change: (tx, { value, resource: { id }, person }, now) => {
        const version = idIn(value.split(' ')[1]);
        return approveTarget(tx, { targetId: id, side, version, by: person.id }, now);
      },
      run: async ({ changed: { teamId, period }, person }) => ({
        update: await modalFor(deps, targetCarry(teamId, period), person),
      }),
    });
  }

  router.press(TARGET_CHANGES, { allow: show, run: ({ value }) => ({ open: changes(deps, idIn(value), 0) }) });
  router.page(CHANGES_PAGE, { allow: show, run: ({ carry, page }) => changes(deps, idIn(carry), page) });
}

const ruleOf = { marketing: 'target.top_down', sales: 'target.bottom_up' } as const satisfies Record<
  TargetSide,
  string
>;

/** The reader's own sales team first. */
async function ownCarry(deps: Deps, person: Person): Promise<string> {
  const own = await teamsOf(deps, person.id, 'sales');
  const team = own.find(({ managerId }) => managerId === person.id) ?? own[0];
  return team ? targetCarry(team.id, '') : '';
}

function pageFor({ db, now }: Deps, carry: string): TargetPage {
  const page = readTargetPage(db, readTargetCarry(carry), now());
  if (!page) throw new UserError('There is no sales team yet, and targets are for sales teams.');
  return page;
}

function openPage(deps: Deps, carry: string): TargetPage {
  const page = pageFor(deps, carry);
  if (!page.isOpen) throw new UserError('This period is over. Its target stays as it was.');
  return page;
}

/** A trigger lives three seconds. */
const MOST_WAIT_MS = 1_000;

async function modalFor(deps: Deps, carry: string, person: Person): Promise<ModalView> {
  await catchUp(deps, AbortSignal.timeout(MOST_WAIT_MS));
  const page = pageFor(deps, carry);
  const allowed = await Promise.all(
    targetSides.map((side) => may(deps, ruleOf[side], person, { teamId: page.team.id })),
  );
  return targetModal({ page, sides: targetSides.filter((_, at) => allowed[at]) });
}

function changes({ db }: Deps, targetId: number, wanted: number): ModalView {
  const target = requireTarget(db, targetId);
  const { rows, ...at } = pageOf((slice) => changesOfTarget(db, target.id, slice), { wanted, size: CHANGES_SIZE });
  return changesModal({ target, changes: rows, ...at });
}
