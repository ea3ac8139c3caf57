import { z } from 'zod';
import { setting } from '../platform/settings/setting.ts';

/** The smallest number of answers for which an anonymous survey, or a side of it, shows anything. */
export const minimumGroup = setting({
  key: 'feedback.minimum_group',
  group: 'Feedback and questions',
  title: 'Smallest anonymous group',
  help: 'An anonymous survey shows nothing until this many people have answered.',
  editor: { kind: 'number', unit: ['person', 'people'] },
  adminsOnly: true,
  schema: z
    .number({ error: 'Enter a number of people, at least 3.' })
    .int('Enter a whole number of people.')
    .min(3, 'At least 3: a smaller group could identify each other.')
    .max(50, 'At most 50: with more, hardly any survey would show results.'),
  default: 5,
});
