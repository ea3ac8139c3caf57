import { MINUTE_MS } from '../../platform/time/units.ts';
import type { CrmKind } from '../crm.ts';
import { credentialFields } from './credentials.ts';

/** `timeoutMs` is for one request with its answer. */
export const salesforceKind = ({ timeoutMs = MINUTE_MS }: { timeoutMs?: number } = {}): CrmKind => ({
  name: 'salesforce',
  label: 'Salesforce',
  credentials: credentialFields,
  async open(credentials, options) {
    const { openSalesforce } = await import('./client.ts');
    return openSalesforce(credentials, { ...options, timeoutMs });
  },
});

export const salesforce = salesforceKind();
