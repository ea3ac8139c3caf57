/**
 * Adds contacts, each once: HubSpot knows a contact again by its address, or by the number of the lead where the admin made a
 * property for it. A contact with neither is looked for before it is added again.
 */
import { CrmError, type CrmPlan } from '../crm.ts';
import { batchAnswer, type CrmObject, crmObject } from './answers.ts';
import { inBatches } from './batch.ts';
import { contactProperties } from './contact.ts';
import { contactValues, LIFECYCLE, type Values } from './contact-values.ts';
import type { Hub } from './hub.ts';
import type { Job } from './job.ts';
import { lookAgain } from './look-again.ts';
import { readObject, readObjects } from './objects.ts';
import { paths } from './paths.ts';
import { EXTERNAL_ID, emailText } from './values.ts';

interface Adding {
  hub: Hub;
  plan: CrmPlan;
  /** Whether the account has the property with the number of the lead. */
  hasNumber: boolean;
  /** Properties of a contact that turns out to exist. */
  reads: string[];
}

export async function addContacts(hub: Hub, plan: CrmPlan, jobs: readonly Job[]): Promise<void> {
  const fresh = jobs.filter(({ recordId }) => recordId === null);
  if (fresh.length === 0) return;
  const properties = await hub.properties();
  const hasNumber = properties.some(
    ({ name, hasUniqueValue, archived }) => name === EXTERNAL_ID && hasUniqueValue && !archived,
  );
  const adding: Adding = { hub, plan, hasNumber, reads: [...contactProperties(plan), LIFECYCLE] };
  await findKnown(adding, fresh);
  const values = new Map<Job, Values>();
  for (const job of fresh) {
    if (job.recordId !== null) continue;
    const all = contactValues(job.write, undefined, { plan, properties, zone: hub.account.timeZone });
    values.set(job, Object.fromEntries(Object.entries(all).filter(([, value]) => value !== '')));
  }
  const done = await inBatches([...values.keys()], {
    together: (part) => addTogether(adding, part, values),
    alone: (job) => addAlone(adding, job, values.get(job) ?? {}),
  });
  for (const [job, answer] of done) {
    if (answer instanceof CrmError) job.error = answer;
    else takeOn(job, answer);
  }
}

/** The later stages go on with a contact that was found or added. */
function takeOn(job: Job, contact: CrmObject): void {
  job.recordId = contact.id;
  job.had = contact;
}

async function findKnown({ hub, hasNumber, reads, plan }: Adding, jobs: readonly Job[]): Promise<void> {
  const addressOf = ({ write }: Job) => emailText(write.contact.email);
  const byAddress = new Map<string, CrmObject>();
  const addresses = jobs.flatMap((job) => addressOf(job) ?? []);
  for (const contact of await readObjects(hub, 'contacts', addresses, [...reads, 'hs_additional_emails'], 'email'))
    for (const address of [contact.properties.email, ...(contact.properties.hs_additional_emails ?? '').split(';')])
      if (address) byAddress.set(address.toLowerCase(), contact);
  for (const job of jobs) {
    const known = byAddress.get(addressOf(job) ?? '');
    if (known) takeOn(job, known);
  }
  for (const job of jobs.filter(({ write, recordId }) => write.isRepeat && recordId === null)) {
    const known = hasNumber
      ? await readObject(hub, 'contacts', String(job.write.leadId), reads, EXTERNAL_ID)
      : await lookAgain(hub, plan, job.write, reads);
    if (known) takeOn(job, known);
  }
}

const traceOf = ({ write }: Job): string => String(write.leadId);

async function addTogether(
  { hub, hasNumber }: Adding,
  jobs: readonly Job[],
  values: ReadonlyMap<Job, Values>,
): Promise<Map<Job, CrmObject>> {
  // Without something that HubSpot knows again, a lost answer would leave open which of many were added.
  const safe = hasNumber ? jobs : jobs.filter((job) => values.get(job)?.email);
  if (safe.length === 0) return new Map();
  const inputs = safe.map((job) => ({
    ...(hasNumber && { id: traceOf(job), idProperty: EXTERNAL_ID }),
    ...(!hasNumber && { associations: [] }),
    properties: values.get(job) ?? {},
    objectWriteTraceId: traceOf(job),
  }));
  const path = paths.batch('contacts', hasNumber ? 'upsert' : 'create');
  const { results } = await hub.send({ method: 'POST', path, body: { inputs } }, batchAnswer);
  return new Map(
    safe.flatMap((job) => {
      const added = results.find((object) => isOf(object, job, values.get(job) ?? {}));
      return added ? [[job, added] as const] : [];
    }),
  );
}

const isOf = ({ objectWriteTraceId, properties }: CrmObject, job: Job, values: Values): boolean =>
  objectWriteTraceId === undefined
    ? properties[EXTERNAL_ID] === traceOf(job) || (values.email !== undefined && properties.email === values.email)
    : objectWriteTraceId === traceOf(job);

async function addAlone({ hub, hasNumber, reads }: Adding, job: Job, values: Values): Promise<CrmObject> {
  const properties = hasNumber ? { ...values, [EXTERNAL_ID]: traceOf(job) } : values;
  try {
    return await hub.send(
      { method: 'POST', path: paths.objects('contacts'), body: { properties, associations: [] } },
      crmObject,
    );
  } catch (error) {
    const known =
      error instanceof CrmError && error.fault === 'refused'
        ? await alreadyThere(hub, error, job, hasNumber, reads)
        : undefined;
    if (!known) throw error;
    return known;
  }
}

/** `Contact already exists. Existing ID: 123`, or a number that is in use. */
async function alreadyThere(
  hub: Hub,
  { into }: CrmError,
  job: Job,
  hasNumber: boolean,
  reads: string[],
): Promise<CrmObject | undefined> {
  if (into) return readObject(hub, 'contacts', into, reads);
  return hasNumber ? readObject(hub, 'contacts', traceOf(job), reads, EXTERNAL_ID) : undefined;
}
