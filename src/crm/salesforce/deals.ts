import { z } from 'zod';
import { CrmError, type CrmPlan, type CrmWrite } from '../crm.ts';
import { type Api, VERSION } from './api.ts';
import { convertLeads } from './convert.ts';
import type { Described } from './describe.ts';
import { crmErrorOf, readAs, sfErrorSchema } from './errors.ts';
import type { Job } from './job.ts';
import { ALL_DEALS } from './people.ts';
import { ofOne, saveAll, type Values } from './save.ts';
import { allOf, oneOf, quoted, type Row, textOf } from './soql.ts';

type Deal = NonNullable<CrmWrite['deal']>;

/** A lead has no deals: it is converted first, which adds one. A contact gets a deal with itself in the primary role. */
export async function writeDeals(api: Api, plan: CrmPlan, jobs: readonly Job[], now: Date): Promise<void> {
  const withDeal = jobs.filter(({ write }) => write.deal !== undefined);
  if (!plan.deals || withDeal.length === 0) return;
  const opportunity = await api.describe('Opportunity');
  if (!opportunity) throw new CrmError('right', 'Opportunities: Read');
  await lookForDeals(api, withDeal);
  // A lead that is lost before it was converted stays one.
  const isLost = ({ write }: Job) => write.deal?.stage === plan.deals?.stages.lost;
  await convertLeads(
    api,
    withDeal.filter((job) => job.at?.object === 'Lead' && !isLost(job)),
  );
  const added = new Set(
    withDeal.filter(({ at, result }) => at?.object === 'Contact' && !result.dealId && !result.error),
  );
  for (const job of added) await addDeal(api, plan, job, opportunity, now);
  const changed = withDeal.filter((job) => job.result.dealId && !job.result.error && !added.has(job));
  const saved = await saveAll(
    api,
    changed.map(({ write, result }) => ({
      object: 'Opportunity',
      id: result.dealId ?? '',
      values: valuesOf(plan, write, opportunity, 'updateable'),
    })),
  );
  changed.forEach(({ result }, place) => {
    const one = saved[place];
    if (one && 'error' in one) result.error = ofDeal(one.error);
  });
}

/** `gone` is for people. A deal that was deleted is not added again. */
const ofDeal = (error: CrmError) => (error.fault === 'gone' ? new CrmError('refused', error.words) : error);

function valuesOf(
  plan: CrmPlan,
  { deal, ownerId }: CrmWrite,
  { fields }: Described,
  right: 'createable' | 'updateable',
): Values {
  const { stage, amount, currency, closeOn } = deal as Deal;
  const type = plan.deals?.pipeline === ALL_DEALS ? undefined : plan.deals?.pipeline;
  const asked: Values = {
    StageName: stage,
    ...(amount !== null && { Amount: amount }),
    ...(closeOn !== null && { CloseDate: closeOn }),
    // Only an account with several currencies has the field.
    ...(currency !== null && { CurrencyIsoCode: currency }),
    ...(type !== undefined && { RecordTypeId: type }),
    ...(ownerId && { OwnerId: ownerId }),
  };
  return Object.fromEntries(Object.entries(asked).filter(([name]) => fields.get(name)?.[right]));
}

/** A deal that an earlier try may have added: with this contact, of this name, by Baton's user. */
async function lookForDeals(api: Api, jobs: readonly Job[]): Promise<void> {
  const unknown = jobs.filter(({ write, at, result }) => write.isRepeat && !result.dealId && at?.object === 'Contact');
  if (unknown.length === 0) return;
  const { userId } = await api.session();
  const where = allOf(
    oneOf(
      'ContactId',
      unknown.map(({ at }) => at?.id ?? ''),
    ),
    `Opportunity.CreatedById = ${quoted(userId)}`,
  );
  const rows = await api.query(
    `SELECT ContactId, OpportunityId, Opportunity.Name FROM OpportunityContactRole WHERE ${where} ORDER BY CreatedDate DESC`,
  );
  const isOf = (row: Row, { at, write }: Job) =>
    textOf(row, 'ContactId') === at?.id && textOf(row, 'Opportunity.Name') === write.deal?.name;
  for (const job of unknown) {
    const row = rows.find((one) => isOf(one, job));
    if (row) job.result.dealId = textOf(row, 'OpportunityId');
  }
}

/** Where Salesforce puts the close date of a deal without one: the end of the quarter. */
function endOfQuarter(now: Date): string {
  const month = now.getUTCMonth();
  return new Date(Date.UTC(now.getUTCFullYear(), month - (month % 3) + 3, 0)).toISOString().slice(0, 10);
}

const compositeSchema = z.object({
  compositeResponse: z.array(z.object({ httpStatusCode: z.number(), body: z.unknown() })),
});

/** The deal and the role of its contact together, or neither. */
async function addDeal(api: Api, plan: CrmPlan, job: Job, opportunity: Described, now: Date): Promise<void> {
  const { at, write, result } = job;
  const sobjects = `/services/data/v${VERSION}/sobjects`;
  const account = at && textOf(at.row, 'AccountId');
  const deal: Values = {
    Name: write.deal?.name ?? '',
    CloseDate: endOfQuarter(now),
    ...(account && { AccountId: account }),
    ...valuesOf(plan, write, opportunity, 'createable'),
  };
  const role = { OpportunityId: '@{deal.id}', ContactId: at?.id, IsPrimary: true };
  const compositeRequest = [
    { method: 'POST', url: `${sobjects}/Opportunity`, referenceId: 'deal', body: deal },
    { method: 'POST', url: `${sobjects}/OpportunityContactRole`, referenceId: 'role', body: role },
  ];
  try {
    const answer = await api.send('POST', '/composite', { allOrNone: true, compositeRequest });
    const { compositeResponse: parts } = readAs(compositeSchema, answer);
    const failed = parts.filter(({ httpStatusCode }) => httpStatusCode >= 300).map(({ body }) => errorsIn(body));
    // The other part says PROCESSING_HALTED.
    const reason = failed.find(([first]) => first?.errorCode !== 'PROCESSING_HALTED') ?? failed[0];
    if (reason) result.error = ofOne(crmErrorOf(reason, [deal, role]));
    else result.dealId = readAs(z.object({ id: z.string() }), parts[0]?.body).id;
  } catch (error) {
    if (!(error instanceof CrmError)) throw error;
    result.error = error;
  }
}

const errorsIn = (body: unknown) => readAs(z.array(sfErrorSchema), body);
