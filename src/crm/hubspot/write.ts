/** Writes contacts, then their deals, then their activities. A write that fails stops where it is; the others go on. */
import { CrmError, type CrmPlan, type CrmWrite, type CrmWritten } from '../crm.ts';
import { writeActivities } from './activities.ts';
import { addContacts } from './add-contacts.ts';
import type { Hub } from './hub.ts';
import { type Job, jobOf, resultOf } from './job.ts';
import { updateContacts } from './update-contacts.ts';
import { writeDeals } from './write-deals.ts';

type Stage = (hub: Hub, plan: CrmPlan, jobs: readonly Job[]) => Promise<void>;

const stages: readonly Stage[] = [addContacts, updateContacts, writeDeals, writeActivities];

export async function writeRecords(hub: Hub, plan: CrmPlan, writes: readonly CrmWrite[]): Promise<CrmWritten[]> {
  const jobs = writes.map(jobOf);
  for (const stage of stages) {
    const open = jobs.filter((job) => !job.error);
    try {
      if (open.length > 0) await stage(hub, plan, open);
    } catch (error) {
      // Reading before writing failed, so nothing of this stage was written.
      if (!(error instanceof CrmError)) throw error;
      for (const job of open) job.error ??= error;
    }
  }
  return jobs.map(resultOf);
}
