/** Words about the CRM that several views have. */
import type { CrmChoice, CrmError, CrmOffers, CrmPlan, ExtraField, Master, SyncField } from '../../src/crm/crm.ts';
import { masterOf } from '../../src/crm/merge.ts';
import { conjunction } from '../../src/platform/list-format.ts';
import { cut, emoji, type Line } from '../kit/blocks.ts';
import { span } from '../kit/words.ts';

export const syncFieldWords: Record<SyncField, string> = {
  name: 'Name',
  company: 'Company',
  email: 'Email',
  phone: 'Phone',
  role: 'Role',
  country: 'Country',
  companySize: 'Company size',
  owner: 'Owner',
  status: 'Status',
  deal: 'Deal',
};

export const extraFieldWords: Record<ExtraField, { label: string; hint: string }> = {
  batonLink: { label: 'Link to the lead', hint: 'The address of its card in Slack.' },
  team: { label: 'Sales team', hint: 'The name of the team in Baton.' },
  acceptedBy: { label: 'Accepted by', hint: 'The name of the seller.' },
  acceptedAt: { label: 'Accepted at', hint: 'A field for a date or a time.' },
  firstContactAt: { label: 'First contact at', hint: 'A field for a date or a time.' },
  contacts: { label: 'Number of contacts', hint: 'Calls, emails, meetings and messages that sellers logged.' },
  lastOutcome: { label: 'Outcome of the last contact', hint: 'As the seller logged it.' },
  reason: { label: 'Reason', hint: 'Why it was declined, lost or disqualified.' },
  temperature: { label: 'Temperature', hint: 'Hot, warm or cold.' },
};

/** The CRM's own words, set off. */
export const ownWords = (words: string): Line[] => (words === '' ? [] : [{ quote: [cut(words, 300)] }]);

export type Fault = Pick<CrmError, 'fault' | 'words'> & { afterMs?: number | undefined };

/** A failed question to the CRM: what happened, and what helps. */
export function faultLines(label: string, error: Fault, icon: string): Line[] {
  return [[emoji(icon), ` ${faultSentence(label, error)}`], ...ownWords(error.words)];
}

export function faultSentence(label: string, { fault, afterMs }: Pick<Fault, 'fault' | 'afterMs'>): string {
  switch (fault) {
    case 'key':
      return `${label} does not accept this key. Check that all of it was copied, and that it was not revoked.`;
    case 'right':
      return `The key lacks a right. Add it in ${label}, and test again.`;
    case 'limit':
      return `${label} takes no more requests for now. Try again in ${span(afterMs ?? 0)}.`;
    case 'away':
      return `${label} does not answer. Try again in a minute.`;
    default:
      return `${label} refused this.`;
  }
}

const labelOf = (choices: readonly CrmChoice[] | undefined, id: string): string =>
  choices?.find((choice) => choice.id === id)?.label ?? id;

/** "Lifecycle stage: Marketing Qualified Lead". */
export function ruleWords(rule: string, offers: CrmOffers | undefined): string {
  const found = offers?.rules.find(({ id }) => id === rule);
  return found ? `${found.group}: ${found.label}` : rule;
}

/** The outgoing values of a plan, a line for each kind. */
export function outLines(plan: CrmPlan, offers: CrmOffers | undefined): string[] {
  const { status, deals, fields } = plan;
  const stages = offers?.pipelines.find(({ id }) => id === deals?.pipeline)?.stages;
  const chosen = Object.values(fields).map((id) => labelOf(offers?.fields, id));
  const activities = [
    ...(plan.writesOwner ? ['the owner'] : []),
    ...(plan.writesNotes ? ['hand-offs, contacts and reasons as activities'] : []),
  ];
  return [
    status ? `Status: ${statusWords(status, offers)}` : 'Status: stays as it is',
    deals
      ? `Deals: ${labelOf(offers?.pipelines, deals.pipeline)} (${[deals.stages.qualified, deals.stages.won, deals.stages.lost].map((id) => labelOf(stages, id)).join(', ')})`
      : 'Deals: none',
    ...(chosen.length > 0 ? [`Fields: ${conjunction.format(chosen)}`] : []),
    ...(activities.length > 0 ? [`Also: ${conjunction.format(activities)}`] : []),
    plan.addsLeads ? 'Leads from Slack are added' : 'Leads from Slack are not added',
  ];
}

const statusWords = ({ field, values }: NonNullable<CrmPlan['status']>, offers: CrmOffers | undefined): string => {
  const found = offers?.statusFields.find(({ id }) => id === field);
  const names = Object.values(values).map((id) => labelOf(found?.options, id));
  return `${found?.label ?? field} (${names.length === 0 ? 'no values yet' : names.join(', ')})`;
};

/** "HubSpot decides about name and email, Baton about owner and status." */
export function masterWords(label: string, plan: Pick<CrmPlan, 'masters'>): string {
  const of = (side: Master) =>
    Object.entries(syncFieldWords)
      .filter(([field]) => masterOf(plan, field as SyncField) === side)
      .map(([, word]) => word.toLowerCase());
  const [crm, baton] = [of('crm'), of('baton')];
  if (baton.length === 0) return `${label} decides about every field.`;
  if (crm.length === 0) return 'Baton decides about every field.';
  return `${label} decides about ${conjunction.format(crm)}; Baton about ${conjunction.format(baton)}.`;
}
