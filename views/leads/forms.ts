/** The small forms about one lead: each builder beside the reader of its submission. */
import { z } from 'zod';
import { OTHER, type Reason } from '../../src/leads/settings.ts';
import type { Lead } from '../../src/leads/table.ts';
import { type Citation, snoozeSpans, touchKinds, touchOutcomes } from '../../src/leads/types.ts';
import { oneOf, typed } from '../../src/platform/slack/form.ts';
import { input, optional, options, plain, selectField, textField, typedOption } from '../kit/blocks.ts';
import { chosenItem, ITEM_CHOICE, itemField } from '../kit/item-choice.ts';
import { keysOf, leadForm, reader, snoozeField, WORDS, words, wordsField } from './form.ts';
import { ratingField, ratingValue, ratingWordsField } from './quality.ts';

export const DECLINE = 'decline';
/** `clauses` are the team's definition, of which one can be cited. Marketing is not asked about a lead of its own. */
export const declineModal = (
  lead: Lead,
  list: string | null,
  { reasons, clauses = [], asksQuality = false }: { reasons: Reason[]; clauses?: Citation[]; asksQuality?: boolean },
) =>
  leadForm({
    callbackId: DECLINE,
    title: 'Not for us',
    submit: 'Give back',
    lead,
    list,
    blocks: [
      reasonField(reasons),
      ...clauseField(clauses),
      ...(asksQuality ? [ratingField] : []),
      wordsField('Anything marketing should know?'),
    ],
  });

const reasonField = (reasons: Reason[]) =>
  input('reason', 'Why?', selectField(reasons.map(({ key, label }) => typedOption(key, label))));

function clauseField(clauses: Citation[]) {
  if (clauses.length === 0) return [];
  const choices = clauses.map(({ id, text }, index) => typedOption(String(id), `${index + 1}. ${text}`));
  const isCut = choices.some(({ text }) => text.text.endsWith('…'));
  const hint = isCut ? 'The command /baton definition shows them in full.' : undefined;
  return [optional(input('clauseId', 'Which part of our lead definition?', selectField(choices), hint))];
}

export const readDecline = reader(
  z
    .object({
      reason: z.string('Please choose one.'),
      clauseId: z.coerce
        .number()
        .int()
        .optional()
        .transform((id) => id ?? null),
      words: words(),
      rating: ratingValue(),
    })
    .refine(({ reason, words }) => reason !== OTHER || words !== null, {
      path: ['words'],
      message: 'Please say in a few words why.',
    }),
);

export const TOUCH = 'touch';
/** Whoever is the first in touch can say how good the lead is. */
export const touchModal = (lead: Lead, list: string | null = null, asksQuality = false) =>
  leadForm({
    callbackId: TOUCH,
    title: 'Log touch',
    submit: 'Log',
    lead,
    list,
    blocks: [
      input('kind', 'How did you get in touch?', selectField(options(touchKinds), 'call')),
      optional(input('outcome', 'What came of it?', selectField(options(touchOutcomes)))),
      wordsField('In a few words'),
      ...(asksQuality ? [ratingField, ratingWordsField] : []),
    ],
  });
export const readTouch = reader(
  z.object({
    kind: oneOf(keysOf(touchKinds)),
    outcome: oneOf(keysOf(touchOutcomes))
      .optional()
      .transform((outcome) => outcome ?? null),
    words: words(),
    rating: ratingValue(),
    ratingWords: words(),
  }),
);

export const QUALIFY = 'qualify';
const currencies = [
  'EUR',
  'USD',
  'GBP',
  'CHF',
  'SEK',
  'NOK',
  'DKK',
  'PLN',
  'CZK',
  'CAD',
  'AUD',
  'JPY',
  'INR',
  'BRL',
  'SGD',
];
export const qualifyModal = (lead: Lead, list: string | null = null) =>
  leadForm({
    callbackId: QUALIFY,
    title: 'Qualify',
    submit: 'Qualify',
    lead,
    list,
    blocks: [
      optional(
        input('amount', 'What could it be worth?', {
          type: 'number_input',
          is_decimal_allowed: true,
          min_value: '0',
          max_value: '1000000000000',
        }),
      ),
      optional(
        input(
          'currency',
          'Currency',
          selectField(
            currencies.map((code) => ({ text: plain(code), value: code })),
            lead.currency ?? 'EUR',
          ),
        ),
      ),
      optional(input('closeOn', 'When do you expect to close?', { type: 'datepicker' })),
    ],
  });
