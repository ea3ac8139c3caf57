/** Adds a lead that was worked elsewhere, with its past: no card, no deadline, no message. */
import { insertLead } from '../leads/acts/handoff.ts';
import { recordPast } from '../leads/history.ts';
import type { LeadFields } from '../leads/lead-fields.ts';
import { updateLead } from '../leads/queries.ts';
import { fallbackOwnerOf } from '../leads/routing/fallback-owner.ts';
import { assign } from '../leads/routing/route.ts';
import type { Lead } from '../leads/table.ts';
import { type LeadStatus, OTHER } from '../leads/types.ts';
import { markWin } from '../leads/win-mark.ts';
import type { Tx } from '../platform/db/write.ts';
import { DAY_MS } from '../platform/time/units.ts';
import { requireTeam } from '../teams/queries.ts';
import type { Past } from './read-row.ts';
import type { Import } from './table.ts';
import type { ImportPlan } from './types.ts';

interface PastLead {
  of: Pick<Import, 'id' | 'startedBy'>;
  plan: ImportPlan;
  lead: LeadFields;
  past: Past;
}

/** Acts of the past have no known working time. */
const untimed = { afterMs: null };
const WAS_CONTACTED = new Set<LeadStatus>(['working', 'qualified', 'won', 'lost']);
/** Leads in nurture come back over two months, not all on one day. */
const NURTURE_DAYS = { from: 60, over: 60 };

export function addPastLead(tx: Tx, { of, plan, lead: form, past }: PastLead, now: Date): Lead {
  const { status, createdAt } = past;
  const team = requireTeam(tx, plan.teamId);
  const isOwned = status !== 'new' && status !== 'nurturing' && status !== 'disqualified';
  const holder = past.ownerId ?? fallbackOwnerOf(tx, team, now);
  const contactedAt = latest(createdAt, past.contactedAt);
  const endedAt = latest(past.contactedAt === null ? createdAt : contactedAt, past.closedAt);
  const isContacted = WAS_CONTACTED.has(status) || past.contactedAt !== null;
  const handoff = { form, teamId: plan.teamId, marketerId: of.startedBy, messageLink: null };
  const isWorth = status === 'qualified' || status === 'won' || status === 'lost';
  const deal = isWorth ? { amount: past.amount, currency: past.currency } : { amount: null, currency: null };
  const inserted = insertLead(tx, handoff, createdAt, {
    ...deal,
    status,
    isUnhurried: true,
    ownerId: isOwned ? holder : null,
    acceptedAt: isOwned ? createdAt : null,
    touchedAt: isContacted ? contactedAt : null,
    updatedAt: endedAt,
  });
  const lead = status === 'nurturing' ? { ...inserted, nurtureUntil: comesBack(inserted.id, now) } : inserted;
  if (lead.nurtureUntil) updateLead(tx, lead, { nurtureUntil: lead.nurtureUntil }, now);
  const during = (then: LeadStatus): Lead => ({ ...lead, status: then });
  const details = { teamId: plan.teamId, assigneeId: null, earlierLeadId: null, importId: of.id };
  recordPast(tx, during('new'), { kind: 'handed_off', actorId: of.startedBy, details }, createdAt);
  if (status === 'new') {
    assign(tx, lead, { userId: holder, why: past.ownerId ? 'named' : 'fallback' }, now);
    return updateLead(tx, lead, { assigneeId: holder }, endedAt);
  }
  const by = holder;
  if (isOwned)
    recordPast(
      tx,
      during('accepted'),
      { kind: 'accepted', actorId: by, details: { by: 'import', ...untimed } },
      createdAt,
    );
  if (isContacted) {
    const touch = { kind: null, outcome: null, words: null, ...untimed };
    recordPast(tx, during(isOwned ? 'working' : 'new'), { kind: 'touched', actorId: by, details: touch }, contactedAt);
  }
  if (isWorth) {
    const qualified = { ...deal, closeOn: null };
    recordPast(
      tx,
      during('qualified'),
      { kind: 'qualified', actorId: by, details: qualified },
      latest(contactedAt, null),
    );
  }
  recordEnd(tx, lead, { by, past, deal }, endedAt);
  return lead;
}

function recordEnd(
  tx: Tx,
  lead: Lead,
  { by, past: { reason }, deal }: { by: string; past: Past; deal: { amount: number | null; currency: string | null } },
  at: Date,
): void {
  switch (lead.status) {
    case 'won':
      recordPast(tx, lead, { kind: 'won', actorId: by, details: { ...deal, wasBefore: true } }, at);
      markWin(tx, lead.id);
      return;
    case 'lost': {
      const words = reason ?? 'Before the import';
      recordPast(
        tx,
        lead,
        { kind: 'lost', actorId: by, details: { reason: OTHER, label: 'Something else', words } },
        at,
      );
      return;
    }
    case 'disqualified':
      recordPast(tx, lead, { kind: 'disqualified', actorId: null, details: { words: reason, ...untimed } }, at);
      return;
    case 'nurturing': {
      const until = lead.nurtureUntil?.getTime() ?? at.getTime();
      recordPast(tx, lead, { kind: 'nurtured', actorId: null, details: { until, words: reason, ...untimed } }, at);
    }
  }
}

const latest = (one: Date, other: Date | null): Date => (other !== null && other > one ? other : one);

const comesBack = (leadId: number, now: Date): Date =>
  new Date(now.getTime() + (NURTURE_DAYS.from + (leadId % NURTURE_DAYS.over)) * DAY_MS);
