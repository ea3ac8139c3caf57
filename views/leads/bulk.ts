/** Bulk actions: the form, and its result. */
import type { ViewOutput } from '@slack/bolt';
import type { InputBlock, KnownBlock, ModalView, PlainTextOption } from '@slack/types';
import { z } from 'zod';
import type { Outcome } from '../../src/leads/acts/bulk.ts';
import { isOverdue } from '../../src/leads/reads/due.ts';
import type { Lead } from '../../src/leads/table.ts';
import { snoozeSpans } from '../../src/leads/types.ts';
import { oneOf, readForm } from '../../src/platform/slack/form.ts';
import { readRef, writeRef } from '../../src/platform/slack/private-metadata.ts';
import {
  bold,
  context,
  emoji,
  input,
  literal,
  mrkdwn,
  options,
  type Piece,
  plain,
  rich,
  typedOption,
} from '../kit/blocks.ts';
import { counted, span } from '../kit/words.ts';
import { anywayValue, assigneeFields } from './assignee.ts';
import { keysOf, snoozeField, words, wordsField } from './form.ts';
import { leadTitle, statusWords } from './words.ts';

export const BULK_FORM = 'several_form';
/** The chosen act; choosing another redraws its fields. */
export const BULK_ACT = 'several_act';

const actWords = {
  accept: 'Accept',
  reassign: 'Reassign…',
  snooze: 'Snooze…',
  nurture: 'Nurture…',
};
export type BulkAct = keyof typeof actWords;

/** The most leads of one bulk action. */
export const MOST_AT_ONCE = 50;
/** Slack's limit for checkboxes. */
const IN_A_BLOCK = 10;
const BLOCKS = MOST_AT_ONCE / IN_A_BLOCK;

const ref = z.object({ leadIds: z.string(), total: z.number(), list: z.string().nullable() });

export interface BulkActions {
  /** Oldest first, at most fifty. */
  leads: Lead[];
  /** The length of the list that they are from. */
  total: number;
  /** The list below the form, redrawn afterwards. */
  list: string | null;
  act: BulkAct;
  now: Date;
  /** Length of the shortest snooze. */
  shortMinutes: number;
}

export function bulkModal(given: BulkActions): ModalView {
  const { leads, total, list, act, now } = given;
  const acts = options(actWords);
  return {
    type: 'modal',
    callback_id: BULK_FORM,
    private_metadata: writeRef({ leadIds: leads.map(({ id }) => id).join(), total, list }),
    title: plain('Bulk actions'),
    submit: plain('Apply'),
    close: plain('Cancel'),
    blocks: [
      {
        ...input(BULK_ACT, 'Action', {
          type: 'radio_buttons',
          options: acts,
          initial_option: acts.find(({ value }) => value === act),
        }),
        dispatch_action: true,
      },
      ...fieldsOf[act](given),
      ...(total > leads.length ? [context(`The ${leads.length} oldest of ${total}.`)] : []),
      ...leadBlocks(leads, now),
    ],
  };
}

/** The fields of each act besides the leads. */
const fieldsOf: Record<BulkAct, (given: BulkActions) => KnownBlock[]> = {
  accept: () => [],
  reassign: assigneeFields,
  snooze: ({ shortMinutes }) => [input('span', 'Snooze for', snoozeField(shortMinutes))],
  nurture: () => [
    input('until', 'Nurture until', { type: 'datepicker' }, 'The leads return to the team on this day.'),
    wordsField('Notes'),
  ],
};

function leadBlocks(leads: Lead[], now: Date): InputBlock[] {
  return Array.from({ length: Math.ceil(leads.length / IN_A_BLOCK) }, (_, index) => {
    const from = index * IN_A_BLOCK;
    const some = leads.slice(from, from + IN_A_BLOCK);
    const isOnly = leads.length <= IN_A_BLOCK;
    const label = isOnly ? 'Select leads' : `Leads ${from + 1}–${from + some.length}`;
    const block = input(fieldOf(index), label, {
      type: 'checkboxes',
      options: some.map((lead) => leadOption(lead, now)),
    });
    return isOnly ? block : { ...block, optional: true };
  });
}

const fieldOf = (index: number) => `leads_${index}`;

