/** A contact of HubSpot as a record of the seam. */
import type { CrmDeal, CrmPlan, CrmRecord, ExtraField, SharedField } from '../crm.ts';
import type { CrmObject } from './answers.ts';
import { joinName } from './names.ts';
import { ruleOf } from './rule.ts';
import { emailText, oneLine } from './values.ts';

/** Properties that every account has. Source: *HubSpot's default contact properties*. */
const READ = [
  'firstname',
  'lastname',
  'email',
  'phone',
  'mobilephone',
  'company',
  'jobtitle',
  'country',
  'company_size',
  'numemployees',
  'message',
  'hubspot_owner_id',
  'hs_analytics_source',
  'hs_analytics_last_touch_converting_campaign',
  'hs_analytics_first_touch_converting_campaign',
  'hubspotscore',
  'hs_merged_object_ids',
  'lastmodifieddate',
] as const;

/** Properties that a plan reads. */
export function contactProperties({ rule, status, fields }: CrmPlan): string[] {
  const ofRule = ruleOf(rule);
  return [
    ...new Set([
      ...READ,
      ...(ofRule && 'property' in ofRule ? [ofRule.property] : []),
      ...(status ? [status.field] : []),
      ...Object.values(fields),
    ]),
  ];
}

export interface Found {
  contact: CrmObject;
  deal: (CrmDeal & { changedAt: Date | undefined }) | undefined;
  /** Whether it is in the list of the rule. */
  isMember: boolean;
}

export function recordOf(plan: CrmPlan, { contact, deal, isMember }: Found): CrmRecord {
  const { properties } = contact;
  const rule = ruleOf(plan.rule);
  const changedAt = momentOf(properties.lastmodifieddate ?? contact.updatedAt);
  return {
    id: contact.id,
    changedAt: deal?.changedAt && deal.changedAt > changedAt ? deal.changedAt : changedAt,
    isMatch: rule !== undefined && ('list' in rule ? isMember : properties[rule.property] === rule.value),
    contact: sharedValues(contact),
    source: properties.hs_analytics_source ? sourceWords(properties.hs_analytics_source) : null,
    campaign:
      properties.hs_analytics_last_touch_converting_campaign ??
      properties.hs_analytics_first_touch_converting_campaign ??
      null,
    score: numberOf(properties.hubspotscore),
    need: properties.message ?? null,
    ownerId: properties.hubspot_owner_id ?? null,
    status: plan.status ? (properties[plan.status.field] ?? null) : null,
    deal: deal ? withoutTime(deal) : null,
    extra: Object.fromEntries(
      Object.entries(plan.fields).map(([field, property]) => [field, properties[property] ?? null]),
    ) as Partial<Record<ExtraField, string | null>>,
  };
}

function sharedValues({ properties }: CrmObject): Record<SharedField, string | null> {
  return {
    name: joinName(properties.firstname, properties.lastname),
    company: oneLine(properties.company),
    email: emailText(properties.email),
    phone: oneLine(properties.phone) ?? oneLine(properties.mobilephone),
    role: oneLine(properties.jobtitle),
    country: oneLine(properties.country),
    companySize: oneLine(properties.company_size) ?? oneLine(properties.numemployees),
  };
}

const withoutTime = ({ id, stage, amount, currency, closeOn }: CrmDeal): CrmDeal => ({
  id,
  stage,
  amount,
  currency,
  closeOn,
});

/** ISO, or milliseconds. A record without a time counts as old. */
export function momentOf(text: string | null | undefined): Date {
  const at = new Date(text && /^\d+$/.test(text) ? Number(text) : (text ?? 0));
  return Number.isNaN(at.getTime()) ? new Date(0) : at;
}

export const numberOf = (text: string | null | undefined): number | null => {
  const number = text ? Number(text) : Number.NaN;
  return Number.isFinite(number) ? number : null;
};

/** `PAID_SEARCH` → `Paid search` */
const sourceWords = (value: string): string => {
  const words = value.toLowerCase().replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
};
