import { CrmError, type CrmPlan, type CrmWrite, type CrmWritten } from '../crm.ts';
import type { Api } from './api.ts';
import { writeDeals } from './deals.ts';
import { hasOwnId } from './describe.ts';
import { type PersonObject, readRecordId, recordIdOf } from './ids.ts';
import { type Job, ownIdOf } from './job.ts';
import { lookForAdded } from './look.ts';
import { movedTo } from './read.ts';
import { type Save, saveAll } from './save.ts';
import { oneOf, type Row, textOf } from './soql.ts';
import { writeTasks } from './tasks.ts';
import { valuesOf } from './values.ts';

const isFine = ({ result }: Job) => result.error === undefined;

/**
 * Writes in as few requests as Salesforce allows: first the people, then their deals, then activities. An error of Salesforce
 * stands at its write, with how far that one came.
 */
export async function writePeople(
  api: Api,
  plan: CrmPlan,
  writes: readonly CrmWrite[],
  now: Date,
): Promise<CrmWritten[]> {
  const jobs: Job[] = writes.map((write) => ({
    write,
    at: undefined,
    result: { recordId: write.recordId, dealId: write.deal?.id ?? null, notes: [] },
  }));
  await step(jobs, () => locate(api, jobs));
  await step(jobs.filter(isFine), (fine) => writeRecords(api, plan, fine));
  const written = jobs.filter(isFine);
  await step(written, (fine) => writeDeals(api, plan, fine, now));
  // An activity is told also if the deal is refused.
  await step(written, (fine) => writeTasks(api, fine));
  return jobs.map(({ result }) => result);
}

/** A request that failed as a whole failed for each write that has no error yet. */
async function step(jobs: Job[], take: (jobs: Job[]) => Promise<void>): Promise<void> {
  if (jobs.length === 0) return;
  try {
    await take(jobs);
  } catch (error) {
    if (!(error instanceof CrmError)) throw error;
    for (const { result } of jobs) result.error ??= error;
  }
}

/** Finds the record of each write: by its id, or by looking for it after a try whose outcome is unknown. */
async function locate(api: Api, jobs: readonly Job[]): Promise<void> {
  for (const object of ['Lead', 'Contact'] as const) {
    const wanted = jobs.flatMap((job) => {
      const place = job.write.recordId === null ? undefined : readRecordId(job.write.recordId);
      return place?.object === object ? [{ job, id: place.id }] : [];
    });
    const rows = await rowsOf(api, object, new Set(wanted.map(({ id }) => id)));
    for (const { job, id } of wanted) settle(job, object, id, rows.get(id));
  }
  const { added, taken } = await lookForAdded(
    api,
    jobs.filter(({ write }) => write.recordId === null),
  );
  for (const job of taken) job.isTaken = true;
  for (const [job, row] of added) settle(job, 'Lead', textOf(row, 'Id') ?? '', row);
}

function settle(job: Job, object: PersonObject, id: string, row: Row | undefined): void {
  const moved = row ? movedTo(object, row) : { gone: true as const };
  if (!moved && row) {
    job.at = { object, id, row };
    job.result.recordId = recordIdOf(object, id);
  } else if (moved && 'merged' in moved) {
    job.result.error = new CrmError('merged', 'The record went on in another one.', { into: moved.merged });
  } else {
    job.result.error = new CrmError('gone', 'ENTITY_IS_DELETED');
  }
}

/** Fields that a write needs to know. */
const KNOWN: Record<PersonObject, string> = {
  Lead: 'Id, IsDeleted, MasterRecordId, IsConverted, ConvertedContactId, Company, Email, OwnerId',
  Contact: 'Id, IsDeleted, MasterRecordId, AccountId, OwnerId',
};

async function rowsOf(api: Api, object: PersonObject, ids: ReadonlySet<string>): Promise<Map<string, Row>> {
  if (ids.size === 0) return new Map();
  const rows = await api.query(`SELECT ${KNOWN[object]} FROM ${object} WHERE ${oneOf('Id', [...ids])}`, { all: true });
  return new Map(rows.map((row) => [textOf(row, 'Id') ?? '', row]));
}

async function writeRecords(api: Api, plan: CrmPlan, jobs: readonly Job[]): Promise<void> {
  const { userId } = await api.session();
  const saves: { job: Job; save: Save }[] = [];
  for (const job of jobs) {
    const object = job.at?.object ?? 'Lead';
    const described = await api.describe(object);
    const right = job.at ? 'updateable' : 'createable';
    if (!described?.[right]) {
      job.result.error = new CrmError('right', `${object}s: ${job.at ? 'Edit' : 'Create'}`);
      continue;
    }
    const values = valuesOf(object, described, plan, job.write, job.at === undefined);
    if (job.at && Object.keys(values).length === 0) continue;
    const ownId = hasOwnId(described) && !job.isTaken ? ownIdOf(userId, `lead-${job.write.leadId}`) : undefined;
    const where = job.at ? { id: job.at.id } : ownId ? { ownId } : ({ isNew: true } as const);
    saves.push({ job, save: { object, values, ...where } });
  }
  const saved = await saveAll(
    api,
    saves.map(({ save }) => save),
  );
  saves.forEach(({ job, save }, place) => {
    const result = saved[place];
    if (!result) return;
    if ('error' in result) job.result.error = result.error;
    else if (!job.at) {
      job.at = { object: 'Lead', id: result.id, row: { ...save.values, Id: result.id } };
      job.result.recordId = recordIdOf('Lead', result.id);
    }
  });
}
