/** HubSpot behind the seam. Its client is loaded when an account is opened. */
import type { CrmKind } from '../crm.ts';
import { type Tuning, usualPace } from './pace.ts';

const SHORTEST_KEY = 20;

const keyFault = (value: string): string | undefined =>
  /^\S+$/.test(value) && value.length >= SHORTEST_KEY
    ? undefined
    : 'A service key of HubSpot is one word, such as pat-eu1-1234…';

/** Tests have another pace. */
export const hubspotKind = (tuning: Tuning): CrmKind => ({
  name: 'hubspot',
  label: 'HubSpot',
  credentials: [
    {
      name: 'key',
      label: 'Service key',
      hint: 'In HubSpot: Development > Keys > Service keys',
      isSecret: true,
      variable: 'HUBSPOT_SERVICE_KEY',
      fault: keyFault,
    },
  ],
  open: async (credentials, options) => (await import('./client.ts')).openHubSpot(credentials, options, tuning),
});

export const hubspot: CrmKind = hubspotKind({ pace: usualPace });
