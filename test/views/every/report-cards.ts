import type { Curves, ShownCard } from '../../../src/report-cards/shown.ts';
import type { CardOutcome } from '../../../src/report-cards/types.ts';
import { cardOutcomes, LONGEST_NEED, LONGEST_SENTENCE, NEEDS } from '../../../src/report-cards/types.ts';
import type { ReviewAction } from '../../../src/reviews/table.ts';
import type { TeamKind } from '../../../src/teams/table.ts';
import { actionAnswer, cardsMessage, waitsMessage } from '../../../views/report-cards/card.ts';
import { answeredModal, cardModal } from '../../../views/report-cards/form.ts';
import { actionForm, needsForm } from '../../../views/report-cards/forms.ts';
import { historyMessage } from '../../../views/report-cards/history.ts';
import { cardPage, needsModal, SENTENCES_SIZE, sentencesModal } from '../../../views/report-cards/page.ts';
import type { Builders, Given } from './given.ts';

const OWNER = 'U0000000001';
export const TODAY = '2027-03-17';
const places = Array.from({ length: NEEDS }, (_, place) => place);
const needs = (given: Given) => places.map((place) => `${place}${given.name(LONGEST_NEED - 1)}`.slice(0, LONGEST_NEED));

export const action = (given: Given): ReviewAction => ({
  ...{ id: 1, reviewId: null, what: given.name(500), ownerId: OWNER, dueOn: TODAY, status: 'open', by: OWNER },
  ...{ at: given.now, settledBy: null, settledAt: null, reason: null, remindAt: null, toldOf: null },
});

/** All needs are weak. */
const card = (given: Given, side: TeamKind, outcome: CardOutcome = 'shown'): ShownCard => ({
  card: {
    ...{ cycleId: 1, side, needs: needs(given), asked: given.total, outcome, publishedAt: given.now },
    answered: outcome === 'shown' ? given.total : null,
    marks: outcome === 'shown' ? places.map((place) => [given.total, place, 3, given.total]) : null,
  },
  ...{ minimum: 5, before: places.map((place) => (place === 0 ? undefined : place / 2)) },
  sentences: places.map(() => Array.from({ length: Math.min(given.total, 40) }, () => given.name(LONGEST_SENTENCE))),
  actions: given.total > 5 ? [{ place: 0, action: action(given) }] : [],
});
export const both = (given: Given) => [card(given, 'sales'), card(given, 'marketing')];

const curves = (given: Given): Curves[] =>
  (['sales', 'marketing'] as const).map((side) => ({
    side,
    dates: Array.from(
      { length: Math.min(given.total, 12) },
      (_, index) => new Date(Date.UTC(2020 + Math.floor(index / 2), (index % 2) * 6, 9)),
    ),
    curves: needs(given).map((need, place) => ({
      need,
      averages: Array.from({ length: Math.min(given.total, 12) }, () => place / 2),
    })),
  }));

export const reportCardViews: Record<string, Builders> = {
  'report-cards/card.ts': {
    cardsMessage: (given) => [
      cardsMessage({ cards: both(given), curves: curves(given), today: TODAY }),
      ...cardOutcomes.map((outcome) =>
        cardsMessage({ cards: [card(given, 'sales', outcome)], curves: [], today: TODAY }),
      ),
    ],
    actionAnswer: (given) => [actionAnswer(given.name(LONGEST_NEED), action(given))],
    waitsMessage: (given) => [
      waitsMessage(card(given, 'sales'), places, TODAY),
      waitsMessage(card(given, 'sales'), [], TODAY),
    ],
  },
  'report-cards/history.ts': { historyMessage: (given) => [historyMessage(curves(given))] },
  'report-cards/form.ts': {
    cardModal: (given) => [cardModal({ cycleId: 1, side: 'sales', needs: needs(given), minimum: 5 })],
    answeredModal: () => [answeredModal()],
  },
  'report-cards/forms.ts': {
    needsForm: (given) => [needsForm('marketing', needs(given))],
    actionForm: (given) => [
      actionForm(
        { cycleId: 1, side: 'sales', place: 0 },
        { words: given.name(LONGEST_NEED), dueOn: TODAY, below: true },
      ),
    ],
  },
  'report-cards/page.ts': {
    cardPage: (given) =>
      [true, false].map((manages) =>
        cardPage({
          ...{ cards: given.total > 0 ? both(given) : [], next: given.now, manages, today: TODAY },
          ...{ open: manages ? { cycleId: 1, closesAt: given.now } : undefined, answers: ['sales', 'marketing'] },
        }),
      ),
    sentencesModal: (given) => [
      sentencesModal({
        rows: Array.from({ length: Math.min(given.total, SENTENCES_SIZE) }, (_, index) => ({
          ...{ side: index % 2 ? 'sales' : ('marketing' as const), need: given.name(LONGEST_NEED) },
          words: given.name(LONGEST_SENTENCE),
        })),
        ...{ cycleId: 1, page: 0, total: given.total },
      }),
    ],
    needsModal: (given) => [
      needsModal('sales', needs(given), { by: OWNER, at: given.now }),
      needsModal('sales', needs(given), undefined),
    ],
  },
};
