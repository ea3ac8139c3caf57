/** Leads of blocked domains: vendors and recruiters that a door brings. They are kept apart, and can be taken in after all. */
import { count, desc, eq, sql } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import type { Tx } from '../platform/db/write.ts';
import { UserError } from '../platform/errors.ts';
import type { Slice } from '../platform/paging.ts';
import { settingOf } from '../platform/settings/queries.ts';
import { type HandOff, insertLead } from './acts/handoff.ts';
import { askSomeone } from './acts/move.ts';
import { blockedDomains } from './company-domain.ts';
import { record, recordPast } from './history.ts';
import { lastEntry, requireLead, updateLead } from './queries.ts';
import { type Lead, leadHistory, leads } from './table.ts';

/** The blocked domain of an address; undefined for others. A domain includes its subdomains. */
export function blockedDomainOf(db: Db, email: string | null): string | undefined {
  const host = email?.slice(email.lastIndexOf('@') + 1).toLowerCase();
  if (!host) return undefined;
  return settingOf(db, blockedDomains).find((domain) => host === domain || host.endsWith(`.${domain}`));
}

/** Keeps a lead out of the way: it has no card, no person and no deadline, and counts in no figure. */
export function keepBlocked(tx: Tx, { domain, ...handoff }: HandOff & { domain: string }, now: Date): Lead {
  const lead = insertLead(tx, handoff, now, { status: 'disqualified' });
  recordPast(tx, lead, { kind: 'blocked', actorId: null, details: { domain } }, now);
  return lead;
}

export const isKeptBlocked = (db: Db, { id, status }: Pick<Lead, 'id' | 'status'>): boolean =>
  status === 'disqualified' && lastEntry(db, id, 'blocked') !== undefined && !lastEntry(db, id, 'handed_off');

/** A person wants it after all: it is handed off now, like any other. A repeated press changes nothing. */
export function takeInBlocked(tx: Tx, { leadId, by }: { leadId: number; by: string }, now: Date): Lead {
  const lead = requireLead(tx, leadId);
  if (lead.status === 'new') return lead;
  if (!isKeptBlocked(tx, lead)) throw new UserError('This lead is not blocked any more.');
  const open = updateLead(tx, lead, { status: 'new', handedOffAt: now }, now);
  const details = { teamId: lead.teamId, assigneeId: null, earlierLeadId: null };
  record(tx, open, { kind: 'handed_off', actorId: by, details }, now);
  return askSomeone(tx, open, {}, now);
}

export interface BlockedLead {
  lead: Lead;
  domain: string;
  at: Date;
}

const isStill = sql`${leads.status} = 'disqualified' and ${leadHistory.kind} = 'blocked' and not exists (
  select 1 from lead_history as later where later.lead_id = ${leads.id} and later.kind = 'handed_off')`;

/** Newest first. */
export function listBlocked(db: Db, page: Slice): { leads: BlockedLead[]; total: number } {
  const found = db
    .select({ lead: leads, details: leadHistory.details, at: leadHistory.at })
    .from(leadHistory)
    .innerJoin(leads, eq(leads.id, leadHistory.leadId))
    .where(isStill)
    .orderBy(desc(leadHistory.at), desc(leadHistory.id))
    .limit(page.limit)
    .offset(page.offset)
    .all();
  const total = db
    .select({ leads: count() })
    .from(leadHistory)
    .innerJoin(leads, eq(leads.id, leadHistory.leadId))
    .where(isStill)
    .get();
  return {
    leads: found.map(({ lead, details, at }) => ({ lead, at, domain: (details as { domain: string }).domain })),
    total: total?.leads ?? 0,
  };
}
