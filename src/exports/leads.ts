import { inSight } from '../leads/reads/sight.ts';
import { type HistoryEntry, type Lead, leadHistory, leads } from '../leads/table.ts';
import { type ChangeDetails, statedReason } from '../leads/types.ts';
import { and, asc, gte, inArray, lte, sql } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import { teamById } from '../teams/queries.ts';
import { byIds, type Cell, type Dataset, isSince } from './dataset.ts';
import { importedSince } from './imported.ts';

/** The import knows these names, so that a file can be read back: src/imports/columns.ts. */
const columns = [
  'id',
  'name',
  'company',
  'email',
  'phone',
  'role',
  'need',
  'temperature',
  'score',
  'buyer_stage',
  'source',
  'campaign',
  'country',
  'company_size',
  'status',
  'owner',
  'created_at',
  'contacted_at',
  'closed_at',
  'amount',
  'currency',
  'lost_reason',
  'team',
  'handed_off_by',
  'assignee',
  'marketer',
  'accepted_at',
  'due_at',
  'snoozed_until',
  'nurture_until',
  'expected_close',
  'original_link',
  'updated_at',
] as const;

const newest = (db: Db): number => db.select({ id: sql<number | null>`max(id)` }).from(leads).get()?.id ?? 0;

export const leadsDataset: Dataset = {
  title: 'Leads',
  subject: 'leads',
  columns,
  *rows(db, { since, sight }) {
    const imported = importedSince(db, since);
    const read = (from: number, to: number) =>
      db
        .select()
        .from(leads)
        .where(and(gte(leads.id, from), lte(leads.id, to), sight && inSight(sight)))
        .orderBy(asc(leads.id))
        .all();
    for (const some of byIds(newest(db), read)) {
      const isNew = imported(some.map(({ id }) => id));
      const wanted = some.filter(({ id, updatedAt }) => isSince(updatedAt, since) || isNew.has(id));
      const ends = endsOf(db, wanted);
      for (const lead of wanted) yield cellsOf(db, lead, ends.get(lead.id));
    }
  },
};

const ENDED = ['won', 'lost', 'disqualified'] as const;

type End = Pick<HistoryEntry, 'leadId' | 'at' | 'kind' | 'details'>;

/** The last end of each lead that has ended. */
function endsOf(db: Db, some: readonly Lead[]): Map<number, End> {
  const ended = some.filter(({ status }) => ENDED.some((end) => end === status)).map(({ id }) => id);
  if (ended.length === 0) return new Map();
  const { leadId, at, kind, details, id } = leadHistory;
  const entries = db
    .select({ leadId, at, kind, details })
    .from(leadHistory)
    .where(and(inArray(leadId, ended), inArray(kind, [...ENDED])))
    .orderBy(asc(id))
    .all();
  return new Map(entries.map((entry) => [entry.leadId, entry]));
}

const reasonOf = ({ kind, details }: End): string | null =>
  kind === 'lost' ? statedReason(details as ChangeDetails['lost']) : null;

const cellsOf = (db: Db, lead: Lead, end: End | undefined): Cell[] => [
  lead.id,
  lead.name,
  lead.company,
  lead.email,
  lead.phone,
  lead.role,
  lead.need,
  lead.temperature,
  lead.score,
  lead.stage,
  lead.source,
  lead.campaign,
  lead.country,
  lead.companySize,
  lead.status,
  lead.ownerId,
  lead.handedOffAt,
  lead.touchedAt,
  end?.at ?? null,
  lead.amount,
  lead.currency,
  end ? reasonOf(end) : null,
  teamById(db, lead.teamId)?.name ?? null,
  lead.handedOffBy,
  lead.assigneeId,
  lead.marketerId,
  lead.acceptedAt,
  lead.dueAt,
  lead.snoozedUntil,
  lead.nurtureUntil,
  lead.closeOn,
  lead.messageLink,
  lead.updatedAt,
];
