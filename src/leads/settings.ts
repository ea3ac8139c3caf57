import { z } from 'zod';
import type { Db } from '../platform/db/open.ts';
import { UserError } from '../platform/errors.ts';
import { settingOf } from '../platform/settings/queries.ts';
import { keptMonths } from '../platform/settings/retention.ts';
import { setting } from '../platform/settings/setting.ts';
import { typed } from '../platform/slack/form.ts';
import type { ReactionMeaning } from './types.ts';

const whole = (what: string) => z.int(`${what} is a whole number.`);

const emojiName = z
  .string('Which emoji?')
  .trim()
  .transform((name) => name.replaceAll(':', ''))
  .pipe(
    z
      .string()
      .regex(/^[\p{Ll}\p{Lo}\p{N}_+'-]{1,100}$/u, 'Write the emoji by its name in Slack, such as :white_check_mark:.'),
  );

export type CardEmoji = Record<ReactionMeaning, string>;

/** What sellers say with an emoji on a card, by Slack's short names. */
export const cardEmoji = setting<CardEmoji>(
  'leads.emoji',
  z
    .object({ accept: emojiName, decline: emojiName, touch: emojiName, snooze: emojiName, won: emojiName })
    .refine(
      (emoji) => new Set(Object.values(emoji)).size === Object.keys(emoji).length,
      'Each emoji can mean one thing only.',
    ),
  { accept: 'white_check_mark', decline: 'x', touch: 'telephone_receiver', snooze: 'zzz', won: 'trophy' },
);

export interface Reason {
  /** Stored with what was given back: it stays when the label changes. */
  key: string;
  label: string;
}

/** The one reason that needs words. */
export const OTHER = 'other';

const reasonList = z
  .array(
    z.object({
      key: z
        .string()
        .regex(/^[a-z][a-z0-9_]{0,39}$/, 'The key of a reason is up to 40 small letters, digits and underscores.'),
      label: typed(75, 'A reason needs words.'),
    }),
  )
  .min(2, 'Sellers need at least two reasons to choose from.')
  .max(50, 'At most 50 reasons: nobody reads more.')
  .refine((reasons) => new Set(reasons.map(({ key }) => key)).size === reasons.length, 'Two reasons have the same key.')
  .refine(
    (reasons) => new Set(reasons.map(({ label }) => label.toLowerCase())).size === reasons.length,
    'Two reasons have the same name.',
  );

/** Why a lead is given back, in the order in which sellers choose. */
export const declineReasons = setting<Reason[]>('leads.decline_reasons', reasonList, [
  { key: 'not_a_fit', label: 'Not a fit' },
  { key: 'no_budget', label: 'No budget' },
  { key: 'wrong_contact', label: 'Wrong contact' },
  { key: 'already_customer', label: 'Already a customer' },
  { key: 'duplicate', label: 'Duplicate' },
  { key: 'too_early', label: 'Too early' },
  { key: 'competitor', label: 'Chose a competitor' },
  { key: OTHER, label: 'Something else' },
]);

/** Why a deal is lost, in the order in which sellers choose. */
export const lossReasons = setting<Reason[]>('leads.loss_reasons', reasonList, [
  { key: 'price', label: 'Price' },
  { key: 'competitor', label: 'Chose a competitor' },
  { key: 'no_decision', label: 'No decision' },
  { key: 'timing', label: 'Bad timing' },
  { key: 'missing_feature', label: 'Something was missing' },
  { key: OTHER, label: 'Something else' },
]);

export const declineReasonsOf = (db: Db): Reason[] => settingOf(db, declineReasons);
export const lossReasonsOf = (db: Db): Reason[] => settingOf(db, lossReasons);

/**
 * The reason with this key, with its words of today.
 * @throws UserError when it was taken from the list while the form was open.
 */
export function requireReason(reasons: Reason[], key: string): Reason {
  const reason = reasons.find((one) => one.key === key);
  if (!reason) throw new UserError('This reason is not offered any more. Please choose another.');
  return reason;
}

/** Minutes in which taking ✅ back releases the lead: it was a slip. */
export const takeBackMinutes = setting(
  'leads.take_back_minutes',
  whole('The time to take ✅ back').min(0, 'At least 0 minutes, which is never.').max(1440, 'At most a day.'),
  10,
);

/** More declines than this by one seller within a day, and the manager sees each. */
export const declinesADay = setting(
  'leads.declines_a_day',
  whole('The number of leads given back').min(0, 'At least 0: the manager sees each.').max(1000, 'At most 1,000.'),
  5,
);

/** At this many snoozes of one lead, its manager is told. */
export const manySnoozes = setting(
  'leads.many_snoozes',
  whole('The number of snoozes').min(1, 'At least one.').max(100, 'At most 100.'),
  3,
);

/** How long the shortest snooze is, and at which hour of the team's day the longer ones end. */
export const snoozeTimes = setting(
  'leads.snooze_times',
  z.object({
    minutes: whole('The shortest snooze').min(5, 'At least 5 minutes.').max(480, 'At most 480 minutes.'),
    hour: whole('The hour of the morning').min(0, 'Hours go from 0 to 23.').max(23, 'Hours go from 0 to 23.'),
  }),
  { minutes: 60, hour: 9 },
);

/** How many leads stand with their buttons in a digest; a message of Slack's holds no more than twelve. */
export const digestSize = setting(
  'leads.digest_size',
  whole('The number of leads').min(3, 'At least three.').max(12, 'At most twelve: Slack takes no longer message.'),
  10,
);

/** Months after which a lead that has ended is erased; null keeps all. */
export const keepEndedMonths = keptMonths('leads.keep_ended_months');
