import { z } from 'zod';
import { setting } from '../platform/settings/setting.ts';

const percent = (what: string) => z.int(`${what} is a whole number.`).min(0, 'At least 0 (off).');

/** By amount, among the wins of a year in the same currency. */
export const winSizes = setting({
  key: 'wins.sizes',
  group: 'Wins',
  title: 'Big and small wins',
  help: 'Compared with the wins of the last year in the same currency. Big wins stand out. Small ones share one post a week, once there are 100 wins a year. 0 turns it off.',
  editor: { kind: 'numbers', fields: { big: 'Big: the largest (%)', small: 'Small: the smallest (%)' } },
  schema: z
    .object({
      big: percent('The share of big wins').max(50, 'At most 50 %.'),
      small: percent('The share of small wins').max(100, 'At most 100 %.'),
    })
    .refine(({ big, small }) => big + small <= 100, 'Both together are at most 100 %.'),
  default: { big: 10, small: 25 },
});