function leadOption(lead: Lead, now: Date): PlainTextOption {
  const standing = [
    statusWords[lead.status],
    ...(isOverdue(lead, now) ? ['overdue'] : []),
    ...(lead.snoozedUntil ? ['snoozed'] : []),
    ageOf(lead, now),
  ];
  return { ...typedOption(String(lead.id), leadTitle(lead)), description: plain(standing.join(' · ')) };
}

/** Slack formats no dates in options. */
const ageOf = ({ handedOffAt }: Lead, now: Date): string =>
  `handed off ${span(now.getTime() - handedOffAt.getTime())} ago`;

const boxes = z.array(z.string()).optional();
const fields = z
  .object({
    [BULK_ACT]: oneOf(keysOf(actWords)),
    to: z.string().optional(),
    anyway: anywayValue(),
    span: oneOf(snoozeSpans).optional(),
    until: z.iso.date('Choose a date.').optional(),
    words: words(),
    ...(Object.fromEntries(Array.from({ length: BLOCKS }, (_, index) => [fieldOf(index), boxes])) as Record<
      `leads_${number}`,
      typeof boxes
    >),
  })
  .superRefine((form, found) => {
    const miss = (field: string, message: string) => found.addIssue({ code: 'custom', path: [field], message });
    if (form[BULK_ACT] === 'reassign' && form.to === undefined) miss('to', 'Choose a team member.');
    if (form[BULK_ACT] === 'nurture' && form.until === undefined) miss('until', 'Choose a date.');
    if (chosenIn(form).length === 0) miss(fieldOf(0), 'Select at least one lead.');
  });

const chosenIn = (form: Record<string, unknown>): string[] =>
  Array.from({ length: BLOCKS }, (_, index) => (form[fieldOf(index)] ?? []) as string[]).flat();

/** `leadIds` are the chosen ones of those shown. */
export function readBulk(view: ViewOutput) {
  const { leadIds: shown, list } = readRef(view, ref);
  const form = readForm(view, fields);
  if (!form.ok) return { list, form };
  const chosen = new Set(chosenIn(form.value));
  const leadIds = idsIn(shown).filter((id) => chosen.has(String(id)));
  const { to, anyway, span, until, words } = form.value;
  return {
    list,
    form: { ok: true as const, value: { act: form.value[BULK_ACT], to, anyway, span, until, words, leadIds } },
  };
}

/** The content of an open form, to redraw it. */
export function readShown(view: { private_metadata: string }) {
  const { leadIds, total, list } = readRef(view, ref);
  return { leadIds: idsIn(leadIds), total, list };
}

/** It comes from the client: invalid ids and any beyond the limit are left out. */
const idsIn = (text: string): number[] =>
  text
    .split(',')
    .filter((id) => /^\d{1,15}$/.test(id))
    .map(Number)
    .slice(0, MOST_AT_ONCE);

export const readBulkAct = (value: string | undefined): BulkAct =>
  value !== undefined && Object.hasOwn(actWords, value) ? (value as BulkAct) : 'accept';

const doneWords: Record<BulkAct, string> = {
  accept: 'accepted',
  reassign: 'reassigned',
  snooze: 'snoozed',
  nurture: 'sent to nurture',
};

/** The leads changed, and the reason for each refused one. */
export function bulkDone({ act, outcomes }: { act: BulkAct; outcomes: Outcome[] }): ModalView {
  const done = outcomes.filter(({ refusal }) => refusal === null);
  const refused = outcomes.filter(({ refusal }) => refusal !== null);
  return {
    type: 'modal',
    title: plain('Bulk actions'),
    close: plain('Close'),
    blocks: [
      ...(done.length > 0 ? [rich(summary('heavy_check_mark', done.length, doneWords[act]), ...titles(done))] : []),
      ...(refused.length > 0 ? [rich(summary('x', refused.length, `not ${doneWords[act]}`))] : []),
      ...refused.map(
        ({ lead, refusal }): KnownBlock => ({
          type: 'section',
          text: literal(leadTitle(lead)),
          fields: [mrkdwn(refusal ?? '')],
        }),
      ),
      ...(outcomes.length === 0 ? [context('Already applied. Nothing changed.')] : []),
    ],
  };
}

const summary = (icon: string, count: number, what: string): Piece[] => [
  emoji(icon),
  ' ',
  bold(`${counted(count, 'lead')} ${what}`),
];

const titles = (outcomes: Outcome[]): Piece[][] => outcomes.map(({ lead }) => [leadTitle(lead)]);
