/** The modal of the plan below a form. */
import type { ViewOutput } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { isStale, itemsById } from '../../src/library/queries.ts';
import { entriesFrom, questionsOf, requireEntry } from '../../src/marketing-plan/queries.ts';
import { entriesToCheck } from '../../src/marketing-plan/ritual.ts';
import { todayOf, weekOf } from '../../src/marketing-plan/week.ts';
import { pageOf, rowsOf } from '../../src/platform/paging.ts';
import type { Person } from '../../src/platform/slack/directory.ts';
import { idIn } from '../../src/platform/slack/private-metadata.ts';
import type { Answer } from '../../src/platform/slack/routes.ts';
import { writeChoice, writeOrigin } from '../../src/scoreboard/carry.ts';
import { checkForm, readCheck } from '../../views/marketing-plan/forms.ts';
import { entryModal, PLAN_SIZE, planModal } from '../../views/marketing-plan/plan.ts';
import { PLAN_ENTRY, PLAN_LIST, planForms } from '../../views/marketing-plan/words.ts';
import type { Deps } from '../deps.ts';
import { may } from '../guard.ts';

/** The modal that holds a button, for the form that opens on top of it. `entryId` is the value of the button. */
export function lookIn(modal: ViewOutput | undefined, entryId: number): string | null {
  if (modal?.callback_id === PLAN_LIST) return `list ${modal.private_metadata}`;
  if (modal?.callback_id === PLAN_ENTRY) return `entry ${entryId}`;
  return modal?.callback_id === planForms.check ? `check ${readCheck(modal).cycleId}` : null;
}

/** Redraws it, as it is after the submission. */
export function below(deps: Deps, look: string | null, person: Person): Answer {
  return look === null ? {} : { previous: () => drawn(deps, look, person) };
}

/** After a press in it. */
export async function again(deps: Deps, look: string | null, person: Person): Promise<Answer> {
  return look === null ? {} : { update: await drawn(deps, look, person) };
}

async function drawn(deps: Deps, look: string, person: Person): Promise<ModalView> {
  const [kind, id] = look.split(' ');
  if (kind === 'entry') return entryPage(deps, idIn(id), person);
  return kind === 'check' ? checkPage(deps, idIn(id), person) : planPage(deps, person, idIn(id));
}

export async function planPage(deps: Deps, person: Person, wanted = 0): Promise<ModalView> {
  const { db, now } = deps;
  const entries = entriesFrom(db, todayOf(db, now()));
  const { rows, ...at } = pageOf(rowsOf(entries), { wanted, size: PLAN_SIZE });
  return planModal({
    rows: rows.map((entry) => ({ entry, questions: questionsOf(db, entry.id).length })),
    week: weekOf(db, now()),
    mayEdit: await may(deps, 'plan.edit', person),
    size: PLAN_SIZE,
    ...at,
  });
}

export async function entryPage(deps: Deps, entryId: number, person: Person): Promise<ModalView> {
  const { db, now } = deps;
  const entry = requireEntry(db, entryId);
  const { campaign, startsOn, endsOn } = entry;
  const last = [endsOn, todayOf(db, now())].toSorted()[1] ?? endsOn;
  const choice = { view: 'activity' as const, period: { first: startsOn, last }, ...NOT_NARROWED };
  return entryModal({
    entry,
    items: itemsById(db, entry.itemIds).filter(({ retiredAt }) => retiredAt === null),
    questions: questionsOf(db, entry.id),
    mayEdit: await may(deps, 'plan.edit', person, entry),
    leads: campaign === null ? undefined : { asked: writeOrigin('campaign', campaign), choice: writeChoice(choice) },
  });
}

const NOT_NARROWED = { teamId: undefined, source: undefined, campaign: undefined, person: undefined };

export const checkPage = ({ db, now }: Deps, cycleId: number, { id }: Person): ModalView =>
  checkForm(cycleId, entriesToCheck(db, id, now()));

/** The items that a form shows. */
export const itemsFor = ({ db, now }: Deps, ids: readonly number[]) =>
  itemsById(db, ids).map((item) => ({ ...item, isStale: isStale(item, now()) }));
