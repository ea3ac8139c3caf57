import { z } from 'zod';
import { setting } from '../platform/settings/setting.ts';

/** Questions and replies of one person per day. */
export const questionsPerDay = setting({
  key: 'box.questions_per_day',
  group: 'Feedback and questions',
  title: 'Daily limit of anonymous questions',
  help: 'Questions that one person can send in a day, replies included.',
  editor: { kind: 'number', unit: ['question', 'questions'] },
  schema: z
    .number({ error: 'Enter a number of questions.' })
    .int('Enter a whole number of questions.')
    .min(1, 'At least 1 a day.')
    .max(20, 'At most 20 a day.'),
  default: 3,
});

/** Without a channel, each manager of a team gets anonymous questions in a direct message. */
export const questionsChannel = setting({
  key: 'box.channel',
  group: 'Feedback and questions',
  title: 'Channel for anonymous questions',
  help: 'Anonymous questions to the managers (`/baton ask`) are posted here. Invite me first if it is private.',
  editor: { kind: 'channel', empty: 'To each manager of a team, in a direct message' },
  adminsOnly: true,
  schema: z
    .string()
    .regex(/^[CG][A-Z0-9]{1,20}$/, 'Enter a channel ID, such as C0123456789.')
    .nullable(),
  default: null,
});
