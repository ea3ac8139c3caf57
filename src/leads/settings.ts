import { z } from 'zod';
import type { Db } from '../platform/db/open.ts';
import { UserError } from '../platform/errors.ts';
import { settingOf } from '../platform/settings/queries.ts';
import { type Setting, setting } from '../platform/settings/setting.ts';
import { typed } from '../platform/slack/form.ts';
import { OTHER, type ReactionMeaning } from './types.ts';

const whole = (what: string) => z.int(`${what} is a whole number.`);

const emojiName = z
  .string('Enter an emoji.')
  .trim()
  // Slack copies it as `:+1::skin-tone-2:`. Skin tones are ignored.
  .transform((name) => name.toLowerCase().replace(/^:|:$/g, '').split('::')[0] ?? '')
  .pipe(
    z
      .string()
      .regex(/^[\p{Ll}\p{Lo}\p{N}_+'-]{1,100}$/u, 'Enter the emoji’s name in Slack, such as :white_check_mark:.'),
  );

export type CardEmoji = Record<ReactionMeaning, string>;

/** Slack's short names of the emoji that act on a card. */
export const cardEmoji = setting<CardEmoji>({
  key: 'leads.emoji',
  group: 'Leads',
  title: 'Emoji on a card',
  help: 'Reactions that act on a card. Skin tones and aliases count too.',
  editor: {
    kind: 'emoji',
    fields: { accept: 'Accept', decline: 'Decline', touch: 'Log contact', snooze: 'Snooze', won: 'Won' },
  },
  schema: z
    .object({ accept: emojiName, decline: emojiName, touch: emojiName, snooze: emojiName, won: emojiName })
    .refine((emoji) => new Set(Object.values(emoji)).size === Object.keys(emoji).length, 'Use each emoji only once.'),
  default: { accept: 'white_check_mark', decline: 'x', touch: 'telephone_receiver', snooze: 'zzz', won: 'trophy' },
});

export interface Reason {
  /** Stored with the lead, so that the label can change. */
  key: string;
  label: string;
}

const reasonList = z
  .array(
    z.object({
      key: z
        .string()
        .regex(/^[a-z][a-z0-9_]{0,39}$/, 'The key of a reason has up to 40 lowercase letters, digits and underscores.'),
      label: typed(75, 'A reason needs a name.'),
    }),
  )
  .min(2, 'Sellers need at least two reasons to choose from.')
  .max(50, 'At most 50 reasons.')
  .refine((reasons) => new Set(reasons.map(({ key }) => key)).size === reasons.length, 'Two reasons have the same key.')
  .refine(
    (reasons) => new Set(reasons.map(({ label }) => label.toLowerCase())).size === reasons.length,
    'Two reasons have the same name.',
  );

const reasonSetting = (
  declared: Pick<Setting<Reason[]>, 'key' | 'title' | 'default'>,
  { before, more = '' }: { before: string; more?: string },
): Setting<Reason[]> =>
  setting({
    ...declared,
    group: 'Leads',
    help: `One per line, in the order sellers see them. ${before} keep their reason.${more}`,
    editor: { kind: 'rows', columns: {} },
    schema: reasonList,
  });

/** In the order in which sellers see them. */
export const declineReasons = reasonSetting(
  {
    key: 'leads.decline_reasons',
    title: 'Reasons to decline',
    default: [
      { key: 'not_a_fit', label: 'Not a fit' },
      { key: 'no_budget', label: 'No budget' },
      { key: 'wrong_contact', label: 'Wrong contact' },
      { key: 'already_customer', label: 'Already a customer' },
      { key: 'duplicate', label: 'Duplicate' },
      { key: 'too_early', label: 'Too early' },
      { key: 'competitor', label: 'Chose a competitor' },
      { key: 'junk', label: 'Junk, vendor or recruiter' },
      { key: OTHER, label: 'Something else' },
    ],
  },
  { before: 'Declined leads', more: ' “Something else” asks for details, even if renamed.' },
);

/** In the order in which sellers see them. */
export const lossReasons = reasonSetting(
  {
    key: 'leads.loss_reasons',
    title: 'Reasons for a lost deal',
    default: [
      { key: 'price', label: 'Price' },
      { key: 'competitor', label: 'Chose a competitor' },
      { key: 'no_decision', label: 'No decision' },
      { key: 'timing', label: 'Bad timing' },
      { key: 'missing_feature', label: 'Missing feature' },
      { key: OTHER, label: 'Something else' },
    ],
  },
  { before: 'Lost deals' },
);

export const declineReasonsOf = (db: Db): Reason[] => settingOf(db, declineReasons);
export const lossReasonsOf = (db: Db): Reason[] => settingOf(db, lossReasons);

/** @throws UserError if the reason was removed from the list while the form was open. */
export function requireReason(reasons: Reason[], key: string): Reason {
  const reason = reasons.find((one) => one.key === key);
  if (!reason) throw new UserError('This reason is no longer available. Choose another.');
  return reason;
}

/** From this score on, a lead is hot. */
export const hotScore = setting({
  key: 'leads.hot_score',
  group: 'Leads',
  title: 'Score of a hot lead',
  help: 'A lead that comes with a score of at least this is hot, and has the shorter time to be accepted.',
  editor: { kind: 'number', unit: ['point', 'points'] },
  schema: whole('The score').min(1, 'At least 1.').max(100, 'At most 100.'),
  default: 80,
});

/** Minutes in which removing ✅ releases the lead. */
export const takeBackMinutes = setting({
  key: 'leads.take_back_minutes',
  group: 'Leads',
  title: 'Undo window',
  help: 'Removing the accept emoji within this time releases the lead. 0 turns this off.',
  editor: { kind: 'number', unit: ['minute', 'minutes'] },
  schema: whole('The undo window').min(0, 'At least 0 minutes (off).').max(1440, 'At most 1,440 minutes (a day).'),
  default: 10,
});

/** Whether sellers find and read the leads of other sales teams; only a lead's own team acts on it. */
export const otherTeamsLeads = setting<'read' | 'hidden'>({
  key: 'leads.of_other_teams',
  group: 'Leads',
  title: 'Leads of other sales teams',
  help: 'Marketing sees all leads. Only a lead’s own sales team can act on it.',
  editor: {
    kind: 'choice',
    choices: { read: 'Sellers can find and read them', hidden: 'Sellers see only the leads of their team' },
  },
  schema: z.enum(['read', 'hidden'], 'Choose one of the two.'),
  default: 'read',
});

/** Beyond this number of declines by one seller within a day, the manager sees each. */
export const declinesADay = setting({
  key: 'leads.declines_a_day',
  group: 'Leads',
  title: 'Daily return limit',
  help: 'The manager is notified of each lead that a seller returns beyond this number in a day.',
  editor: { kind: 'number', unit: ['lead', 'leads'] },
  schema: whole('The daily return limit').min(0, 'At least 0: the manager sees each.').max(1000, 'At most 1,000.'),
  default: 5,
});

/** At this many snoozes of one lead, its manager is notified. */
export const manySnoozes = setting({
  key: 'leads.many_snoozes',
  group: 'Leads',
  title: 'Snooze limit',
  help: 'The manager is notified when a lead has been snoozed this often.',
  editor: { kind: 'number', unit: ['snooze', 'snoozes'] },
  schema: whole('The number of snoozes').min(1, 'At least one.').max(100, 'At most 100.'),
  default: 3,
});

/** The length of the shortest snooze, and the hour of the team's day at which the longer ones end. */
export const snoozeTimes = setting({
  key: 'leads.snooze_times',
  group: 'Leads',
  title: 'Snooze lengths',
  help: 'The shortest snooze, and the hour at which snoozes until tomorrow or Monday end.',
  editor: {
    kind: 'numbers',
    fields: { minutes: 'Shortest (minutes)', hour: 'Hour of the morning (0–23)' },
  },
  schema: z.object({
    minutes: whole('The shortest snooze').min(5, 'At least 5 minutes.').max(480, 'At most 480 minutes.'),
    hour: whole('The hour of the morning').min(0, 'Hours go from 0 to 23.').max(23, 'Hours go from 0 to 23.'),
  }),
  default: { minutes: 60, hour: 9 },
});

/** In the order of the menus; ISO 4217. */
export const currencies = [
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
] as const;

/** Chosen in the forms for a deal's value. */
export const usualCurrency = setting<(typeof currencies)[number]>({
  key: 'leads.currency',
  group: 'Leads',
  title: 'Currency of deals',
  help: 'Selected when someone enters a deal value. They can choose another.',
  editor: { kind: 'choice', choices: Object.fromEntries(currencies.map((code) => [code, code])) },
  schema: z.enum(currencies, 'Choose a currency of the list.'),
  default: 'EUR',
});

/** Leads with buttons in a digest; a Slack message holds no more than twelve. */
export const digestSize = setting({
  key: 'leads.digest_size',
  group: 'Leads',
  title: 'Leads per digest',
  help: 'The oldest leads are shown with buttons, the rest are counted. Each team sets the time of its digest.',
  editor: { kind: 'number', unit: ['lead', 'leads'] },
  schema: whole('The number of leads').min(3, 'At least 3.').max(12, 'At most 12, because of Slack’s limit.'),
  default: 10,
});

/** From this length on, an absence is long: colleagues may take over the person's leads. */
export const longAbsenceDays = setting({
  key: 'leads.long_absence_days',
  group: 'Leads',
  title: 'Long absence',
  help: 'Leads of a person who is out of office for this long are offered to the team, and the manager is told.',
  editor: { kind: 'number', unit: ['day', 'days'] },
  schema: whole('The number of days').min(1, 'At least 1 day.').max(365, 'At most 365 days.'),
  default: 7,
});
