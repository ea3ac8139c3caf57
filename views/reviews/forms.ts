/** The forms of reviews. Each returns to the page from which it was opened. */
import type { ViewOutput } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { z } from 'zod';
import { LONGEST_POINT } from '../../src/agenda/types.ts';
import { readForm, typed } from '../../src/platform/slack/form.ts';
import { readRef, writeRef } from '../../src/platform/slack/private-metadata.ts';
import type { Review, ReviewAction } from '../../src/reviews/table.ts';
import { LONGEST_WORDS } from '../../src/reviews/types.ts';
import { type Blocks, bold, context, input, plain, rich, section, textField } from '../kit/blocks.ts';
import { periodName } from '../targets/words.ts';

export const reviewForms = {
  decision: 'review_decision_form',
  action: 'review_action_form',
  change: 'review_change_form',
  drop: 'review_drop_form',
  point: 'review_point_form',
  message: 'review_message_form',
  postpone: 'review_postpone_form',
  skip: 'review_skip_form',
} as const;

const ref = z.object({
  /** Of the review or the action. */
  id: z.number(),
  /** The page below, as look.ts writes it; null without one. */
  look: z.string().nullish(),
});

interface Below {
  id: number;
  look: string | undefined;
}

const form = (
  callback_id: string,
  { title, submit }: { title: string; submit: string },
  below: Below,
  blocks: Blocks,
): ModalView => ({
  type: 'modal',
  callback_id,
  private_metadata: writeRef({ ...below }),
  title: plain(title),
  submit: plain(submit),
  close: plain('Cancel'),
  blocks,
});

const reader =
  <S extends z.ZodObject>(fields: S) =>
  (view: ViewOutput) => ({ ...readRef(view, ref), form: readForm(view, fields) });

const words = (id: string, label: string, initial?: string, placeholder?: string) =>
  input(id, label, textField(LONGEST_WORDS, initial, { multiline: true, ...(placeholder && { placeholder }) }));

export const decisionModal = (below: Below): ModalView =>
  form(reviewForms.decision, { title: 'Add decision', submit: 'Add' }, below, [
    words('what', 'Decision', undefined, 'Webinar leads go to the inbound team from January on'),
    context('It is posted in the thread of the review.'),
  ]);
export const readDecision = reader(z.object({ what: typed(LONGEST_WORDS, 'Write the decision.') }));

const actionFields = z.object({
  what: typed(LONGEST_WORDS, 'Write what is to be done.'),
  owner: z.string({ error: 'Choose an owner.' }),
  due: z.iso.date('Choose a due date.'),
});

const actionInputs = ({ what, ownerId, dueOn }: Partial<ReviewAction>): Blocks => [
  words('what', 'Action', what, 'Send the new case study to all open leads'),
  input('owner', 'Owner', { type: 'users_select', ...(ownerId && { initial_user: ownerId }) }),
  input('due', 'Due', { type: 'datepicker', ...(dueOn && { initial_date: dueOn }) }),
];

export const actionModal = (below: Below, dueOn: string): ModalView =>
  form(reviewForms.action, { title: 'Add action', submit: 'Add' }, below, [
    ...actionInputs({ dueOn }),
    context(
      'It is posted in the thread, and stays in each review until it is done or dropped. I remind the owner once.',
    ),
  ]);
export const readAction = reader(actionFields);

export const changeModal = (action: ReviewAction, look: string | undefined): ModalView =>
  form(reviewForms.change, { title: 'Change action', submit: 'Save' }, { id: action.id, look }, actionInputs(action));
export const readChange = reader(actionFields);

export const dropModal = (action: ReviewAction, look: string | undefined): ModalView =>
  form(reviewForms.drop, { title: 'Drop action', submit: 'Drop' }, { id: action.id, look }, [
    rich([bold(action.what)]),
    words('reason', 'Reason', undefined, 'The event was cancelled'),
    context('The reason is shown in the thread and in the next review.'),
  ]);
export const readDrop = reader(z.object({ reason: typed(LONGEST_WORDS, 'Give a reason.') }));

export const pointModal = (below: Below): ModalView =>
  form(reviewForms.point, { title: 'Add to the agenda', submit: 'Add' }, below, [
    input(
      'what',
      'Point',
      textField(LONGEST_POINT, null, { multiline: true, placeholder: 'Do webinars still pay off?' }),
    ),
  ]);
export const readPoint = reader(z.object({ what: typed(LONGEST_POINT, 'Write the point.') }));

export const postponeModal = (review: Review, { day, look }: { day: string; look: string | undefined }): ModalView =>
  form(reviewForms.postpone, { title: 'Postpone review', submit: 'Postpone' }, { id: review.id, look }, [
    rich([bold(`Monthly review: ${periodName(review.month)}`)]),
    input('day', 'New day', { type: 'datepicker', initial_date: day }),
  ]);
export const readPostpone = reader(z.object({ day: z.iso.date('Choose a day.') }));

export const skipModal = (review: Review, look: string | undefined): ModalView =>
  form(reviewForms.skip, { title: 'Skip review', submit: 'Skip' }, { id: review.id, look }, [
    rich([bold(`Monthly review: ${periodName(review.month)}`)]),
    words('reason', 'Reason', undefined, 'Both teams are at the trade fair'),
    context('Both teams see the reason. The agenda and open actions wait for the next review.'),
  ]);
export const readSkip = reader(z.object({ reason: typed(LONGEST_WORDS, 'Give a reason.') }));

const messageRef = z.object({ channel: z.string(), ts: z.string(), threadTs: z.string().nullish() });
export type MessageRef = z.infer<typeof messageRef>;

/** A message in Slack becomes a point: `isPrivate` warns, because others read the quote. */
export const messageModal = (
  message: MessageRef,
  { quote, isPrivate }: { quote: string; isPrivate: boolean },
): ModalView => ({
  type: 'modal',
  callback_id: reviewForms.message,
  private_metadata: writeRef({ ...message }),
  title: plain('Add to the review'),
  submit: plain('Add'),
  close: plain('Cancel'),
  blocks: [
    ...(isPrivate
      ? [section(':lock: *This message is from a private conversation.* Both teams will read the words below.')]
      : []),
    input('what', 'Quote', textField(LONGEST_POINT, quote, { multiline: true })),
    context('The point on the agenda has these words and a link to the message.'),
  ],
});
export const readMessage = (view: ViewOutput) => ({
  ...readRef(view, messageRef),
  form: readForm(view, z.object({ what: typed(LONGEST_POINT, 'Write the words of the point.') })),
});
