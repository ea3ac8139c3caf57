import type { AgendaPoint } from '../../../src/agenda/table.ts';
import { LONGEST_POINT, type PointAbout } from '../../../src/agenda/types.ts';
import { ACTIONS_SIZE as AT_HOME, type NextReview, type OwnActions } from '../../../src/home/monthly-review.ts';
import { LONGEST_CLAUSE } from '../../../src/leads/definition/types.ts';
import type { ShownPoint, ShownReview } from '../../../src/reviews/shown.ts';
import type { Review, ReviewAction } from '../../../src/reviews/table.ts';
import { LONGEST_WORDS, reviewStatuses } from '../../../src/reviews/types.ts';
import type { FigureProgress } from '../../../src/targets/standing.ts';
import { addedMessage } from '../../../views/reviews/added.ts';
import * as forms from '../../../views/reviews/forms.ts';
import { reviewMessage } from '../../../views/reviews/message.ts';
import { PAST_SIZE, pastModal } from '../../../views/reviews/past.ts';
import { reportFailed, reportMessage } from '../../../views/reviews/report-message.ts';
import { ACTIONS_SIZE, noReviewModal, POINTS_SIZE, reviewModal } from '../../../views/reviews/review.ts';
import * as thread from '../../../views/reviews/thread.ts';
import type { Builders, Given } from './given.ts';

const OWNER = 'U0000000001';
const TODAY = '2026-12-07';
const MANY = 30;

const review = (given: Given, status: Review['status'], id = 1): Review => ({
  ...{ id, month: '2026-11', status, dueAt: given.now, openedAt: given.now, postedAt: null },
  movedBy: given.total > 5 ? OWNER : null,
  ...{ endedBy: OWNER, reason: given.name(LONGEST_WORDS), endedAt: given.now },
});

const action = (given: Given, index: number): ReviewAction => ({
  ...{ id: 100 + index, reviewId: 1, what: given.name(LONGEST_WORDS), ownerId: OWNER, toldOf: null, remindAt: null },
  dueOn: index % 2 === 0 ? '2026-12-01' : '2026-12-31',
  status: (['open', 'done', 'dropped'] as const)[index % 3] ?? 'open',
  ...{ by: OWNER, at: given.now, settledBy: OWNER, settledAt: given.now, reason: given.name(LONGEST_WORDS) },
});
const several = <T>(given: Given, most: number, make: (index: number) => T): T[] =>
  Array.from({ length: Math.min(given.total, most) }, (_, index) => make(index));
const actionsOf = (given: Given, most: number) => several(given, most, (index) => action(given, index));

function point(given: Given, index: number): ShownPoint {
  const abouts: PointAbout[] = [
    { kind: 'typed', words: given.name(LONGEST_POINT) },
    { kind: 'message', words: given.name(LONGEST_POINT), channel: 'C0000000001', ts: '1763542800.000100' },
    { kind: 'definition', teamId: 1, changeId: 1 },
    { kind: 'clause', clauseId: 1, leads: 4, returned: 9 },
    { kind: 'feedback', roundId: 1 },
  ];
  const about = abouts[index % abouts.length] as PointAbout;
  const shared = { id: 200 + index, reviewId: null, subject: null, at: given.now };
  const isKnown = index < abouts.length;
  return {
    point: { ...shared, kind: about.kind, about, by: index % 2 === 0 ? OWNER : null } satisfies AgendaPoint,
    ...(about.kind === 'definition' && {
      definition: {
        team: given.name(80),
        news: isKnown
          ? { by: [OWNER], added: ['a'], edited: [], retired: ['b'], isReordered: false, total: 3 }
          : undefined,
      },
    }),
    ...(about.kind === 'clause' && isKnown && { clause: given.name(LONGEST_CLAUSE) }),
    ...(about.kind === 'feedback' &&
      isKnown && { nextStep: { what: given.name(500), ownerId: OWNER, dueOn: '2026-12-11' } }),
  };
}

const target: FigureProgress = {
  ...{ figure: 'revenue', currency: 'EUR', target: 120_000_000_00, done: 1_00, expected: 1, pace: 'behind' },
};

