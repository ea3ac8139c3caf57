/** Values that a lead has besides, for fields of the CRM that an admin chose. */
import { countEntries, lastEntry } from '../leads/queries.ts';
import type { Lead } from '../leads/table.ts';
import { type ChangeDetails, statedReason, touchOutcomes } from '../leads/types.ts';
import type { Db } from '../platform/db/open.ts';
import { requireTeam } from '../teams/queries.ts';
import type { NameOf, SyncContext } from './context.ts';
import type { CrmWrite, ExtraField } from './crm.ts';

type Value = NonNullable<CrmWrite['extra'][ExtraField]> | null;

const temperatures = { hot: 'Hot', warm: 'Warm', cold: 'Cold' } as const;

type Reader = (db: Db, lead: Lead, more: { nameOf: NameOf; pageOf: SyncContext['pageOf'] }) => Value;

const readers: Record<ExtraField, Reader> = {
  batonLink: (_, { id }, { pageOf }) => pageOf(id),
  team: (db, { teamId }) => requireTeam(db, teamId).name,
  acceptedBy: (_, { ownerId }, { nameOf }) => (ownerId === null ? null : nameOf(ownerId)),
  acceptedAt: (_, { acceptedAt }) => acceptedAt,
  firstContactAt: (_, { touchedAt }) => touchedAt,
  contacts: (db, { id }) => countEntries(db, id, 'touched'),
  lastOutcome: (db, { id }) => {
    const outcome = (lastEntry(db, id, 'touched')?.details as ChangeDetails['touched'] | undefined)?.outcome;
    return outcome ? touchOutcomes[outcome] : null;
  },
  reason: (db, lead) => {
    const entry = lastEntry(db, lead.id, lead.status === 'lost' ? 'lost' : 'declined');
    return entry ? statedReason(entry.details as ChangeDetails['declined']) : null;
  },
  temperature: (_, { temperature }) => temperatures[temperature],
};

/** The values of the fields in the plan. */
export const extrasOf = (
  db: Db,
  { plan, pageOf }: SyncContext,
  lead: Lead,
  nameOf: NameOf,
): [field: ExtraField, value: Value][] =>
  (Object.keys(plan.fields) as ExtraField[])
    .filter((field) => plan.fields[field] !== undefined)
    .map((field) => [field, readers[field](db, lead, { nameOf, pageOf })]);

/** For its fingerprint. */
export const textOf = (value: Value): string | null =>
  value === null ? null : value instanceof Date ? value.toISOString() : String(value);
