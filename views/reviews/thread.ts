/** Lines in the thread of a review, and the direct messages about its actions. */
import type { SlackMessage } from '../../src/platform/outbox/message.ts';
import { escaped } from '../../src/platform/slack/mrkdwn.ts';
import type { Decision, ReviewAction } from '../../src/reviews/table.ts';
import { actions, bold, button, dotted, emoji, type Piece, person, rich } from '../kit/blocks.ts';
import { buttonsAndMenu, type Row, rowActions } from '../kit/row.ts';
import { counted, namesAndMore } from '../kit/words.ts';
import { periodName } from '../targets/words.ts';
import { reviewActionIds } from './ids.ts';
import { actionLine, dueWords } from './words.ts';

export const decisionMessage = ({ what, by }: Decision): SlackMessage => ({
  text: `Decided: ${escaped(what)}`,
  blocks: [rich(dotted([[emoji('ballot_box_with_check'), ' ', bold('Decided: '), what], [person(by)]]))],
});

/** Mentions the owner, whom Slack notifies of it. */
export const actionMessage = (action: ReviewAction, today: string): SlackMessage => ({
  text: `Action: ${escaped(action.what)}`,
  blocks: [rich(actionLine(action, today)), rowActions(`review_action:${action.id}`, actionButtons(action))],
});

/** An open action can be done, dropped and changed; a settled one is opened again after a mistake. */
export function actionButtons({ id, status, what }: ReviewAction): Row {
  const label = (words: string) => ({ label: `${words}: ${what}` });
  const value = String(id);
  if (status !== 'open') return [button(reviewActionIds.reopen, 'Open again', value, label('Open again'))];
  return [
    button(reviewActionIds.done, 'Done', value, label('Done')),
    button(reviewActionIds.drop, 'Drop…', value),
    button(reviewActionIds.change, 'Change…', value),
  ];
}

export const dayMessage = (month: string): SlackMessage => ({
  text: `Today: monthly review of ${periodName(month)}`,
  blocks: [rich([emoji('calendar'), ' ', bold(`Today: monthly review of ${periodName(month)}`)])],
});

/** To the owner, once, on the working day before. */
export const reminderMessage = (action: ReviewAction): SlackMessage => ({
  text: `Action of the monthly review: ${escaped(action.what)}`,
  blocks: [
    rich([bold('Your action of the monthly review')], dotted([[action.what], [dueWords(action.dueOn)]])),
    rowActions(`review_action:${action.id}`, actionButtons(action)),
  ],
});

/** In its place, once it is settled or has another owner. */
export const reminderOver = (action: ReviewAction, today: string): SlackMessage => ({
  text: `Action of the monthly review: ${escaped(action.what)}`,
  blocks: [rich(actionLine(action, today))],
});

const MOST_NAMED = 5;

/** To a manager. Actions that have another owner by now, or are settled, have no buttons any more. */
export function ownerGoneMessage(
  ownerId: string,
  {
    found,
    needing,
    hasLeft,
    today,
  }: { found: ReviewAction[]; needing: ReviewAction[]; hasLeft: boolean; today: string },
): SlackMessage {
  const why: Piece = hasLeft ? ' has left' : ' is out of office';
  const count = counted(found.length, 'action');
  const isOver = needing.length === 0;
  const names = (isOver ? found : needing).map(({ what }) => escaped(what));
  return {
    text: `${isOver ? 'Settled' : 'Another owner is needed'}: ${namesAndMore(names, names.length)}`,
    blocks: [
      rich([person(ownerId), why, ' and owned ', bold(count), ' of the monthly review.', ...(isOver ? [] : [WANTED])]),
      ...found
        .slice(0, MOST_NAMED)
        .flatMap((action) => [
          rich(actionLine(action, today)),
          ...(needing.includes(action) ? [goneButtons(action)] : []),
        ]),
      ...(found.length > MOST_NAMED ? [actions('review', button(reviewActionIds.open, 'All actions', 'current'))] : []),
    ],
  };
}

const WANTED = ' Choose another owner or date.';

const goneButtons = ({ id, what }: ReviewAction) =>
  buttonsAndMenu(
    `review_action:${id}`,
    [button(reviewActionIds.change, 'Change…', String(id), { label: `Change: ${what}` })],
    [button(reviewActionIds.drop, 'Drop…', String(id))],
  );
