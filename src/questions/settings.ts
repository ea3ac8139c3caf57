import { z } from 'zod';
import { setting } from '../platform/settings/setting.ts';

/** How much one person can put into the box on one day, replies included. */
export const questionsPerDay = setting(
  'box.questions_per_day',
  z
    .number({ error: 'Give a number of questions.' })
    .int('Give a whole number of questions.')
    .min(1, 'At least one a day, or nobody could ask anything.')
    .max(20, 'At most 20 a day from one person.'),
  3,
);

/** Where questions of the box go. Without a channel, each manager of a team gets them in a direct message. */
export const boxChannel = setting(
  'box.channel',
  z
    .string()
    .regex(/^[CG][A-Z0-9]{1,20}$/, 'Give the id of a channel, such as C0123456789.')
    .nullable(),
  null,
);
