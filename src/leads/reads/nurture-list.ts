import { and, asc, count, desc, eq, gt } from '../../platform/db/drizzle.ts';
import type { Db } from '../../platform/db/open.ts';
import { enqueue } from '../../platform/outbox/enqueue.ts';
import type { Slice } from '../../platform/paging.ts';
import type { Job } from '../../platform/schedule/job.ts';
import { startOfWork } from '../../teams/mornings.ts';
import { teamsOfKind } from '../../teams/queries.ts';
import { type WithCard, withCard } from '../card-place.ts';
import { type Lead, leadHistory, leads } from '../table.ts';
import type { ChangeDetails } from '../types.ts';

export interface Nurtured {
  lead: WithCard<Lead>;
  /** The person who sent it to nurture. */
  actorId: string | null;
  /** The plan to warm it up: notes, and an item of the library. */
  words: string | null;
  content: string | null;
}

/** One page of the leads that are still in nurture at `at`, the earliest return first. */
export function listNurtured(db: Db, page: Slice, at: Date): { nurtured: Nurtured[]; total: number } {
  const waiting = gt(leads.nurtureUntil, at);
  const found = db
    .select()
    .from(leads)
    .where(waiting)
    .orderBy(asc(leads.nurtureUntil), asc(leads.id))
    .limit(page.limit)
    .offset(page.offset)
    .all();
  const total = db.select({ leads: count() }).from(leads).where(waiting).get()?.leads ?? 0;
  return { nurtured: found.map((lead) => ({ lead: withCard(db, lead), ...sentThere(db, lead.id) })), total };
}

function sentThere(db: Db, leadId: number): Omit<Nurtured, 'lead'> {
  const entry = db
    .select({ actorId: leadHistory.actorId, details: leadHistory.details })
    .from(leadHistory)
    .where(and(eq(leadHistory.leadId, leadId), eq(leadHistory.kind, 'nurtured')))
    .orderBy(desc(leadHistory.id))
    .limit(1)
    .get();
  const details = entry?.details as ChangeDetails['nurtured'] | undefined;
  return {
    actorId: entry?.actorId ?? null,
    words: details?.words ?? null,
    content: details?.content?.title ?? null,
  };
}

/**
 * Each marketing team's list, when work begins on Mondays; on a holiday, when work next begins. The database does not know which
 * marketer is in which team, so every team gets all leads. Nothing is posted if no lead is in nurture.
 */
export function nurtureJobs(db: Db): Job[] {
  return teamsOfKind(db, 'marketing').map((team) => ({
    name: `nurture:${team.id}`,
    cron: startOfWork(team, 1),
    zone: team.zone,
    run: (tx, slot, now) => {
      if (listNurtured(tx, { limit: 0, offset: 0 }, now).total === 0) return;
      const payload = { teamId: team.id, slotAt: slot.at.getTime() };
      const dedupeKey = `nurture_list:${team.id}`;
      enqueue(tx, 'nurture_list', payload, { orderingKey: team.channelId, dedupeKey }, now);
    },
  }));
}
