/** The asker's surveys: the list, and the forms to change the closing time, share the results and share a follow-up. */
import type { ViewOutput } from '@slack/bolt';
import type { Button, ModalView } from '@slack/types';
import { z } from 'zod';
import type { Progress } from '../../src/feedback/queries.ts';
import type { RoundShown } from '../../src/feedback/shown.ts';
import { oneOf, optionalTyped, readForm } from '../../src/platform/slack/form.ts';
import { readRef, writeRef } from '../../src/platform/slack/private-metadata.ts';
import {
  type Blocks,
  bold,
  button,
  context,
  date,
  dotted,
  input,
  option,
  optional,
  type Piece,
  plain,
  rich,
  section,
  textField,
} from '../kit/blocks.ts';
import { onePrimary } from '../kit/emphasis.ts';
import { pageButtons } from '../kit/paging.ts';
import { rowActions } from '../kit/row.ts';
import { aboutLines } from './words.ts';

export const FEEDBACK_CLOSE = 'feedback_close';
export const FEEDBACK_EXTEND = 'feedback_extend';
export const FEEDBACK_EXTEND_FORM = 'feedback_extend_form';
export const FEEDBACK_SHARE = 'feedback_share';
export const FEEDBACK_SHARE_FORM = 'feedback_share_form';
export const FEEDBACK_ACTION = 'feedback_action';
export const FEEDBACK_ACTION_FORM = 'feedback_action_form';
export const FEEDBACK_SUMMARY = 'feedback_summary';
export const FEEDBACK_WORDS_PAGE = 'feedback_words_page';
export const FEEDBACK_ROUNDS = 'feedback_rounds';
export const FEEDBACK_ROUNDS_PAGE = 'feedback_rounds_page';
export const ROUNDS_PAGE_SIZE = 8;

const ref = z.object({ roundId: z.number() });
const LONGEST_ACTION = 300;

export const extendModal = (shown: RoundShown): ModalView => ({
  type: 'modal',
  callback_id: FEEDBACK_EXTEND_FORM,
  private_metadata: writeRef({ roundId: shown.round.id }),
  title: plain('Change closing time'),
  submit: plain('Save'),
  close: plain('Cancel'),
  blocks: [
    rich(...aboutLines(shown)),
    input('until', 'Closes', {
      type: 'datetimepicker',
      initial_date_time: Math.floor(shown.round.closesAt.getTime() / 1000),
    }),
  ],
});

const extendFields = z.object({
  until: z.coerce.number({ error: 'Choose a closing time.' }).transform((seconds) => new Date(seconds * 1000)),
});
export const readExtend = (view: ViewOutput) => ({ ...readRef(view, ref), form: readForm(view, extendFields) });

const wordChoices = [
  { ...option('words', 'Totals and comments'), description: plain('At most six comments per question') },
  option('figures', 'Totals only'),
];

/** `placeId` is the default channel. */
export const shareModal = (shown: RoundShown): ModalView => ({
  type: 'modal',
  callback_id: FEEDBACK_SHARE_FORM,
  private_metadata: writeRef({ roundId: shown.round.id }),
  title: plain('Share the results'),
  submit: plain('Share'),
  close: plain('Cancel'),
  blocks: [
    rich(...aboutLines(shown)),
    input('channel', 'Channel', {
      type: 'conversations_select',
      placeholder: plain('A channel'),
      filter: { include: ['public', 'private'] },
      ...(shown.round.placeId && { initial_conversation: shown.round.placeId }),
    }),
    input('what', 'Include', {
      type: 'radio_buttons',
      options: wordChoices,
      initial_option: wordChoices[shown.round.isAnonymous ? 0 : 1],
    }),
    ...(shown.round.isAnonymous ? [] : [context('Comments are shown with names.')]),
  ],
});

const shareFields = z.object({
  channel: z.string({ error: 'Choose a channel.' }),
  what: oneOf(['words', 'figures']),
});
export const readShare = (view: ViewOutput) => ({ ...readRef(view, ref), form: readForm(view, shareFields) });

/** The next step, or the reason for none. */
export const actionModal = (
  shown: RoundShown,
  { dueOn, isOnAgenda }: { dueOn: string; isOnAgenda: boolean },
): ModalView => ({
  type: 'modal',
  callback_id: FEEDBACK_ACTION_FORM,
  private_metadata: writeRef({ roundId: shown.round.id }),
  title: plain('Share a next step'),
  submit: plain('Notify everyone'),
  close: plain('Cancel'),
  blocks: [
    rich(...aboutLines(shown)),
    optional(
      input(
        'what',
        'Next step',
        textField(LONGEST_ACTION, null, {
          multiline: true,
          placeholder: 'Sales sees the list before the emails go out',
        }),
      ),
    ),
    optional(input('owner', 'Owner', { type: 'users_select', initial_user: shown.round.askerId })),
    optional(input('due', 'Due', { type: 'datepicker', initial_date: dueOn })),
    optional(
      input(
        'nothing',
        'Or no action, because…',
        textField(LONGEST_ACTION, null, { multiline: true }),
        'Fill in one of the two.',
      ),
    ),
    context(
      shown.round.isAnonymous
        ? 'Everyone asked is notified.'
        : 'Everyone who answered is notified, and so is the owner.',
      ...(isOnAgenda ? ['A next step is also a point of the next monthly review, which both teams read.'] : []),
    ),
  ],
});

