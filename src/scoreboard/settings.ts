import { z } from 'zod';
import { setting } from '../platform/settings/setting.ts';

/** Days after the end of a period in which its leads are still ripening. */
export const ripeDays = setting({
  key: 'scoreboard.ripe_days',
  group: 'Scoreboard',
  title: 'Time to ripen',
  help: 'Leads need time to become deals. Until this long after its end, a period is marked as ripening, and the outcome of its leads is not compared.',
  editor: { kind: 'number', unit: ['day', 'days'] },
  schema: z.int('The time to ripen is a whole number.').min(0, 'At least 0 days.').max(730, 'At most 730 days.'),
  default: 60,
});
