/** One write on its way through contacts, deals and activities. */
import type { CrmError, CrmWrite, CrmWritten } from '../crm.ts';
import type { CrmObject } from './answers.ts';

export interface Job {
  write: CrmWrite;
  recordId: string | null;
  dealId: string | null;
  /** Keys of activities that stand in HubSpot. */
  notes: string[];
  error?: CrmError;
  /** The contact as it was. */
  had?: CrmObject;
  /** Added in this write, with all its values. */
  isNew?: boolean;
}

export const jobOf = (write: CrmWrite): Job => ({
  write,
  recordId: write.recordId,
  dealId: write.deal?.id ?? null,
  notes: [],
});

export const resultOf = ({ recordId, dealId, notes, error }: Job): CrmWritten => ({
  recordId,
  dealId,
  notes,
  ...(error && { error }),
});
