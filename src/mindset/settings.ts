import { z } from 'zod';
import { setting } from '../platform/settings/setting.ts';

const words = z
  .array(
    z
      .string()
      .trim()
      .min(1, 'Fill in or remove the empty word.')
      .max(80, 'A word or phrase has at most 80 characters.'),
  )
  .min(2, 'A line needs at least 2 words.')
  .max(20, 'A line has at most 20 words.');

/** Answers with words of one line are one advantage, before a facilitator looks at them. */
export const mindsetSynonyms = setting<string[][]>({
  key: 'mindset.synonyms',
  group: 'Rituals',
  title: 'Same advantage in other words',
  help: 'The mindset check groups answers with these words together. One group per line, words separated by commas. It knows word forms, typing errors and common words already.',
  editor: { kind: 'lists' },
  schema: z.array(words).max(300, 'At most 300 lines.'),
  default: [],
});

export const mindsetFacilitator = setting<string[]>({
  key: 'mindset.facilitator',
  group: 'Rituals',
  title: 'Facilitator of the mindset check',
  help: 'Groups the answers before anyone sees a result, and never sees who wrote what. A manager of either side; without one, that of marketing.',
  editor: { kind: 'people' },
  schema: z
    .array(z.string().regex(/^[UW][A-Z0-9]{1,20}$/, 'Use a Slack member ID, such as U0123ABC.'))
    .max(1, 'Choose one person.'),
  default: [],
});
