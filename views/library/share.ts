/** Sharing an item: the message, and the small forms to send it and to use it with a lead. */
import type { ViewOutput } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { z } from 'zod';
import type { ContentKind } from '../../src/library/settings.ts';
import type { LibraryItem } from '../../src/library/table.ts';
import type { LibraryUse } from '../../src/library/usage-table.ts';
import type { SlackMessage } from '../../src/platform/outbox/message.ts';
import { type FormResult, optionalTyped, readForm } from '../../src/platform/slack/form.ts';
import { readRef, writeRef } from '../../src/platform/slack/private-metadata.ts';
import {
  actions,
  type Blocks,
  bold,
  cut,
  emoji,
  input,
  type Line,
  optional,
  type Piece,
  person,
  plain,
  rich,
  section,
  textField,
} from '../kit/blocks.ts';
import { chosenLead, LEAD_CHOICE, leadField } from '../leads/options.ts';
import { getItem, useButton } from './buttons.ts';
import { escapedItem, itemLines } from './words.ts';

export const SEND_ITEM = 'content_send_form';
export const USE_ITEM = 'content_use_form';
const WORDS = 500;
const SUMMARY_SHOWN = 600;

interface Passed {
  use: LibraryUse;
  item: LibraryItem;
  kinds: readonly ContentKind[];
  isStale: boolean;
}

/** The message in a channel or a direct message, with the file if there is one. */
export function passedMessage(passed: Passed): SlackMessage {
  const { use, item } = passed;
  const toSelf = use.toId === use.userId;
  const who: Piece[] = toSelf
    ? ['The file you asked for:']
    : [person(use.userId), use.kind === 'sent' ? ' sent you this:' : ' shared this:'];
  return {
    text: toSelf ? escapedItem(item) : `From the library: ${escapedItem(item)}`,
    blocks: [
      rich([emoji('books'), ' ', ...who], ...aboutItem(passed)),
      ...(item.link === null ? [] : [openAndUse(item)]),
    ],
  };
}

/** The same without the file, if it cannot be posted. */
export function passedWithoutFile(passed: Passed): SlackMessage {
  const { text, blocks } = passedMessage(passed);
  const why: Piece[] = [
    emoji('warning'),
    ' The file could not be posted here. Ask ',
    person(passed.item.ownerId),
    ' for it.',
  ];
  return { text, blocks: [...blocks, rich(why)] };
}

/** The same while the upload is still at Slack, usually less than a minute. */
export function passedTooSoon(passed: Passed): SlackMessage {
  const { text, blocks } = passedMessage(passed);
  const { use, item } = passed;
  const wait = [emoji('hourglass_flowing_sand'), ' I don’t have the file yet. Try again in a minute:'];
  return { text, blocks: [...blocks, rich(wait), actions(`soon:${use.id}`, getItem(item))] };
}

function aboutItem({ use, item, kinds, isStale }: Passed): Line[] {
  const summary = item.summary ? [{ quote: [cut(item.summary, SUMMARY_SHOWN)] }] : [];
  const words = use.words ? [[bold('“'), use.words, bold('”')]] : [];
  return [...words, ...itemLines(item, { kinds, isStale }), ...summary];
}

const openAndUse = (item: LibraryItem): Blocks[number] => actions(`passed:${item.id}`, getItem(item), useButton(item));

const ref = z.object({ itemId: z.number() });

/** The receiver, and an optional message. */
export const sendModal = (item: LibraryItem): ModalView => ({
  type: 'modal',
  callback_id: SEND_ITEM,
  private_metadata: writeRef({ itemId: item.id }),
  title: plain('Send content'),
  submit: plain('Send'),
  close: plain('Cancel'),
  blocks: [
    rich([bold(item.title)]),
    input(
      'to',
      'Send to',
      { type: 'users_select', placeholder: plain('A colleague') },
      'Baton sends it in a direct message, in your name.',
    ),
    optional(input('words', 'Message', textField(WORDS, null, { multiline: true }))),
  ],
});

const sendFields = z.object({
  to: z.string({ error: 'Choose a colleague.' }),
  words: optionalTyped(WORDS),
});

export const readSend = (view: ViewOutput) => ({ ...readRef(view, ref), form: readForm(view, sendFields) });

/** The lead. */
export const useModal = (item: LibraryItem): ModalView => ({
  type: 'modal',
  callback_id: USE_ITEM,
  private_metadata: writeRef({ itemId: item.id }),
  title: plain('Used with a lead'),
  submit: plain('Save'),
  close: plain('Cancel'),
  blocks: [
    rich([bold(item.title)]),
    leadField(LEAD_CHOICE, 'Lead', {
      hint: 'Posted in the lead’s thread. Helps marketing see what works.',
    }),
    optional(input('words', 'How did it go?', textField(WORDS, null, { multiline: true }))),
  ],
});

const useFields = z.object({ [LEAD_CHOICE]: chosenLead, words: optionalTyped(WORDS) });

export function readUse(view: ViewOutput): {
  itemId: number;
  form: FormResult<{ leadId: number; words: string | null }>;
} {
  const form = readForm(view, useFields);
  const { itemId } = readRef(view, ref);
  if (!form.ok) return { itemId, form };
  const { [LEAD_CHOICE]: leadId, words } = form.value;
  if (leadId === null) return { itemId, form: { ok: false, errors: { [LEAD_CHOICE]: 'Choose a lead.' } } };
  return { itemId, form: { ok: true, value: { leadId, words } } };
}

/** After "Get the file". */
export const onItsWay: ModalView = {
  type: 'modal',
  title: plain('On its way'),
  close: plain('Done'),
  blocks: [section(':inbox_tray: I’ll send you the file in a direct message.')],
};
