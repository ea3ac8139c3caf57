/** The page of a review: `/baton review`, and *Open review* in messages and homes. */
import type { ModalView } from '@slack/types';
import type { Page } from '../../src/platform/paging.ts';
import type { ShownReview } from '../../src/reviews/shown.ts';
import type { Review, ReviewAction } from '../../src/reviews/table.ts';
import { actions, type Blocks, bold, button, context, heading, plain, rich, section } from '../kit/blocks.ts';
import { onePrimary } from '../kit/emphasis.ts';
import { pageButtons } from '../kit/paging.ts';
import { buttonsAndMenu, rowActions } from '../kit/row.ts';
import { more } from '../kit/words.ts';
import { settingsActions } from '../settings/list.ts';
import { periodName, progressLine } from '../targets/words.ts';
import { reviewActionIds } from './ids.ts';
import { writeLook } from './look.ts';
import { stateLines } from './message.ts';
import { type Missing, missingWords } from './missing.ts';
import { actionButtons } from './thread.ts';
import { actionLine, onDay, pointLine } from './words.ts';

export const REVIEW_MODAL = 'review';
export const POINTS_PAGE = 'review_points_page';
export const ACTIONS_PAGE = 'review_actions_page';
export const POINTS_SIZE = 8;
export const ACTIONS_SIZE = 8;
const MOST_DECISIONS = 10;

export interface ReviewPage {
  shown: ShownReview;
  /** Earlier actions and those of this review, by due date; a page of them. */
  list: Page & { actions: ReviewAction[] };
  pointsPage: number;
  /** Whether the reader manages. */
  manages: boolean;
  readerId: string;
  workspaceUrl: string;
}

export function reviewModal(page: ReviewPage): ModalView {
  const { shown, list, pointsPage } = page;
  const { review } = shown;
  const look = { reviewId: review.id, points: pointsPage, actions: list.page };
  return {
    type: 'modal',
    callback_id: REVIEW_MODAL,
    private_metadata: writeLook(look),
    title: plain('Monthly review'),
    close: plain('Close'),
    blocks: onePrimary([
      rich([bold(periodName(review.month))], ...dayLines(shown), ...resultLines(shown)),
      ...topButtons(review, page.manages),
      ...pointBlocks(page),
      ...pageButtons(POINTS_PAGE, {
        ...{ page: pointsPage, size: POINTS_SIZE, total: shown.pointsTotal },
        carry: writeLook(look),
      }),
      ...actionBlocks(page),
      ...pageButtons(ACTIONS_PAGE, { page: list.page, size: ACTIONS_SIZE, total: list.total, carry: writeLook(look) }),
      ...decisionBlocks(shown),
      actions('review_past', button(reviewActionIds.past, 'Past reviews', 'all')),
    ]),
  };
}

/** Of a planned review its day; else its state. */
function dayLines({ review, lateSince }: ShownReview) {
  const isUsual = review.status === 'planned' && review.movedBy === null;
  return isUsual ? [[onDay(review.dueAt, 'On ')]] : stateLines({ review, lateSince });
}

const resultLines = ({ review: { status }, month: { handedOff, accepted, won }, targets }: ShownReview) => [
  [`${handedOff} handed off, ${accepted} accepted, ${won} won${status === 'planned' ? ' so far' : ''}.`],
  ...targets.map(progressLine),
];

function topButtons(review: Review, manages: boolean): Blocks {
  const id = String(review.id);
  if (review.status !== 'open' && review.status !== 'planned') return [];
  const point = button(reviewActionIds.point, 'Add a point…', id, { style: 'primary' });
  const shown =
    review.status === 'open'
      ? [
          button(reviewActionIds.decide, 'Add decision…', id, { style: 'primary' }),
          button(reviewActionIds.act, 'Add action…', id),
          point,
        ]
      : [point];
  const ofManagers = manages
    ? [button(reviewActionIds.postpone, 'Postpone…', id), button(reviewActionIds.skip, 'Skip…', id)]
    : [];
  const close =
    manages && review.status === 'open'
      ? [
          button(reviewActionIds.close, 'Close review', id, {
            confirm: {
              title: 'Close this review?',
              text: 'New points are for the next review from then on. Open actions stay open.',
              yes: 'Close review',
            },
          }),
        ]
      : [];
  return [buttonsAndMenu('review_top', [...shown, ...close], ofManagers)];
}

function pointBlocks({ shown, readerId, manages, workspaceUrl }: ReviewPage): Blocks {
  const { points, review } = shown;
  if (points.length === 0) return [heading('Agenda'), context('No points.')];
  const isCurrent = review.status === 'open' || review.status === 'planned';
  return [
    heading('Agenda'),
    ...points.flatMap((one) => [
      rich(pointLine(one, workspaceUrl)),
      ...(isCurrent && (manages || one.point.by === readerId)
        ? [actions(`review_point:${one.point.id}`, button(reviewActionIds.removePoint, 'Remove', String(one.point.id)))]
        : []),
    ]),
  ];
}

function actionBlocks({ list, shown: { today }, manages, readerId }: ReviewPage): Blocks {
  if (list.total === 0) return [];
  return [
    heading('Actions'),
    ...list.actions.flatMap((action) => [
      rich(actionLine(action, today)),
      ...(manages || action.ownerId === readerId
        ? [rowActions(`review_action:${action.id}`, actionButtons(action))]
        : []),
    ]),
  ];
}

function decisionBlocks({ decisions }: ShownReview): Blocks {
  if (decisions.length === 0) return [];
  const newest = decisions.slice(-MOST_DECISIONS);
  return [
    heading('Decisions'),
    rich(...newest.map(({ what }) => ['•  ', what])),
    ...more(decisions.length - newest.length),
  ];
}

/** Where no review comes. */
export const noReviewModal = (missing: Missing, manages: boolean): ModalView => ({
  type: 'modal',
  title: plain('Monthly review'),
  close: plain('Close'),
  blocks: [
    section(missingWords[missing]),
    actions(
      'review_past',
      ...(manages ? [button(settingsActions.open, 'Settings', 'review')] : []),
      button(reviewActionIds.past, 'Past reviews', 'all'),
    ),
  ],
});
