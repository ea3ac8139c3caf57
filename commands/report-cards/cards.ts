import type { ModalView } from '@slack/types';
import { hasAnswered } from '../../src/feedback/answer.ts';
import { UserError } from '../../src/platform/errors.ts';
import { enqueue } from '../../src/platform/outbox/enqueue.ts';
import { pageOf, rowsOf } from '../../src/platform/paging.ts';
import type { Person } from '../../src/platform/slack/directory.ts';
import { idIn } from '../../src/platform/slack/private-metadata.ts';
import { answerNeed, requireUnanswered } from '../../src/report-cards/act.ts';
import { changeNeeds, currentVersion, needsOf } from '../../src/report-cards/needs.ts';
import { lastCardCycle } from '../../src/report-cards/queries.ts';
import { reportCard, roundFor } from '../../src/report-cards/ritual.ts';
import { shownCardsOf } from '../../src/report-cards/shown.ts';
import { dueFault, ownerFault, usualDueDate } from '../../src/reviews/actions.ts';
import { todayOf } from '../../src/reviews/shown.ts';
import { openCyclesOf, plannedCycle } from '../../src/rituals/queries.ts';
import { runsAll, teamsOf } from '../../src/teams/membership.ts';
import { otherSide } from '../../src/teams/sides.ts';
import { type TeamKind, teamKinds } from '../../src/teams/table.ts';
import { ephemeral } from '../../views/leads/ephemeral.ts';
import { actionForm, cardForms, needsForm, readActionForm, readNeeds } from '../../views/report-cards/forms.ts';
import { cardActions, SENTENCES_PAGE } from '../../views/report-cards/ids.ts';
import { readNeed } from '../../views/report-cards/need.ts';
import { CARD_PAGE, cardPage, needsModal, SENTENCES_SIZE, sentencesModal } from '../../views/report-cards/page.ts';
import type { Deps } from '../deps.ts';
import { may, type Router } from '../guard.ts';

/** `/baton report-card`: the cards of both teams, their needs, and the answers to weak marks. */
export function routes(router: Router, deps: Deps): void {
  const { db } = deps;
  const allow = 'report_card.see';

  const page = async ({ person, now }: { person: Person; now: Date }) => ({ open: await pageFor(deps, person, now) });
  router.command('/baton report-card', { allow, run: page });
  router.press(cardActions.open, { allow, run: page });

  const sentences = (cycleId: number, wanted: number) => {
    const all = shownCardsOf(db, cycleId).flatMap(({ card, sentences: said }) =>
      card.needs.flatMap((need, place) => (said[place] ?? []).map((words) => ({ side: card.side, need, words }))),
    );
    return sentencesModal({ ...pageOf(rowsOf(all), { wanted, size: SENTENCES_SIZE }), cycleId });
  };
  router.press(cardActions.all, { allow, run: ({ value }) => ({ open: sentences(idIn(value), 0) }) });
  router.page(SENTENCES_PAGE, { allow, run: ({ page, carry }) => sentences(idIn(carry), page) });

  router.press(cardActions.history, {
    allow,
    change: (tx, { person: { id: userId } }, now) =>
      enqueue(tx, 'report_card_history', { userId }, { orderingKey: userId, dedupeKey: `card_history:${userId}` }, now),
    run: () => ({ say: ephemeral('The history of the report cards is in your messages with me.') }),
  });

  router.press([cardActions.needsOfSales, cardActions.needsOfMarketing], {
    allow,
    run: async ({ value, person }) => {
      const side = sideIn(value);
      const needs = needsOf(db, side);
      const manages = await may(deps, 'ritual.manage', person);
      return { open: manages ? needsForm(side, needs) : needsModal(side, needs, currentVersion(db, side)) };
    },
  });
  router.submit(cardForms.needs, {
    allow: 'ritual.manage',
    read: readNeeds,
    change: (tx, { ref: { side }, value: { needs }, person }, now) =>
      changeNeeds(tx, { side, needs, by: person.id }, now),
  });

  router.press(cardActions.act, {
    allow,
    run: async ({ value, modal, person, now }) => {
      const need = readNeed(value);
      await requireRated(deps, need.side, person);
      const words = requireUnanswered(db, need).needs[need.place] ?? '';
      return {
        open: actionForm(need, { words, dueOn: usualDueDate(db, now), below: modal?.callback_id === CARD_PAGE }),
      };
    },
  });
  router.submit(cardForms.action, {
    allow,
    read: readActionForm,
    check: async ({ ref: { side }, value: { owner, due }, person, now }) => {
      await requireRated(deps, side, person);
      const [ofOwner, ofDue] = [await ownerFault(deps.directory, owner), dueFault(db, due, now)];
      if (ofOwner === undefined && ofDue === undefined) return undefined;
      return { ...(ofOwner && { owner: ofOwner }), ...(ofDue && { due: ofDue }) };
    },
    change: (tx, { ref: { below: _, ...need }, value: { what, owner, due }, person }, now) =>
      answerNeed(tx, { ...need, what, ownerId: owner, dueOn: due, by: person.id }, now),
    run: ({ ref: { below }, person, now }) => (below ? { previous: () => pageFor(deps, person, now) } : undefined),
  });
}

function sideIn(value: string): TeamKind {
  const side = teamKinds.find((one) => one === value);
  if (!side) throw new UserError('This button is from another version. Please open /baton report-card.');
  return side;
}

/** Sides whose needs the person may answer: those of the team that they are not in. */
async function answeringSides(deps: Deps, person: Person): Promise<TeamKind[]> {
  const own = runsAll(person) ? teamKinds : (await teamsOf(deps, person.id)).map(({ kind }) => kind);
  return teamKinds.filter((side) => own.includes(otherSide(side)));
}

/** @throws UserError for people of the side whose need it is. */
async function requireRated(deps: Deps, side: TeamKind, person: Person): Promise<void> {
  if ((await answeringSides(deps, person)).includes(side)) return;
  throw new UserError(`Only ${otherSide(side)} answers this need. Bring it up in the monthly review.`);
}

async function pageFor(deps: Deps, person: Person, now: Date): Promise<ModalView> {
  const { db, keys } = deps;
  const lastId = lastCardCycle(db);
  const open = openCyclesOf(db, person.id).find(({ ritual }) => ritual === reportCard.key);
  const round = open && roundFor(db, open, person.id);
  const isWanted = round !== undefined && !hasAnswered(db, keys, round, person.id);
  return cardPage({
    cards: lastId === undefined ? [] : shownCardsOf(db, lastId),
    next: plannedCycle(db, reportCard.key)?.dueAt,
    open: open?.closesAt && isWanted ? { cycleId: open.id, closesAt: open.closesAt } : undefined,
    manages: await may(deps, 'ritual.manage', person),
    answers: await answeringSides(deps, person),
    today: todayOf(db, now),
  });
}
