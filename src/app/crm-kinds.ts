import type { CrmKind } from '../crm/crm.ts';
import { hubspot } from '../crm/hubspot/kind.ts';
import { salesforce } from '../crm/salesforce/kind.ts';

/** The CRMs that Baton knows. Each loads its client when it is connected. */
export const crmKinds: readonly CrmKind[] = [hubspot, salesforce];
