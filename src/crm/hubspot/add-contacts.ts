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
import { isSamePerson, lookAgain } from './look-again.ts';
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
  await findByEmail(adding, fresh);
  await findEarlier(adding, fresh);
  const values = new Map<Job, Values>();
  for (const job of fresh) {
    if (job.recordId !== null) continue;
    const all = contactValues(job.write, undefined, { plan, properties, zone: hub.account.timeZone });
    const filled = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ''));
    values.set(job, hasNumber ? { ...filled, [EXTERNAL_ID]: numberOf(job) } : filled);
  }
  const done = await inBatches([...values.keys()], {
    together: (part) => addTogether(adding, part, values),
    alone: (job) => addAlone(adding, job, values.get(job) ?? {}),
  });
  for (const [job, answer] of done) {
    if (answer instanceof CrmError) job.error = answer;
    else takeOn(job, answer.contact, answer.isNew);
  }
}

/** The later stages go on with this contact. A new one has its values already. */
function takeOn(job: Job, contact: CrmObject, isNew = false): void {
  job.recordId = contact.id;
  job.had = contact;
  job.isNew = isNew;
}

const numberOf = ({ write }: Job): string => String(write.leadId);

async function findByEmail({ hub, reads }: Adding, jobs: readonly Job[]): Promise<void> {
  const wanted = [...reads, 'hs_additional_emails'];
  const addresses = jobs.flatMap(({ write }) => emailText(write.contact.email) ?? []);
  const byAddress = new Map<string, CrmObject>();
  for (const contact of await readObjects(hub, 'contacts', addresses, wanted, 'email').catch(orNone))
    for (const address of [contact.properties.email, ...(contact.properties.hs_additional_emails ?? '').split(';')])
      if (address) byAddress.set(address.toLowerCase(), contact);
  for (const job of jobs) {
    const known = byAddress.get(emailText(job.write.contact.email) ?? '');
    if (known) takeOn(job, known);
  }
}

/** One address that HubSpot does not take fails the question for all; adding then tells which contacts are there. */
function orNone(error: unknown): CrmObject[] {
  if (error instanceof CrmError && error.fault === 'refused') return [];
  throw error;
}

async function findEarlier(adding: Adding, jobs: readonly Job[]): Promise<void> {
  for (const job of jobs.filter(({ write, recordId }) => write.isRepeat && recordId === null)) {
    const holder = await holderOfNumber(adding, job);
    const isOwn = holder !== undefined && isSamePerson(holder, job.write);
    const known = isOwn ? holder : await lookAgain(adding.hub, job.write, adding.reads);
    if (known) takeOn(job, known);
  }
}

/** The number may be that of another Baton, so the person counts as well. */
const holderOfNumber = async ({ hub, hasNumber, reads }: Adding, job: Job): Promise<CrmObject | undefined> =>
  hasNumber ? readObject(hub, 'contacts', numberOf(job), reads, EXTERNAL_ID) : undefined;

interface Added {
  contact: CrmObject;
  isNew: boolean;
}

async function addTogether(
  { hub, hasNumber }: Adding,
  jobs: readonly Job[],
  values: ReadonlyMap<Job, Values>,
): Promise<Map<Job, Added>> {
  // Without something that HubSpot knows again, a lost answer would leave open which of many were added.
  const safe = hasNumber ? jobs : jobs.filter((job) => values.get(job)?.email);
  if (safe.length === 0) return new Map();
  const inputs = safe.map((job) => ({
    properties: values.get(job) ?? {},
    associations: [],
    objectWriteTraceId: numberOf(job),
  }));
  const path = paths.batch('contacts', 'create');
  const { results } = await hub.send({ method: 'POST', path, body: { inputs } }, batchAnswer);
  return new Map(
    safe.flatMap((job) => {
      const contact = results.find((object) => isOf(object, job, values.get(job) ?? {}));
      return contact ? [[job, { contact, isNew: true }] as const] : [];
    }),
  );
}

const isOf = ({ objectWriteTraceId, properties }: CrmObject, job: Job, values: Values): boolean =>
  objectWriteTraceId === undefined
    ? properties[EXTERNAL_ID] === numberOf(job) || (values.email !== undefined && properties.email === values.email)
    : objectWriteTraceId === numberOf(job);

const add = async ({ hub }: Adding, properties: Values): Promise<Added> => {
  const body = { properties, associations: [] };
  const contact = await hub.send({ method: 'POST', path: paths.objects('contacts'), body }, crmObject);
  return { contact, isNew: true };
};

async function addAlone(adding: Adding, job: Job, values: Values): Promise<Added> {
  try {
    return await add(adding, values);
  } catch (error) {
    if (!(error instanceof CrmError) || error.fault !== 'refused') throw error;
    const known = error.into
      ? await readObject(adding.hub, 'contacts', error.into, adding.reads)
      : await holderOfNumber(adding, job);
    if (!known) throw error;
    if (error.into || isSamePerson(known, job.write)) return { contact: known, isNew: false };
    const { [EXTERNAL_ID]: _inUse, ...others } = values;
    return add(adding, others);
  }
}
