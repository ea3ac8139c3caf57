/** Deals of contacts. */
import type { CrmDeal, CrmPlan } from '../crm.ts';
import type { CrmObject } from './answers.ts';
import { associated } from './associations.ts';
import { momentOf, numberOf } from './contact.ts';
import { dayOf } from './days.ts';
import type { Hub } from './hub.ts';
import { readObjects } from './objects.ts';

const DEAL_PROPERTIES = [
  'dealname',
  'pipeline',
  'dealstage',
  'amount',
  'deal_currency_code',
  'closedate',
  'createdate',
  'description',
  'hs_lastmodifieddate',
] as const;

export type FoundDeal = CrmDeal & { changedAt: Date | undefined };

/** All deals of each contact in the pipeline of the plan, the newest first. */
export async function dealsOf(
  hub: Hub,
  plan: CrmPlan,
  contactIds: readonly string[],
): Promise<Map<string, CrmObject[]>> {
  if (!plan.deals || contactIds.length === 0) return new Map();
  const { pipeline } = plan.deals;
  const ids = await associated(hub, 'contacts', 'deals', contactIds);
  const deals = await readObjects(hub, 'deals', [...ids.values()].flat(), DEAL_PROPERTIES);
  const byId = new Map(
    deals.filter(({ properties }) => properties.pipeline === pipeline).map((deal) => [deal.id, deal]),
  );
  return new Map(
    [...ids].map(([contactId, dealIds]) => {
      const own = dealIds.flatMap((id) => byId.get(id) ?? []);
      return [contactId, own.sort((a, b) => createdMs(b) - createdMs(a) || Number(b.id) - Number(a.id))];
    }),
  );
}

const createdMs = ({ properties }: CrmObject): number => momentOf(properties.createdate).getTime();

export const foundDeal = ({ id, properties }: CrmObject, zone: string): FoundDeal => ({
  id,
  stage: properties.dealstage ?? '',
  amount: numberOf(properties.amount),
  currency: properties.deal_currency_code ?? null,
  closeOn: properties.closedate ? dayOf(momentOf(properties.closedate), zone) : null,
  changedAt: properties.hs_lastmodifieddate ? momentOf(properties.hs_lastmodifieddate) : undefined,
});
