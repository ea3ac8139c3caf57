/** Changes contacts that exist. */
import { CrmError, type CrmPlan } from '../crm.ts';
import { batchAnswer, type CrmObject, crmObject } from './answers.ts';
import { inBatches } from './batch.ts';
import { contactProperties } from './contact.ts';
import { changedValues, contactValues, goesBack, LIFECYCLE, type Values } from './contact-values.ts';
import type { Hub } from './hub.ts';
import type { Job } from './job.ts';
import { readObjects } from './objects.ts';
import { type ObjectType, paths } from './paths.ts';
import { missing } from './read.ts';

export interface Change {
  id: string;
  properties: Values;
}

export async function updateContacts(hub: Hub, plan: CrmPlan, jobs: readonly Job[]): Promise<void> {
  const properties = await hub.properties();
  const context = { plan, properties, zone: hub.account.timeZone };
  await readBefore(hub, plan, jobs);
  const changes = new Map<Job, Change>();
  const cleared = new Map<Job, Change>();
  for (const job of jobs) {
    const { had, isNew } = job;
    if (job.error || !had || isNew) continue;
    const values = changedValues(contactValues(job.write, had, context), had, properties);
    if (Object.keys(values).length === 0) continue;
    changes.set(job, { id: had.id, properties: values });
    if (goesBack(values[LIFECYCLE], had.properties[LIFECYCLE], properties))
      cleared.set(job, { id: had.id, properties: { [LIFECYCLE]: '' } });
  }
  await update(hub, cleared);
  for (const job of cleared.keys()) if (job.error) changes.delete(job);
  await update(hub, changes);
}

/** Reads the present values. A missing contact was deleted or merged. */
async function readBefore(hub: Hub, plan: CrmPlan, jobs: readonly Job[]): Promise<void> {
  const unread = jobs.filter(({ had, recordId }) => !had && recordId !== null);
  const ids = unread.flatMap(({ recordId }) => recordId ?? []);
  const found = await readObjects(hub, 'contacts', ids, [...contactProperties(plan), LIFECYCLE]);
  const byId = new Map(found.map((contact) => [contact.id, contact]));
  for (const job of unread) {
    const contact = byId.get(job.recordId ?? '');
    if (contact) job.had = contact;
    else job.error = await whyMissing(hub, job.recordId ?? '');
  }
}

async function whyMissing(hub: Hub, id: string): Promise<CrmError> {
  const found = await missing(hub, id);
  return 'merged' in found
    ? new CrmError('merged', 'the contact was merged into another', { into: found.merged })
    : new CrmError('gone', 'the contact was deleted');
}

async function update(hub: Hub, changes: ReadonlyMap<Job, Change>): Promise<void> {
  const jobs = [...changes.keys()];
  const changeOf = (job: Job): Change => changes.get(job) ?? { id: '', properties: {} };
  const done = await inBatches(jobs, {
    together: async (part) => {
      const byId = await updateTogether(hub, 'contacts', part.map(changeOf));
      return new Map(
        part.flatMap((job) => {
          const own = byId.get(changeOf(job).id);
          return own ? [[job, own] as const] : [];
        }),
      );
    },
    alone: (job) => updateAlone(hub, 'contacts', changeOf(job)),
  });
  for (const [job, answer] of done) {
    if (answer instanceof CrmError) job.error = answer;
    else checkStage(job, answer, changeOf(job).properties);
  }
}

/** HubSpot keeps the former stage without an error. */
function checkStage(job: Job, { properties }: CrmObject, sent: Values): void {
  const wanted = sent[LIFECYCLE];
  if (wanted && properties[LIFECYCLE] && properties[LIFECYCLE] !== wanted)
    job.error = new CrmError(
      'refused',
      `${LIFECYCLE} stays at ${properties[LIFECYCLE]}: HubSpot moves it only forward`,
    );
}

export async function updateTogether(
  { send }: Hub,
  type: ObjectType,
  inputs: readonly Change[],
): Promise<Map<string, CrmObject>> {
  const { results } = await send({ method: 'POST', path: paths.batch(type, 'update'), body: { inputs } }, batchAnswer);
  return new Map(results.map((object) => [object.id, object]));
}

export const updateAlone = ({ send }: Hub, type: ObjectType, { id, properties }: Change): Promise<CrmObject> =>
  send({ method: 'PATCH', path: paths.object(type, id), body: { properties } }, crmObject);
