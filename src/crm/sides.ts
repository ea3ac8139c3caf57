/** Both sides of each field of a lead and its record. */
import { phoneCountryOf } from '../leads/phone-country.ts';
import type { Lead } from '../leads/table.ts';
import { type LeadStatus, leadStatuses } from '../leads/types.ts';
import type { Db } from '../platform/db/open.ts';
import { requireTeam } from '../teams/queries.ts';
import type { SyncContext } from './context.ts';
import { type CrmRecord, type SharedField, type SyncField, sharedFields } from './crm.ts';
import { dealStatusOf, dealToWrite, isReopened, isSameDeal } from './deal.ts';
import { isShared } from './merge.ts';
import type { People } from './people.ts';
import { readValue, valueIn } from './values.ts';

/** The order counts: a deal of the CRM may decide the status. */
export const syncFields: readonly SyncField[] = [...sharedFields, 'owner', 'deal', 'status'];

export interface Pair {
  lead: Lead;
  record: CrmRecord;
  people: People;
}

export interface FieldSides {
  baton: string | null;
  crm: string | null;
  isSame: boolean;
  /** Whether the CRM can have the value of the lead. */
  canGive: boolean;
  /** Whether the lead can have the value of the CRM, as far as is known before its rules are asked. */
  canTake: boolean;
}

/** Undefined for a field that the plan leaves out. */
export function sidesOf(db: Db, { plan }: SyncContext, pair: Pair, field: SyncField): FieldSides | undefined {
  if (isShared(field)) return sharedSides(db, pair, field);
  if (field === 'owner') return ownerSides(plan.writesOwner, pair);
  return field === 'deal' ? dealSides(db, plan, pair) : statusSides(plan, pair);
}

/** The country of phone numbers without +. */
export const countryFor = (db: Db, { teamId }: Pick<Lead, 'teamId'>): string | undefined =>
  phoneCountryOf(db, [requireTeam(db, teamId)]);

function sharedSides(db: Db, { lead, record }: Pair, field: SharedField): FieldSides {
  const baton = valueIn(lead, field);
  const read = readValue(record, field, field === 'phone' ? countryFor(db, lead) : undefined);
  const isLastContact = read === null && ((field === 'email' && !lead.phone) || (field === 'phone' && !lead.email));
  return {
    baton,
    crm: record.contact[field]?.trim() || null,
    isSame: read !== undefined && (field === 'email' ? read?.toLowerCase() === baton?.toLowerCase() : read === baton),
    // Baton empties no field of the CRM.
    canGive: baton !== null,
    canTake: read !== undefined && !isLastContact,
  };
}

function ownerSides(isWritten: boolean, { lead: { ownerId }, record, people }: Pair): FieldSides {
  const user = people.userOf(record.ownerId);
  return {
    baton: ownerId,
    crm: record.ownerId,
    isSame: user === ownerId && (user !== null || record.ownerId === null),
    canGive: isWritten && ownerId !== null && people.ownerOf(ownerId) !== undefined,
    canTake: user !== null,
  };
}

function statusSides({ status }: SyncContext['plan'], { lead, record }: Pair): FieldSides | undefined {
  if (!status) return undefined;
  const value = status.values[lead.status];
  return {
    baton: lead.status,
    crm: record.status,
    isSame: value !== undefined && value === record.status,
    canGive: value !== undefined,
    canTake: statusesOf(status.values, record.status).length > 0,
  };
}

/** The statuses of a lead for which a value of the CRM stands. */
export const statusesOf = (values: Partial<Record<LeadStatus, string>>, value: string | null): LeadStatus[] =>
  value === null ? [] : leadStatuses.filter((status) => values[status] === value);

function dealSides(db: Db, plan: SyncContext['plan'], { lead, record: { deal } }: Pair): FieldSides | undefined {
  if (!plan.deals) return undefined;
  const status = dealStatusOf(lead);
  return {
    baton: status ? JSON.stringify([status, lead.amount, lead.currency, lead.closeOn]) : null,
    crm: deal && JSON.stringify([deal.stage, deal.amount, deal.currency, deal.closeOn]),
    isSame: isSameDeal(plan.deals.stages, lead, deal),
    canGive: dealToWrite(plan, lead, { id: null, deal, isReopened: isReopened(db, lead) }) !== undefined,
    canTake: deal !== null,
  };
}
