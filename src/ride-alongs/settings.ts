import { z } from 'zod';
import { setting } from '../platform/settings/setting.ts';

export const ridesAMonth = setting<number>({
  key: 'ride_alongs.monthly_cap',
  group: 'Rituals',
  title: 'Ride-alongs a month',
  help: 'So many ride-alongs a person has at most when the month proposes some. Those that they already have count. People can offer and claim more.',
  editor: { kind: 'number', unit: ['ride-along', 'ride-alongs'] },
  schema: z.int('The number is a whole number.').min(1, 'At least one.').max(8, 'At most eight.'),
  default: 1,
});