export const readQualify = reader(
  z
    .object({
      amount: z.coerce
        .number({ error: 'Please give a number.' })
        .min(0, 'An amount is not negative.')
        .max(1e12, 'This is more than a lead can be worth.')
        .optional()
        .transform((amount) => amount ?? null),
      currency: z
        .enum(currencies as [string, ...string[]])
        .optional()
        .transform((currency) => currency ?? null),
      closeOn: z.iso
        .date()
        .optional()
        .transform((day) => day ?? null),
    })
    .refine(({ amount, currency }) => amount === null || currency !== null, {
      path: ['currency'],
      message: 'In which currency?',
    }),
);

export const LOSE = 'lose';
export const loseModal = (lead: Lead, list: string | null, { reasons }: { reasons: Reason[] }) =>
  leadForm({
    callbackId: LOSE,
    title: 'Lost',
    submit: 'Mark lost',
    lead,
    list,
    blocks: [reasonField(reasons), wordsField('What can we learn from it?')],
  });
export const readLose = reader(z.object({ reason: z.string('Please choose one.'), words: words() }));

export const NURTURE = 'nurture';
export const nurtureModal = (lead: Lead, list: string | null = null) =>
  leadForm({
    callbackId: NURTURE,
    title: 'Nurture',
    submit: 'Nurture',
    lead,
    list,
    blocks: [
      input('until', 'Until when?', { type: 'datepicker' }, 'On this day the lead comes back to the team by itself.'),
      optional(itemField('Which content should warm it up?')),
      wordsField('What should warm it up?'),
    ],
  });
export const readNurture = reader(
  z.object({ until: z.iso.date('Please choose a day.'), [ITEM_CHOICE]: chosenItem, words: words() }),
);

export const SNOOZE = 'snooze';
export const snoozeModal = (lead: Lead, list: string | null, { shortMinutes }: { shortMinutes: number }) =>
  leadForm({
    callbackId: SNOOZE,
    title: 'Snooze',
    submit: 'Snooze',
    lead,
    list,
    blocks: [
      input('span', 'For how long?', snoozeField(shortMinutes), 'It stays out of digests, and always wakes up.'),
    ],
  });
export const readSnooze = reader(z.object({ span: oneOf(snoozeSpans) }));

export const REASSIGN = 'reassign';
export const reassignModal = (lead: Lead, list: string | null = null) =>
  leadForm({
    callbackId: REASSIGN,
    title: 'Reassign',
    submit: 'Reassign',
    lead,
    list,
    blocks: [
      input('to', 'Who should have it?', { type: 'users_select', placeholder: plain('A colleague of the team') }),
    ],
  });
export const readReassign = reader(z.object({ to: z.string('Please choose a colleague.') }));

export const NOTE = 'note';
export const noteModal = (lead: Lead, list: string | null = null) =>
  leadForm({
    callbackId: NOTE,
    title: 'Add note',
    submit: 'Add',
    lead,
    list,
    blocks: [
      input('words', 'Note', textField(WORDS, null, { multiline: true }), 'It is added to the thread of the card.'),
    ],
  });
export const readNote = reader(z.object({ words: typed(WORDS, 'Please write something.') }));

export const DISQUALIFY = 'disqualify';
export const disqualifyModal = (lead: Lead, list: string | null = null) =>
  leadForm({
    callbackId: DISQUALIFY,
    title: 'Disqualify',
    submit: 'Disqualify',
    lead,
    list,
    blocks: [wordsField('Why will this never be a customer?')],
  });
export const readDisqualify = reader(z.object({ words: words() }));
