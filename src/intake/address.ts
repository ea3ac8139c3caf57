import { z } from 'zod';
import { setting } from '../platform/settings/setting.ts';

/** An origin, perhaps with a path, without a slash at its end. */
export const baseAddress = z
  .url({ protocol: /^https?$/, error: 'Write an address such as https://baton.example.com.' })
  .max(200, 'At most 200 characters.')
  .refine((address) => !/[?#]/.test(address), 'Write the address without ? and #.')
  .transform((address) => address.replace(/\/+$/, ''));

/** Where tools of other companies reach Baton. */
export const publicAddress = setting<string | null>({
  key: 'intake.public_address',
  group: 'Lead sources',
  title: 'Public address of Baton',
  help: 'Tools outside send leads to this address, such as https://baton.example.com. Your proxy passes it on to Baton.',
  editor: { kind: 'text', empty: 'None' },
  schema: baseAddress.nullable(),
  default: null,
});
