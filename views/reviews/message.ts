/** The message of a review in the channel of both teams. It fits a phone's screen; its page has the rest. */
import type { SlackMessage } from '../../src/platform/outbox/message.ts';
import type { ShownReview } from '../../src/reviews/shown.ts';
import type { Review } from '../../src/reviews/table.ts';
import { type Blocks, bold, button, date, type Piece, person, rich } from '../kit/blocks.ts';
import { buttonsAndMenu } from '../kit/row.ts';
import { counted } from '../kit/words.ts';
import { periodName, progressLine } from '../targets/words.ts';
import { reviewActionIds } from './ids.ts';
import { actionLine, onDay, pointLine } from './words.ts';

/** Lines of each list; the page has all of them. */
export const MOST_LINES = 6;

export const reviewTitle = (month: string): string => `Monthly review: ${periodName(month)}`;

export function reviewMessage(shown: ShownReview, workspaceUrl: string): SlackMessage {
  const { review, points, pointsTotal, earlier, today } = shown;
  const title = reviewTitle(review.month);
  const counts = `${counted(pointsTotal, 'point')}, ${counted(openOf(shown), 'open action')}`;
  if (review.status === 'skipped') {
    return { text: `${title} is skipped`, blocks: [rich([bold(title)], ...stateLines(shown)), ...buttons(review)] };
  }
  return {
    text: `${title}: ${counts}`,
    blocks: [
      rich([bold(title)], ...stateLines(shown), [resultWords(shown)], ...shown.targets.map(progressLine)),
      rich(
        [bold('Agenda')],
        ...points.slice(0, MOST_LINES).map((point) => ['•  ', ...pointLine(point, workspaceUrl)]),
        ...rest(pointsTotal, 'point'),
        ...(pointsTotal === 0 ? [['No points yet.']] : []),
      ),
      ...(earlier.length === 0
        ? []
        : [
            rich(
              [bold('Earlier actions')],
              ...earlier.slice(0, MOST_LINES).map((action) => actionLine(action, today)),
              ...rest(earlier.length, 'action'),
            ),
          ]),
      ...agreedBlocks(shown),
      ...buttons(review),
    ],
  };
}

const openOf = ({ earlier, actions }: ShownReview): number =>
  [...earlier, ...actions].filter(({ status }) => status === 'open').length;

const rest = (total: number, noun: string): Piece[][] =>
  total > MOST_LINES ? [[`And ${counted(total - MOST_LINES, `more ${noun}`)}.`]] : [];

const resultWords = ({ month: { handedOff, accepted, won } }: ShownReview): string =>
  `${counted(handedOff, 'lead')} handed off, ${accepted} accepted, ${won} won.`;

/** Its state beyond being open: late, postponed, skipped, closed. */
export function stateLines({ review, lateSince }: Pick<ShownReview, 'review' | 'lateSince'>): Piece[][] {
  const { status, dueAt, movedBy, endedBy, reason } = review;
  if (status === 'skipped') {
    const by: Piece[] = endedBy === null ? [] : [' by ', person(endedBy)];
    return [['Skipped', ...by, `: ${reason ?? ''}`], ['Its agenda and open actions wait for the next one.']];
  }
  if (status === 'closed') return [['Closed. New points are for the next one.']];
  if (movedBy !== null) return [[onDay(dueAt, 'On '), ', postponed by ', person(movedBy)]];
  return lateSince === null ? [] : [['Late: this was due ', date(lateSince), '.']];
}

function agreedBlocks({ decisions, actions }: ShownReview): Blocks {
  const agreed = [
    ...(decisions.length > 0 ? [counted(decisions.length, 'decision')] : []),
    ...(actions.length > 0 ? [counted(actions.length, 'action')] : []),
  ].join(' and ');
  return agreed === '' ? [] : [rich([bold('Agreed: '), agreed])];
}

function buttons(review: Review): Blocks {
  const id = String(review.id);
  const open = button(reviewActionIds.open, 'Open review', id);
  if (review.status !== 'open') return [buttonsAndMenu('review', [open], [])];
  return [
    buttonsAndMenu(
      'review',
      [
        button(reviewActionIds.decide, 'Add decision…', id, { style: 'primary' }),
        button(reviewActionIds.act, 'Add action…', id),
        open,
      ],
      [
        button(reviewActionIds.point, 'Add a point…', id),
        button(reviewActionIds.postpone, 'Postpone…', id),
        button(reviewActionIds.skip, 'Skip…', id),
      ],
    ),
  ];
}
