import type { CrmPlan } from './crm.ts';
import type { Print } from './prints.ts';

/** The knowledge that the rules of a sync need besides the database. */
export interface SyncContext {
  connectionId: number;
  plan: CrmPlan;
  /** The name of the CRM, as people write it. */
  crm: string;
  print: Print;
  /** The page of a record, for people. */
  linkOf(recordId: string): string;
}
