import type { HistoryEntry } from '../leads/table.ts';
import type { CrmNote, CrmPlan } from './crm.ts';
import type { Print } from './prints.ts';

/** The name of a person in Slack. */
export type NameOf = (userId: string) => string;

/** The knowledge that the rules of a sync need besides the database. */
export interface SyncContext {
  connectionId: number;
  plan: CrmPlan;
  /** The name of the CRM, as people write it. */
  crm: string;
  print: Print;
  /** The page of a record, for people. */
  linkOf(recordId: string): string;
  /** A value of the status field, or a stage, as people know it. */
  labelOf(id: string): string;
  /** The page of a lead in Slack; null if it has none. */
  pageOf(leadId: number): string | null;
  /** An entry of the history in plain words; undefined for one that is not for the CRM. */
  noteOf(entry: HistoryEntry, nameOf: NameOf): Pick<CrmNote, 'kind' | 'text'> | undefined;
}
