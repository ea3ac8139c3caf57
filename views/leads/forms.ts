/** The small forms about one lead: each builder next to the reader of its submission. */
import { z } from 'zod';
import type { Reason } from '../../src/leads/settings.ts';
import type { Lead } from '../../src/leads/table.ts';
import { type Citation, OTHER, snoozeSpans, touchKinds, touchOutcomes } from '../../src/leads/types.ts';
import { oneOf, typed } from '../../src/platform/slack/form.ts';
import { input, optional, options, selectField, textField, typedOption } from '../kit/blocks.ts';
import { chosenItem, ITEM_CHOICE, itemField } from '../kit/item-choice.ts';
import { anywayValue, assigneeFields } from './assignee.ts';
import { keysOf, leadForm, reader, snoozeField, WORDS, words, wordsField } from './form.ts';
import { ratingField, ratingValue, ratingWordsField } from './quality.ts';

export const DECLINE = 'decline';
/** `clauses` are the team's definition, of which one can be cited. Marketing does not rate its own leads. */
export const declineModal = (
  lead: Lead,
  list: string | null,
  { reasons, clauses = [], asksQuality = false }: { reasons: Reason[]; clauses?: Citation[]; asksQuality?: boolean },
) =>
  leadForm({
    callbackId: DECLINE,
    title: 'Decline',
    submit: 'Return to marketing',
    lead,
    list,
    blocks: [
      reasonField(reasons),
      ...clauseField(clauses),
      ...(asksQuality ? [ratingField] : []),
      wordsField('Note for marketing'),
    ],
  });

const reasonField = (reasons: Reason[]) =>
  input('reason', 'Reason', selectField(reasons.map(({ key, label }) => typedOption(key, label))));

function clauseField(clauses: Citation[]) {
  if (clauses.length === 0) return [];
  const choices = clauses.map(({ id, text }, index) => typedOption(String(id), `${index + 1}. ${text}`));
  const isCut = choices.some(({ text }) => text.text.endsWith('…'));
  const hint = isCut ? 'Full text: /baton definition' : undefined;
  return [optional(input('clauseId', 'Unmet clause of the lead definition', selectField(choices), hint))];
}

export const readDecline = reader(
  z
    .object({
      reason: z.string('Choose a reason.'),
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
      message: 'Add a note with the reason.',
    }),
);

export const TOUCH = 'touch';
/** The first contact may rate the lead. */
export const touchModal = (lead: Lead, list: string | null = null, asksQuality = false) =>
  leadForm({
    callbackId: TOUCH,
    title: 'Log contact',
    submit: 'Log',
    lead,
    list,
    blocks: [
      input('kind', 'Channel', selectField(options(touchKinds), 'call')),
      optional(input('outcome', 'Outcome', selectField(options(touchOutcomes)))),
      wordsField('Notes'),
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

export const LOSE = 'lose';
export const loseModal = (lead: Lead, list: string | null, { reasons }: { reasons: Reason[] }) =>
  leadForm({
    callbackId: LOSE,
    title: 'Mark as lost',
    submit: 'Mark lost',
    lead,
    list,
    blocks: [reasonField(reasons), wordsField('Notes')],
  });
export const readLose = reader(z.object({ reason: z.string('Choose a reason.'), words: words() }));

export const NURTURE = 'nurture';
export const nurtureModal = (lead: Lead, list: string | null = null) =>
  leadForm({
    callbackId: NURTURE,
    title: 'Nurture',
    submit: 'Nurture',
    lead,
    list,
    blocks: [
      input('until', 'Nurture until', { type: 'datepicker' }, 'The lead returns to the team on this day.'),
      optional(itemField('Content to send')),
      wordsField('Notes'),
    ],
  });
export const readNurture = reader(
  z.object({ until: z.iso.date('Choose a date.'), [ITEM_CHOICE]: chosenItem, words: words() }),
);

export const SNOOZE = 'snooze';
export const snoozeModal = (lead: Lead, list: string | null, { shortMinutes }: { shortMinutes: number }) =>
  leadForm({
    callbackId: SNOOZE,
    title: 'Snooze',
    submit: 'Snooze',
    lead,
    list,
    blocks: [input('span', 'Snooze for', snoozeField(shortMinutes), 'Hidden from digests until then.')],
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
    blocks: assigneeFields(),
  });
export const readReassign = reader(z.object({ to: z.string('Choose a team member.'), anyway: anywayValue() }));

export const NOTE = 'note';
export const noteModal = (lead: Lead, list: string | null = null) =>
  leadForm({
    callbackId: NOTE,
    title: 'Add note',
    submit: 'Add',
    lead,
    list,
    blocks: [input('words', 'Note', textField(WORDS, null, { multiline: true }), 'Posted in the card’s thread.')],
  });
export const readNote = reader(z.object({ words: typed(WORDS, 'Enter a note.') }));

export const DISQUALIFY = 'disqualify';
export const disqualifyModal = (lead: Lead, list: string | null = null) =>
  leadForm({
    callbackId: DISQUALIFY,
    title: 'Disqualify',
    submit: 'Disqualify',
    lead,
    list,
    blocks: [wordsField('Reason')],
  });
export const readDisqualify = reader(z.object({ words: words() }));
