/** The plan that most companies would choose, by the names of their CRM's stages, statuses and fields. */
import type { LeadStatus } from '../leads/types.ts';
import type { CrmChoice, CrmField, CrmOffers, CrmPlan, ExtraField } from './crm.ts';

/** No name tells these. */
type Who = Pick<CrmPlan, 'teamId' | 'marketerId'>;

export const proposePlan = (offers: CrmOffers, who: Who): CrmPlan => ({
  ...who,
  rule: ruleIn(offers),
  addsLeads: true,
  status: statusIn(offers),
  deals: dealsIn(offers),
  fields: fieldsIn(offers),
  writesOwner: true,
  writesNotes: true,
  masters: {},
});

const byName = <C extends CrmChoice>(choices: readonly C[], ...patterns: RegExp[]): C | undefined => {
  for (const pattern of patterns) {
    const found = choices.find(({ label }) => pattern.test(label));
    if (found) return found;
  }
  return undefined;
};

/** Without a name for it, the leads that wait for sales: Salesforce's first status. */
const ruleIn = ({ rules }: CrmOffers): string | null =>
  byName(rules, /^marketing[- ]qualified lead$|^mql$/i, /marketing[- ]qualified|\bmql\b/i, /^open - not contacted$/i)
    ?.id ?? null;

const NOT = String.raw`\b(?:un|dis|not?[ -]|in)`;

/** HubSpot's and Salesforce's own names first. A status that comes by a conversion cannot be written. */
const statusNames: Partial<Record<LeadStatus, RegExp[]>> = {
  new: [/^new$/i, /not contacted/i, /^open$/i, /^neu$/i],
  accepted: [/^accepted$|^assigned$/i, /^open$/i],
  working: [/^in progress$|^working\b/i, /^connected$|^contacted$/i, /^in bearbeitung$/i],
  qualified: [/^open deal$/i, /^(?:sales )?qualified\b/i, /^qualifiziert$/i],
  nurturing: [/nurtur/i, /^bad timing$|^recycled?$/i],
  disqualified: [/^unqualified$|^disqualified$/i, /not converted/i, /^unqualifiziert$/i],
};

function statusIn({ statusFields }: CrmOffers): CrmPlan['status'] {
  const field = byName(statusFields, /^lead[- ]?status$/i, /status/i);
  return field ? { field: field.id, values: statusesIn(field) } : null;
}

/** The values of a field with a status. Two statuses of Baton never share one, since it is read back. */
export function statusesIn({ options = [] }: Pick<CrmField, 'options'>): Partial<Record<LeadStatus, string>> {
  const values: Partial<Record<LeadStatus, string>> = {};
  const free = new Set(options);
  for (const [status, patterns] of Object.entries(statusNames)) {
    const option = byName([...free], ...patterns);
    if (!option) continue;
    values[status as LeadStatus] = option.id;
    free.delete(option);
  }
  return values;
}

const WON = [/^closed won$|^won$/i, /\bwon\b|gewonnen|gagn[ée]|ganad/i];
const LOST = [/^closed lost$|^lost$/i, /\blost\b|verloren|perdu|perdid/i];
const QUALIFIED = [/^qualifi/i, new RegExp(`^(?!.*${NOT}quali).*quali`, 'i')];

function dealsIn({ pipelines }: CrmOffers): CrmPlan['deals'] {
  for (const { id, stages } of pipelines) {
    const won = byName(stages, ...WON);
    const lost = byName(stages, ...LOST);
    const open = stages.filter((stage) => stage !== won && stage !== lost);
    const qualified = byName(open, ...QUALIFIED) ?? open[0];
    if (won && lost && qualified)
      return { pipeline: id, stages: { qualified: qualified.id, won: won.id, lost: lost.id } };
  }
  return null;
}

/** Fields that an admin made for Baton: their name has it. */
const fieldNames: Record<ExtraField, { name: RegExp; types: CrmField['type'][] }> = {
  batonLink: { name: /link|url|card/i, types: ['text'] },
  team: { name: /team/i, types: ['text'] },
  acceptedBy: { name: /accepted by|owner/i, types: ['text'] },
  acceptedAt: { name: /accepted (?:at|on|date)/i, types: ['moment', 'date'] },
  firstContactAt: { name: /first (?:contact|touch)/i, types: ['moment', 'date'] },
  contacts: { name: /contacts|touches/i, types: ['number'] },
  lastOutcome: { name: /outcome/i, types: ['text'] },
  reason: { name: /reason/i, types: ['text'] },
  temperature: { name: /temperature/i, types: ['text'] },
};

function fieldsIn({ fields }: CrmOffers): CrmPlan['fields'] {
  const own = fields.filter(({ label }) => /\bbaton\b/i.test(label));
  const chosen: CrmPlan['fields'] = {};
  for (const [field, { name, types }] of Object.entries(fieldNames)) {
    const found = own.find(({ label, type }) => name.test(label) && types.includes(type));
    if (found && !Object.values(chosen).includes(found.id)) chosen[field as ExtraField] = found.id;
  }
  return chosen;
}

/** Fields that can take a value of a lead. */
export const fieldsFor = (field: ExtraField, fields: readonly CrmField[]): CrmField[] =>
  fields.filter(({ type }) => fieldNames[field].types.includes(type) || type === 'text');
