import { allRituals } from '../../src/all-rituals/list.ts';
import { UserError } from '../../src/platform/errors.ts';
import { settingOf } from '../../src/platform/settings/queries.ts';
import { idIn } from '../../src/platform/slack/private-metadata.ts';
import {
  dayFault,
  moveCycle,
  resumeRitual,
  skipCycle,
  startNow,
  stopRitual,
  usualNewDay,
} from '../../src/rituals/acts.ts';
import { ensurePlanned, isPlanned } from '../../src/rituals/plan.ts';
import { lastCycle, plannedCycle, requireCycle, runningCycle } from '../../src/rituals/queries.ts';
import { type Ritual, ritualOf } from '../../src/rituals/ritual.ts';
import { peopleFor } from '../../src/rituals/run.ts';
import {
  moveModal,
  readMove,
  readSkip,
  readStart,
  ritualForms,
  skipModal,
  startModal,
} from '../../views/rituals/forms.ts';
import { RITUALS_MODAL, ritualActions, ritualsModal, type ShownRitual } from '../../views/rituals/list.ts';
import { type PreviewOf, previewModal } from '../../views/rituals/preview.ts';
import type { Deps } from '../deps.ts';
import type { Router } from '../guard.ts';

/** `/baton rituals`: managers look at all rituals, preview, move, skip, stop and start them. */
export function routes(router: Router, deps: Deps): void {
  const { db, keys } = deps;
  const allow = 'ritual.manage';
  const page = async () => ritualsModal(await shownRituals(deps));
  const back = () => ({ previous: page });
  const ofButton = ({ value }: { value: string }) => requireRitual(value);
  const ofForm = ({ ref: { key } }: { ref: { key: string } }) => requireRitual(key);
  const redraw = async ({ modal }: { modal: { callback_id: string } | undefined }) =>
    modal?.callback_id === RITUALS_MODAL ? { update: await page() } : undefined;

  router.command('/baton rituals', { allow, run: async () => ({ open: await page() }) });

  router.press(ritualActions.preview, {
    allow,
    run: async ({ value, now }) => ({ open: previewModal(await previewOf(deps, requireRitual(value), now)) }),
  });

  router.press(ritualActions.move, {
    allow,
    run: ({ value, now }) => {
      const ritual = requireRitual(value);
      return { open: moveModal(ritual, usualNewDay(db, ritual, now)) };
    },
  });
  router.submit(ritualForms.move, {
    allow,
    read: readMove,
    check: ({ value: { day }, now }) => {
      const fault = dayFault(db, day, now);
      return fault === undefined ? undefined : { day: fault };
    },
    change: (tx, { ref, value: { day }, person }, now) => moveCycle(tx, ofForm({ ref }), { day, by: person.id }, now),
    run: back,
  });

  router.press(ritualActions.skip, {
    allow,
    run: ({ value }) => {
      const cycle = requireCycle(db, idIn(value));
      return { open: skipModal(cycle, requireRitual(cycle.ritual)) };
    },
  });
  router.submit(ritualForms.skip, {
    allow,
    read: readSkip,
    change: (tx, { ref: { id: cycleId }, value: { reason }, person }, now) => {
      const ritual = requireRitual(requireCycle(tx, cycleId).ritual);
      skipCycle(tx, ritual, { cycleId, by: person.id, reason, keys }, now);
    },
    run: back,
  });

  router.press(ritualActions.start, {
    allow,
    run: async ({ value, now }) => {
      const ritual = requireRitual(value);
      return { open: startModal(ritual, await previewOf(deps, ritual, now)) };
    },
  });
  router.submit(ritualForms.start, {
    allow,
    read: readStart,
    change: (tx, { value: { key }, person }, now) => startNow(tx, requireRitual(key), { by: person.id }, now),
    run: back,
  });

  router.press(ritualActions.stop, {
    allow,
    change: (tx, { value, person }, now) => stopRitual(tx, ofButton({ value }), person.id, now),
    run: redraw,
  });
  router.press(ritualActions.resume, {
    allow,
    change: (tx, { value, person }, now) => resumeRitual(tx, ofButton({ value }), person.id, now),
    run: redraw,
  });
}

function requireRitual(key: string): Ritual {
  const found = ritualOf(allRituals, { ritual: key });
  if (!found) throw new UserError('This ritual no longer exists.');
  return found;
}

/** Plans what a change of settings has left unplanned, so that the days are those of now. */
async function shownRituals({ db, write, now }: Deps): Promise<ShownRitual[]> {
  const unplanned = allRituals.filter((ritual) => !isPlanned(db, ritual, now()));
  if (unplanned.length > 0) await write((tx) => unplanned.forEach((ritual) => void ensurePlanned(tx, ritual, now())));
  return allRituals.map((ritual) => ({
    ritual,
    rhythm: settingOf(db, ritual.rhythm),
    next: plannedCycle(db, ritual.key),
    running: runningCycle(db, ritual.key),
    last: lastCycle(db, ritual.key),
  }));
}

async function previewOf(deps: Deps, ritual: Ritual, now: Date): Promise<PreviewOf> {
  const people = ritual.asks ? await peopleFor(deps, ritual) : [];
  return { ritual, next: plannedCycle(deps.db, ritual.key), people, lines: ritual.preview(deps.db, people, now) };
}
