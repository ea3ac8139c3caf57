/** The small forms of one request: each builder next to the reader of its submission. */
import type { ViewOutput } from '@slack/bolt';
import type { KnownBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import type { Lead } from '../../src/leads/table.ts';
import type { ContentKind } from '../../src/library/settings.ts';
import { tidyTags } from '../../src/library/words.ts';
import { oneOf, optionalTyped, readForm, typed } from '../../src/platform/slack/form.ts';
import { readRef, writeRef } from '../../src/platform/slack/private-metadata.ts';
import type { ContentRequest } from '../../src/requests/table.ts';
import { declineReasons, LIMITS } from '../../src/requests/types.ts';
import { bold, input, optional, options, plain, rich, selectField, textField } from '../kit/blocks.ts';
import { chosenItem, ITEM_CHOICE, itemField } from '../kit/item-choice.ts';
import { keysOf } from '../leads/form.ts';
import { chosenLead, LEAD_CHOICE, leadField, leadOption } from '../leads/options.ts';
import { itemFields, readItem } from '../library/item.ts';

/** `list` names the list that the form was opened from, so that it can be redrawn. */
const ref = z.object({ requestId: z.number(), list: z.string().nullable() });

interface FormLook {
  callbackId: string;
  title: string;
  submit: string;
  request: ContentRequest;
  list: string | null;
  blocks: KnownBlock[];
}

const requestForm = ({ callbackId, title, submit, request, list, blocks }: FormLook): ModalView => ({
  type: 'modal',
  callback_id: callbackId,
  private_metadata: writeRef({ requestId: request.id, list }),
  title: plain(title),
  submit: plain(submit),
  close: plain('Cancel'),
  blocks: [rich([bold(request.title)]), ...blocks],
});

function reader<S extends z.ZodObject>(fields: S) {
  return (view: ViewOutput) => ({ ...readRef(view, ref), form: readForm(view, fields) });
}

const remark = (id: string, label: string, hint?: string) =>
  input(id, label, textField(LIMITS.remark, null, { multiline: true }), hint);

type About = [request: ContentRequest, list?: string | null];

export const ASK_BACK = 'request_ask_back';
export const askBackModal = (...[request, list = null]: About) =>
  requestForm({
    callbackId: ASK_BACK,
    title: 'Ask a question',
    submit: 'Ask',
    request,
    list,
    blocks: [
      rich(['The requester gets your question with a reply button. It is posted in the card’s thread.']),
      remark('question', 'Your question'),
    ],
  });
export const readAskBack = reader(z.object({ question: typed(LIMITS.remark, 'Enter your question.') }));

export const ANSWER = 'request_answer';
export const answerModal = (request: ContentRequest, list: string | null, question: string | null) =>
  requestForm({
    callbackId: ANSWER,
    title: 'Answer',
    submit: 'Answer',
    request,
    list,
    blocks: [...(question === null ? [] : [rich({ quote: [question] })]), remark('answer', 'Your answer')],
  });
export const readAnswer = reader(z.object({ answer: typed(LIMITS.remark, 'Enter an answer.') }));

export const DECLINE_REQUEST = 'request_decline';
export const declineRequestModal = (...[request, list = null]: About) =>
  requestForm({
    callbackId: DECLINE_REQUEST,
    title: 'Decline',
    submit: 'Decline',
    request,
    list,
    blocks: [
      input('reason', 'Reason', selectField(options(declineReasons))),
      optional(itemField('Existing item', { hint: 'Everyone who needs it gets this item.' })),
      optional(remark('words', 'Note')),
    ],
  });
export const readDeclineRequest = reader(
  z
    .object({
      reason: oneOf(keysOf(declineReasons)),
      [ITEM_CHOICE]: chosenItem,
      words: optionalTyped(LIMITS.remark),
    })
    .refine((form) => form.reason !== 'exists_already' || form[ITEM_CHOICE] !== null, {
      path: [ITEM_CHOICE],
      message: 'Choose the existing item.',
    })
    .refine(({ reason, words }) => reason !== 'other' || words !== null, {
      path: ['words'],
      message: 'Please say in a few words why.',
    }),
);

export const HAND_OVER = 'request_hand_over';
export const handOverModal = (...[request, list = null]: About) =>
  requestForm({
    callbackId: HAND_OVER,
    title: 'Hand over',
    submit: 'Hand over',
    request,
    list,
    blocks: [input('to', 'Assign to', { type: 'users_select', placeholder: plain('A colleague of the team') })],
  });
export const readHandOver = reader(z.object({ to: z.string('Please choose a colleague.') }));

export const CANCEL_REQUEST = 'request_cancel';
export const cancelRequestModal = (...[request, list = null]: About) =>
  requestForm({
    callbackId: CANCEL_REQUEST,
    title: 'Cancel request',
    submit: 'Cancel the request',
    request,
    list,
    blocks: [optional(remark('words', 'What changed?'))],
  });
export const readCancelRequest = reader(z.object({ words: optionalTyped(LIMITS.remark) }));

export const REOPEN_REQUEST = 'request_reopen';
export const reopenRequestModal = (...[request, list = null]: About) =>
  requestForm({
    callbackId: REOPEN_REQUEST,
    title: 'Reopen',
    submit: 'Reopen',
    request,
    list,
    blocks: [optional(remark('words', 'What is still missing?'))],
  });
export const readReopenRequest = reader(z.object({ words: optionalTyped(LIMITS.remark) }));

export const VOTE_FOR_LEAD = 'request_vote_lead';
export const voteForLeadModal = (request: ContentRequest, list: string | null, lead: Lead | undefined) =>
  requestForm({
    callbackId: VOTE_FOR_LEAD,
    title: 'I need this too',
    submit: 'Save',
    request,
    list,
    blocks: [
      optional(
        leadField(LEAD_CHOICE, 'For which lead?', {
          ...(lead && { initial: leadOption(lead) }),
          hint: 'A qualified deal’s value moves the request up.',
        }),
      ),
    ],
  });
export const readVoteForLead = reader(z.object({ [LEAD_CHOICE]: chosenLead }));

export const NOT_QUITE = 'request_not_quite';
export const notQuiteModal = (...[request, list = null]: About) =>
  requestForm({
    callbackId: NOT_QUITE,
    title: 'Not quite',
    submit: 'Send',
    request,
    list,
    blocks: [
      optional(remark('words', 'What was missing?', 'Shared with marketing. For a new version, reopen the request.')),
    ],
  });
export const readNotQuite = reader(z.object({ words: optionalTyped(LIMITS.remark) }));

export const DELIVER = 'request_deliver';
/** The form of a new library item, filled in from the request. */
export const deliverModal = (
  request: ContentRequest,
  list: string | null,
  { kinds, ownerId }: { kinds: readonly ContentKind[]; ownerId: string },
) => {
  const { title, kind, stage, audience } = request;
  const tags = tidyTags((audience ?? '').split(/[,;/]/));
  return requestForm({
    callbackId: DELIVER,
    title: 'Deliver',
    submit: 'Deliver',
    request,
    list,
    blocks: [
      ...itemFields({ title, kind, stage, tags, ownerId }, kinds),
      optional(remark('words', 'Note', 'Sent with the item to everyone who needs it.')),
    ],
  });
};

const deliveryWords = z.object({ words: optionalTyped(LIMITS.remark) });

export function readDelivery(view: ViewOutput, now: Date) {
  const read = readItem(view, { now });
  const remarks = readForm(view, deliveryWords);
  const about = readRef(view, ref);
  const errors = { ...(read.ok ? {} : read.errors), ...(remarks.ok ? {} : remarks.errors) };
  // A file or a link is required: a new item has no earlier content.
  if (!read.ok || !remarks.ok || read.value.content === null) return { ...about, form: { ok: false as const, errors } };
  const { content, ...item } = read.value;
  return { ...about, form: { ok: true as const, value: { item, content, words: remarks.value.words } } };
}
