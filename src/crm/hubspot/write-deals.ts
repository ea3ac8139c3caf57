/** Adds and changes deals of contacts. */
import { CrmError, type CrmPlan } from '../crm.ts';
import { batchAnswer, type CrmObject, crmObject } from './answers.ts';
import { inBatches } from './batch.ts';
import type { Values } from './contact-values.ts';
import { noonOf } from './days.ts';
import { dealsOf } from './deals.ts';
import type { Hub } from './hub.ts';
import type { Job } from './job.ts';
import { hasMark, markOf } from './mark.ts';
import { paths } from './paths.ts';
import { updateAlone, updateTogether } from './update-contacts.ts';

/** Deal to contact. Source: *Associate records*, association type id values. */
const DEAL_TO_CONTACT = 3;

export async function writeDeals(hub: Hub, plan: CrmPlan, jobs: readonly Job[]): Promise<void> {
  const { deals } = plan;
  const wanted = jobs.filter(({ write, recordId }) => write.deal && recordId);
  if (!deals || wanted.length === 0) return;
  await findEarlier(hub, plan, wanted);
  const values = new Map<Job, Values>();
  for (const job of wanted) {
    const own = dealValues(hub, job);
    if (own instanceof CrmError) job.error = own;
    else values.set(job, own);
  }
  const old = [...values.keys()].filter(({ dealId }) => dealId !== null);
  const added = [...values.keys()].filter(({ dealId }) => dealId === null);
  settle(await change(hub, old, values));
  settle(await add(hub, deals.pipeline, added, values));
}

function settle(done: ReadonlyMap<Job, CrmObject | CrmError>): void {
  for (const [job, answer] of done) {
    if (!(answer instanceof CrmError)) job.dealId = answer.id;
    // The contact is still there, only its deal is not.
    else job.error = answer.fault === 'gone' ? new CrmError('refused', 'the deal was deleted in HubSpot') : answer;
  }
}

/** A deal that an earlier try added carries the mark of the lead. */
async function findEarlier(hub: Hub, plan: CrmPlan, jobs: readonly Job[]): Promise<void> {
  const repeated = jobs.filter(({ write, dealId }) => write.isRepeat && dealId === null);
  const deals = await dealsOf(
    hub,
    plan,
    repeated.flatMap(({ recordId }) => recordId ?? []),
  );
  for (const job of repeated) {
    const own = deals.get(job.recordId ?? '')?.find(({ properties }) => hasMark(properties.description, leadMark(job)));
    if (own) job.dealId = own.id;
  }
}

const leadMark = ({ write }: Job): string => markOf(`lead ${write.leadId}`);

/** An amount in a currency that the account does not have would stand there in another one. */
function dealValues({ account }: Hub, { write }: Job): Values | CrmError {
  const { stage = '', amount = null, currency = null, closeOn = null } = write.deal ?? {};
  const currencies = [account.companyCurrency, ...account.additionalCurrencies];
  if (amount !== null && currency !== null && !currencies.includes(currency))
    return new CrmError('refused', `the account has no currency ${currency}`);
  const hasMany = account.additionalCurrencies.length > 0;
  return {
    dealstage: stage,
    amount: amount === null ? '' : String(amount),
    ...(hasMany && amount !== null && currency !== null && { deal_currency_code: currency }),
    closedate: closeOn === null ? '' : noonOf(closeOn, account.timeZone).toISOString(),
    ...(write.ownerId !== undefined && { hubspot_owner_id: write.ownerId ?? '' }),
  };
}

/** The name stays: people give deals other names. */
function change(hub: Hub, jobs: readonly Job[], values: ReadonlyMap<Job, Values>) {
  const changeOf = (job: Job) => ({ id: job.dealId ?? '', properties: values.get(job) ?? {} });
  return inBatches(jobs, {
    together: async (part) => {
      const byId = await updateTogether(hub, 'deals', part.map(changeOf));
      return new Map(
        part.flatMap((job) => {
          const own = byId.get(job.dealId ?? '');
          return own ? [[job, own] as const] : [];
        }),
      );
    },
    alone: (job) => updateAlone(hub, 'deals', changeOf(job)),
  });
}

function add({ send }: Hub, pipeline: string, jobs: readonly Job[], values: ReadonlyMap<Job, Values>) {
  const inputOf = (job: Job) => ({
    properties: {
      ...Object.fromEntries(Object.entries(values.get(job) ?? {}).filter(([, value]) => value !== '')),
      dealname: job.write.deal?.name ?? '',
      pipeline,
      description: leadMark(job),
    },
    associations: [
      {
        to: { id: job.recordId },
        types: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: DEAL_TO_CONTACT }],
      },
    ],
  });
  const traceOf = ({ write }: Job) => String(write.leadId);
  return inBatches(jobs, {
    together: async (part) => {
      const inputs = part.map((job) => ({ ...inputOf(job), objectWriteTraceId: traceOf(job) }));
      const { results } = await send(
        { method: 'POST', path: paths.batch('deals', 'create'), body: { inputs } },
        batchAnswer,
      );
      return new Map(
        part.flatMap((job) => {
          const own = results.find(
            ({ objectWriteTraceId, properties }) =>
              objectWriteTraceId === traceOf(job) || hasMark(properties.description, leadMark(job)),
          );
          return own ? [[job, own] as const] : [];
        }),
      );
    },
    alone: (job) => send({ method: 'POST', path: paths.objects('deals'), body: inputOf(job) }, crmObject),
  });
}
