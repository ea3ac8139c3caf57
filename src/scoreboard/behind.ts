/** The leads behind a figure. */
import { type Sight, seesLead } from '../leads/reads/sight.ts';
import { type Lead, leads } from '../leads/table.ts';
import type { LeadStatus } from '../leads/types.ts';
import { and, count, desc, eq, isNull, type SQL } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import type { Slice } from '../platform/paging.ts';
import { definitionOf, type FigureKey } from './figures.ts';
import { countedBy, momentOf, type Scope } from './scope.ts';
import { scoreboardLeads } from './table.ts';

/** A figure, or one part of it. */
export interface Asked {
  key: FigureKey;
  /** Null: the leads without the property. */
  part?: string | number | null;
}

/** Without the people: a list must not become anyone's record. */
export interface LeadBehind {
  id: number;
  /** Null if the reader may not see the lead: it counts, but has no name. */
  name: string | null;
  company: string | null;
  teamId: number;
  status: LeadStatus;
  source: string;
  campaign: string;
  cents: number | null;
  currency: string | null;
  /** The moment by which it is in the period. */
  at: Date;
}

/** For the operator, who has the database. */
const SEES_ALL: Sight = { userId: '', teamIds: 'every' };

/** As many leads as the figure says, the latest first. */
export function leadsBehind(
  db: Db,
  asked: Asked,
  scope: Scope,
  { limit, offset }: Slice,
  sight: Sight = SEES_ALL,
): { rows: LeadBehind[]; total: number } {
  const where = behind(asked, scope);
  const at = momentOf(asked.key, scope.view);
  const rows = db
    .select({
      id: leads.id,
      name: leads.name,
      company: leads.company,
      teamId: leads.teamId,
      ownerId: leads.ownerId,
      handedOffBy: leads.handedOffBy,
      status: leads.status,
      source: scoreboardLeads.source,
      campaign: scoreboardLeads.campaign,
      cents: scoreboardLeads.cents,
      currency: scoreboardLeads.currency,
      at,
    })
    .from(scoreboardLeads)
    .innerJoin(leads, eq(leads.id, scoreboardLeads.leadId))
    .where(where)
    .orderBy(desc(at), desc(scoreboardLeads.leadId))
    .limit(limit)
    .offset(offset)
    .all();
  const total = db.select({ leads: count() }).from(scoreboardLeads).where(where).get()?.leads ?? 0;
  return { rows: rows.map((row) => seen(row as Row, sight)), total };
}

type Row = LeadBehind & Pick<Lead, 'ownerId' | 'handedOffBy'> & { name: string; company: string };

function seen({ ownerId, handedOffBy, ...row }: Row, sight: Sight): LeadBehind {
  const isSeen = seesLead(sight, { teamId: row.teamId, ownerId, handedOffBy });
  return isSeen ? row : { ...row, name: null, company: null };
}

function behind({ key, part }: Asked, scope: Scope): SQL | undefined {
  const column = definitionOf(key).part;
  if (!column || part === undefined) return countedBy(key, scope);
  return and(countedBy(key, scope), part === null ? isNull(column) : eq(column, part));
}
