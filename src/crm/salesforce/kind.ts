import type { CrmKind } from '../crm.ts';
import { credentialFields } from './credentials.ts';

export const salesforce: CrmKind = {
  name: 'salesforce',
  label: 'Salesforce',
  credentials: credentialFields,
  async open(credentials, options) {
    const { openSalesforce } = await import('./client.ts');
    return openSalesforce(credentials, options);
  },
};
