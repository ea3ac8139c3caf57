/** The deal of a lead, on both sides. */
import { lastEntry } from '../leads/queries.ts';
import type { Lead } from '../leads/table.ts';
import type { Db } from '../platform/db/open.ts';
import type { CrmDeal, CrmPlan, CrmWrite } from './crm.ts';

type Stages = NonNullable<CrmPlan['deals']>['stages'];
export type DealStatus = keyof Stages;

/** Undefined before a lead is an opportunity. */
export const dealStatusOf = ({ status }: Pick<Lead, 'status'>): DealStatus | undefined =>
  status === 'qualified' || status === 'won' || status === 'lost' ? status : undefined;

/** Sales works on it again after a qualification, a win or a loss. */
export const isReopened = (db: Db, { id, status }: Pick<Lead, 'id' | 'status'>): boolean =>
  status === 'working' && lastEntry(db, id, 'reopened') !== undefined;

/** A stage between the beginning and the end is that of an open deal. */
export const statusOfStage = (stages: Stages, stage: string): DealStatus =>
  stage === stages.won ? 'won' : stage === stages.lost ? 'lost' : 'qualified';

/** Whether both sides have the same deal. The CRM may have values that the lead lacks. */
export function isSameDeal(stages: Stages, lead: Lead, deal: CrmDeal | null): boolean {
  const status = dealStatusOf(lead);
  if (!status || !deal) return status === undefined && deal === null;
  return status === statusOfStage(stages, deal.stage) && isSameValue(lead, deal);
}

/** An account with one currency names none. */
export const isSameValue = (lead: Lead, { amount, currency, closeOn }: CrmDeal): boolean =>
  lead.amount === amount &&
  (currency === null || amount === null || lead.currency === currency) &&
  lead.closeOn === closeOn;

/**
 * The deal as it is to stand in the CRM; undefined if the lead has none. An open deal keeps its stage there, and values that the lead
 * lacks stay. A reopened lead takes a closed deal back to its first stage.
 */
export function dealToWrite(
  { deals }: Pick<CrmPlan, 'deals'>,
  lead: Lead,
  known: { id: string | null; deal: CrmDeal | null; isReopened: boolean },
): CrmWrite['deal'] {
  if (!deals) return undefined;
  const there = known.deal && statusOfStage(deals.stages, known.deal.stage);
  const isOpenAgain = known.isReopened && there !== null && there !== 'qualified';
  const status = isOpenAgain ? 'qualified' : dealStatusOf(lead);
  if (!status) return undefined;
  const stage = status === 'qualified' && there === 'qualified' && known.deal ? known.deal.stage : deals.stages[status];
  return {
    id: known.deal?.id ?? known.id,
    name: `${lead.company} · ${lead.name}`,
    stage,
    amount: lead.amount ?? known.deal?.amount ?? null,
    currency: lead.currency ?? known.deal?.currency ?? null,
    closeOn: lead.closeOn ?? known.deal?.closeOn ?? null,
  };
}