const shown = (given: Given, status: Review['status']): ShownReview => ({
  review: review(given, status),
  month: { handedOff: given.total, accepted: given.total, won: given.total, returned: 3, isQuiet: false, cited: [] },
  targets: given.total > 0 ? [target, target] : [],
  points: several(given, POINTS_SIZE, (index) => point(given, index)),
  pointsTotal: given.total,
  earlier: actionsOf(given, MANY),
  decisions: several(given, MANY, (id) => ({
    ...{ id, reviewId: 1, by: OWNER, at: given.now },
    what: given.name(LONGEST_WORDS),
  })),
  actions: actionsOf(given, MANY),
  today: TODAY,
  lateSince: given.total === 3 ? given.now : null,
});

export const ownActions = (given: Given): OwnActions => ({
  ...{
    actions: several(given, AT_HOME, (index) => ({ ...action(given, index), status: 'open' as const })),
    page: 0,
    total: given.total,
    today: TODAY,
  },
});
export const nextReview = (given: Given): NextReview => ({
  ...{ month: '2026-11', dueAt: given.now, isOpen: given.total === 3, points: given.total, actions: given.total },
});

const below = { id: 1, look: '999999999999-99-99' };

export const reviewViews: Record<string, Builders> = {
  'reviews/message.ts': {
    reviewMessage: (given) => reviewStatuses.map((status) => reviewMessage(shown(given, status), given.workspaceUrl)),
  },
  'reviews/review.ts': {
    reviewModal: (given) =>
      reviewStatuses.flatMap((status) =>
        [true, false].map((manages) =>
          reviewModal({
            ...{
              shown: shown(given, status),
              pointsPage: 0,
              manages,
              readerId: OWNER,
              workspaceUrl: given.workspaceUrl,
            },
            list: { actions: actionsOf(given, ACTIONS_SIZE), page: 0, total: given.total },
          }),
        ),
      ),
    noReviewModal: () =>
      (['team', 'channel', 'day'] as const).flatMap((missing) => [
        noReviewModal(missing, true),
        noReviewModal(missing, false),
      ]),
  },
  'reviews/past.ts': {
    pastModal: (given) => [
      pastModal({
        reviews: several(given, PAST_SIZE, (index) => review(given, index % 2 ? 'closed' : 'skipped', index + 1)),
        ...{ page: 0, total: given.total },
      }),
    ],
  },
  'reviews/added.ts': {
    addedMessage: () => [addedMessage(true, undefined), addedMessage(false, undefined), addedMessage(true, 'channel')],
  },
  'reviews/report-message.ts': {
    reportMessage: () => [reportMessage('2026-11')],
    reportFailed: () => [reportFailed('2026-11')],
  },
  'reviews/thread.ts': {
    decisionMessage: (given) => [
      thread.decisionMessage({ ...{ id: 1, reviewId: 1, by: OWNER, at: given.now }, what: given.name(LONGEST_WORDS) }),
    ],
    actionMessage: (given) => actionsOf(given, 3).map((one) => thread.actionMessage(one, TODAY)),
    dayMessage: () => [thread.dayMessage('2026-11')],
    reminderMessage: (given) => actionsOf(given, 1).map(thread.reminderMessage),
    reminderOver: (given) => actionsOf(given, 3).map((one) => thread.reminderOver(one, TODAY)),
    ownerGoneMessage: (given) => {
      const found = [action(given, 99), ...actionsOf(given, MANY)];
      const look = { found, today: TODAY };
      return [
        thread.ownerGoneMessage(OWNER, { ...look, needing: found, hasLeft: true }),
        thread.ownerGoneMessage(OWNER, { ...look, needing: [], hasLeft: false }),
      ];
    },
  },
  'reviews/forms.ts': {
    decisionModal: () => [forms.decisionModal(below)],
    actionModal: () => [forms.actionModal(below, TODAY)],
    changeModal: (given) => [forms.changeModal(action(given, 0), below.look)],
    dropModal: (given) => [forms.dropModal(action(given, 0), undefined)],
    pointModal: () => [forms.pointModal(below)],
    postponeModal: (given) => [forms.postponeModal(review(given, 'open'), { day: TODAY, look: below.look })],
    skipModal: (given) => [forms.skipModal(review(given, 'open'), below.look)],
    messageModal: (given) =>
      [true, false].map((isPrivate) =>
        forms.messageModal(
          { channel: 'C0000000001', ts: '1763542800.000100' },
          { quote: given.words(LONGEST_POINT) ?? '', isPrivate },
        ),
      ),
  },
};
