import { z } from 'zod';
import { keptMonths } from '../platform/settings/retention.ts';
import { setting } from '../platform/settings/setting.ts';

/** How many must have answered before anything of an anonymous round, or of a part of its people, is shown. */
export const minimumGroup = setting(
  'feedback.minimum_group',
  z
    .number({ error: 'Give a number of people, at least three.' })
    .int('Give a whole number of people.')
    .min(3, 'Fewer than three people can tell each other apart. At least three, please.')
    .max(50, 'At most 50: with more, hardly any round would show anything.'),
  5,
);

/** Months after which a round that has ended is deleted; null keeps all. */
export const keepRoundsMonths = keptMonths('feedback.keep_ended_months');