const actionFields = z
  .object({
    what: optionalTyped(LONGEST_ACTION),
    owner: z
      .string()
      .optional()
      .transform((owner) => owner ?? null),
    due: z.iso
      .date('Choose a due date.')
      .optional()
      .transform((due) => due ?? null),
    nothing: optionalTyped(LONGEST_ACTION),
  })
  .superRefine(({ what, owner, due, nothing }, ctx) => {
    const fault = (path: string, message: string) => ctx.addIssue({ code: 'custom', path: [path], message });
    if (what !== null && nothing !== null) fault('nothing', 'Fill in one of the two.');
    else if (what === null && nothing === null) fault('what', 'Enter a next step, or a reason for no action below.');
    else if (what !== null && owner === null) fault('owner', 'Choose an owner.');
    else if (what !== null && due === null) fault('due', 'Choose a due date.');
  });

export function readAction(view: ViewOutput) {
  const form = readForm(view, actionFields);
  return { ...readRef(view, ref), form };
}

export interface RoundRow {
  shown: RoundShown;
  /** While it is open. */
  progress: Progress | undefined;
  isActionWanted: boolean;
}

/** A person's surveys, newest first. */
export const roundsModal = ({ rows, page, total }: { rows: RoundRow[]; page: number; total: number }): ModalView => ({
  type: 'modal',
  callback_id: FEEDBACK_ROUNDS,
  private_metadata: `${page}:`,
  title: plain('My surveys'),
  close: plain('Close'),
  blocks: [
    ...(total === 0
      ? [section('No surveys yet. Start one with `/ask-feedback`.')]
      : onePrimary(rows.flatMap(roundRow))),
    ...pageButtons(FEEDBACK_ROUNDS_PAGE, { page, size: ROUNDS_PAGE_SIZE, total, carry: '' }),
  ],
});

function roundRow({ shown, progress, isActionWanted }: RoundRow): Blocks {
  const { round, title } = shown;
  const buttons = progress
    ? runningButtons(shown)
    : round.outcome === 'summary'
      ? endedButtons(shown, isActionWanted)
      : undefined;
  return [
    rich([bold(title)], dotted([[round.isAnonymous ? 'anonymous' : 'named'], ...stateOf(shown, progress)])),
    ...(buttons ? [rowActions(`round:${round.id}`, buttons)] : []),
  ];
}

/** While a survey is open, the asker can change its closing time or close it. */
export function runningButtons({ round, title }: RoundShown): [Button, Button] {
  const id = String(round.id);
  const look = (words: string) => ({ label: `${words}: ${title}` });
  const text = round.isAnonymous
    ? `You get the results if at least ${round.minimum} have answered. With fewer, all answers are deleted unread. This can’t be undone.`
    : 'You get the results now. No more answers are taken. This can’t be undone.';
  return [
    button(FEEDBACK_CLOSE, 'Close now', id, {
      ...look('Close now'),
      confirm: { title: 'Close this survey?', text, yes: 'Close now' },
    }),
    button(FEEDBACK_EXTEND, 'Change closing time…', id, look('Change closing time')),
  ];
}

/** The asker's buttons on a survey with results. */
export function endedButtons({ round, title }: RoundShown, isActionWanted: boolean): [Button, ...Button[]] {
  const id = String(round.id);
  const look = (words: string) => ({ label: `${words}: ${title}` });
  const rest: [Button, Button] = [
    button(FEEDBACK_SUMMARY, 'Answers', id, look('Answers')),
    button(FEEDBACK_SHARE, 'Share…', id, look('Share')),
  ];
  if (!isActionWanted) return rest;
  return [
    button(FEEDBACK_ACTION, 'Share a next step…', id, { style: 'primary', ...look('Share a next step') }),
    ...rest,
  ];
}

function stateOf({ round }: RoundShown, progress: Progress | undefined): Piece[][] {
  if (!progress) return [endedWords(round), ['closed ', date(round.closedAt ?? round.closesAt)]];
  const count =
    'answered' in progress
      ? `${progress.answered} of ${round.asked} answered`
      : `${progress.isEnough ? `at least ${round.minimum}` : `fewer than ${round.minimum}`} of ${round.asked} answered`;
  return [[count], ['closes ', date(round.closesAt)]];
}

function endedWords({ outcome, answered, asked }: RoundShown['round']): Piece[] {
  if (outcome === 'summary') return [`${answered} of ${asked} answered`];
  return [outcome === 'lost' ? 'answers were lost' : 'too few answered'];
}
