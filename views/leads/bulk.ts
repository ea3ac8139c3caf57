/** One thing done to several leads: the form, and what became of it. */
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
import { keysOf, snoozeField, words, wordsField } from './form.ts';
import { leadTitle, statusWords } from './words.ts';

export const SEVERAL_FORM = 'several_form';
/** What is to be done; choosing it shows what else it needs. */
export const SEVERAL_ACT = 'several_act';

const actWords = {
  accept: 'Accept them',
  reassign: 'Reassign them…',
  snooze: 'Snooze them…',
  nurture: 'Nurture them…',
};
export type SeveralAct = keyof typeof actWords;

/** As many leads as can be acted on at once. */
export const MOST_AT_ONCE = 50;
/** Slack's limit for checkboxes. */
const IN_A_BLOCK = 10;
const BLOCKS = MOST_AT_ONCE / IN_A_BLOCK;

const ref = z.object({ leadIds: z.string(), total: z.number(), list: z.string().nullable() });

export interface Several {
  /** Oldest first, at most fifty. */
  leads: Lead[];
  /** How many there are in the list that they are from. */
  total: number;
  /** The list that is to be shown anew, where it stands below. */
  list: string | null;
  act: SeveralAct;
  now: Date;
  /** Of the shortest snooze. */
  shortMinutes: number;
}

export function severalModal(several: Several): ModalView {
  const { leads, total, list, act, now } = several;
  const acts = options(actWords);
  return {
    type: 'modal',
    callback_id: SEVERAL_FORM,
    private_metadata: writeRef({ leadIds: leads.map(({ id }) => id).join(), total, list }),
    title: plain('Several at once'),
    submit: plain('Do it'),
    close: plain('Cancel'),
    blocks: [
      {
        ...input(SEVERAL_ACT, 'What do you want to do?', {
          type: 'radio_buttons',
          options: acts,
          initial_option: acts.find(({ value }) => value === act),
        }),
        dispatch_action: true,
      },
      ...fieldsOf[act](several),
      ...(total > leads.length ? [context(`The ${leads.length} oldest of ${total}.`)] : []),
      ...leadBlocks(leads, now),
    ],
  };
}

/** What each act has to know besides the leads. */
const fieldsOf: Record<SeveralAct, (several: Several) => KnownBlock[]> = {
  accept: () => [],
  reassign: () => [
    input('to', 'Who should have them?', { type: 'users_select', placeholder: plain('A colleague of the team') }),
  ],
  snooze: ({ shortMinutes }) => [input('span', 'For how long?', snoozeField(shortMinutes))],
  nurture: () => [
    input('until', 'Until when?', { type: 'datepicker' }, 'On this day they come back to the team by themselves.'),
    wordsField('What should warm them up?'),
  ],
};

function leadBlocks(leads: Lead[], now: Date): InputBlock[] {
  return Array.from({ length: Math.ceil(leads.length / IN_A_BLOCK) }, (_, index) => {
    const from = index * IN_A_BLOCK;
    const some = leads.slice(from, from + IN_A_BLOCK);
    const isOnly = leads.length <= IN_A_BLOCK;
    const label = isOnly ? 'Which leads?' : `Leads ${from + 1}–${from + some.length}`;
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

const HOUR_MS = 3_600_000;

/** In words that are the same in every zone: an option holds no date that Slack would write for its reader. */
function ageOf({ handedOffAt }: Lead, now: Date): string {
  const hours = Math.floor((now.getTime() - handedOffAt.getTime()) / HOUR_MS);
  if (hours < 1) return 'handed off just now';
  if (hours < 48) return `handed off ${hours === 1 ? 'an hour' : `${hours} hours`} ago`;
  return `handed off ${Math.floor(hours / 24)} days ago`;
}

const boxes = z.array(z.string()).optional();
const fields = z
  .object({
    [SEVERAL_ACT]: oneOf(keysOf(actWords)),
    to: z.string().optional(),
    span: oneOf(snoozeSpans).optional(),
    until: z.iso.date('Please choose a day.').optional(),
    words: words(),
    ...(Object.fromEntries(Array.from({ length: BLOCKS }, (_, index) => [fieldOf(index), boxes])) as Record<
      `leads_${number}`,
      typeof boxes
    >),
  })
  .superRefine((form, found) => {
    const miss = (field: string, message: string) => found.addIssue({ code: 'custom', path: [field], message });
    if (form[SEVERAL_ACT] === 'reassign' && form.to === undefined) miss('to', 'Who should have them?');
    if (form[SEVERAL_ACT] === 'nurture' && form.until === undefined) miss('until', 'Please choose a day.');
    if (chosenIn(form).length === 0) miss(fieldOf(0), 'Please choose at least one lead.');
  });

const chosenIn = (form: Record<string, unknown>): string[] =>
  Array.from({ length: BLOCKS }, (_, index) => (form[fieldOf(index)] ?? []) as string[]).flat();

/** `leadIds` are those that were chosen, of those that were shown. */
export function readSeveral(view: ViewOutput) {
  const { leadIds: shown, list } = readRef(view, ref);
  const form = readForm(view, fields);
  if (!form.ok) return { list, form };
  const chosen = new Set(chosenIn(form.value));
  const leadIds = idsIn(shown).filter((id) => chosen.has(String(id)));
  const { to, span, until, words } = form.value;
  return {
    list,
    form: { ok: true as const, value: { act: form.value[SEVERAL_ACT], to, span, until, words, leadIds } },
  };
}

/** What an open form shows, to show it anew. */
export function readShown(view: { private_metadata: string }) {
  const { leadIds, total, list } = readRef(view, ref);
  return { leadIds: idsIn(leadIds), total, list };
}

/** It passed through the person's client: what is no id, or too much, is left out. */
const idsIn = (text: string): number[] =>
  text
    .split(',')
    .filter((id) => /^\d{1,15}$/.test(id))
    .map(Number)
    .slice(0, MOST_AT_ONCE);

export const readAct = (value: string | undefined): SeveralAct =>
  value !== undefined && Object.hasOwn(actWords, value) ? (value as SeveralAct) : 'accept';

const doneWords: Record<SeveralAct, string> = {
  accept: 'accepted',
  reassign: 'reassigned',
  snooze: 'snoozed',
  nurture: 'sent to nurture',
};

/** What was done, and of each lead that was refused, why. */
export function severalDone({ act, outcomes }: { act: SeveralAct; outcomes: Outcome[] }): ModalView {
  const done = outcomes.filter(({ refusal }) => refusal === null);
  const refused = outcomes.filter(({ refusal }) => refusal !== null);
  return {
    type: 'modal',
    title: plain('Several at once'),
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
      ...(outcomes.length === 0 ? [context('This was done already, so it was not done again.')] : []),
    ],
  };
}

const summary = (icon: string, count: number, what: string): Piece[] => [
  emoji(icon),
  ' ',
  bold(`${count === 1 ? 'One lead' : `${count} leads`} ${what}`),
];

const titles = (outcomes: Outcome[]): Piece[][] => outcomes.map(({ lead }) => [leadTitle(lead)]);
