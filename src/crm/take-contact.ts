/** Contact data that was changed in the CRM. */
import { companyDomainIn } from '../leads/company-domain.ts';
import { placeholderCompany, placeholderName, withoutPlaceholders } from '../leads/placeholders.ts';
import { updateLead } from '../leads/queries.ts';
import type { Lead } from '../leads/table.ts';
import type { Tx } from '../platform/db/write.ts';
import type { CrmRecord, SharedField } from './crm.ts';
import { countryFor } from './sides.ts';
import { readValue } from './values.ts';

/** An empty name or company becomes a placeholder. The caller records the change. */
export function takeContact(
  tx: Tx,
  lead: Lead,
  { record, field }: { record: CrmRecord; field: SharedField },
  now: Date,
): void {
  const value = readValue(record, field, countryFor(tx, lead)) ?? null;
  if (field === 'name') updateLead(tx, lead, { name: value ?? placeholderName(lead) }, now);
  else if (field === 'company') updateLead(tx, lead, { company: value ?? placeholderCompany(lead.companyDomain) }, now);
  else if (field === 'email' || field === 'phone') updateLead(tx, lead, reachedBy(tx, lead, { [field]: value }), now);
  else updateLead(tx, lead, { [field]: value }, now);
}

/** Placeholders are made of the address or number. */
function reachedBy(tx: Tx, lead: Lead, change: Partial<Pick<Lead, 'email' | 'phone'>>): Partial<Lead> {
  const { email, phone } = { ...lead, ...change };
  const { name, company } = withoutPlaceholders(lead);
  const companyDomain = companyDomainIn(tx, email);
  return {
    ...{ ...change, companyDomain },
    ...(name === null && { name: placeholderName({ email, phone }) }),
    ...(company === null && { company: placeholderCompany(companyDomain) }),
  };
}
