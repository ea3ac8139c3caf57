import { and, sql } from '../../platform/db/drizzle.ts';
import type { Db } from '../../platform/db/open.ts';
import type { Tx } from '../../platform/db/write.ts';
import { requireTeam } from '../../teams/queries.ts';
import { record, tell, tellTogether } from '../history.ts';
import { lifecycle } from '../lifecycle.ts';
import { updateLead } from '../queries.ts';
import { routeLead } from '../routing/route.ts';
import { acceptDueAt } from '../sla/clock.ts';
import { type Lead, leads } from '../table.ts';
import { askSomeone } from './move.ts';

/**
 * Offers the leads of a person who is away to their team: those assigned to them, and those that they accepted but have
 * not touched. With `all`, for a person who will not be back, also reassigns the leads that they work on. Each
 * colleague gets one message about theirs.
 * @returns how many leads went to others.
 */
export function offerToTeam(tx: Tx, userId: string, { all }: { all: boolean }, now: Date): number {
  return tellTogether(tx, () => offer(tx, userId, all, now));
}

function offer(tx: Tx, userId: string, all: boolean, now: Date): number {
  const waiting = leadsOf(tx, userId, sql`status = 'new' or (status = 'accepted' and touched_at is null)`);
  for (const lead of waiting) askAgain(tx, lead, userId, now);
  if (!all) return waiting.length;
  const underWay = leadsOf(tx, userId, sql`status in ('accepted', 'working', 'qualified')`);
  for (const lead of underWay) passOn(tx, lead, userId, now);
  return waiting.length + underWay.length;
}

/** Whether a person has leads that they would leave behind. */
export const hasLeads = (db: Db, userId: string): boolean =>
  leadsOf(db, userId, sql`status in ('new', 'accepted', 'working', 'qualified')`).length > 0;

function leadsOf(tx: Db, userId: string, where: ReturnType<typeof sql>): Lead[] {
  return tx
    .select()
    .from(leads)
    .where(
      and(
        // Each half uses its own index; coalesce() would scan every lead ever.
        sql`(${leads.ownerId} = ${userId} or (${leads.ownerId} is null and ${leads.assigneeId} = ${userId}))`,
        sql`(${where})`,
      ),
    )
    .all();
}

function askAgain(tx: Tx, lead: Lead, userId: string, now: Date): void {
  const offered = updateLead(
    tx,
    lead,
    { status: lifecycle.release.to, ownerId: null, acceptedAt: null, snoozedUntil: null },
    now,
  );
  const asked = askSomeone(tx, offered, { except: [userId] }, now);
  noteMove(tx, asked, { from: userId, to: asked.assigneeId ?? userId }, now);
}

/** Reassigns a lead in progress as it is. */
function passOn(tx: Tx, lead: Lead, userId: string, now: Date): void {
  const team = requireTeam(tx, lead.teamId);
  const dueAt = acceptDueAt(team, lead, now);
  const { userId: to } = routeLead(tx, lead, { team, namedId: null, except: [userId], dueAt, queue: 'first' }, now);
  const passed = updateLead(tx, lead, { ownerId: to }, now);
  noteMove(tx, passed, { from: userId, to }, now);
}

function noteMove(tx: Tx, lead: Lead, { from, to }: { from: string; to: string }, now: Date): void {
  const entryId = record(tx, lead, { kind: 'reassigned', actorId: null, details: { from, to } }, now);
  tell(tx, to, entryId, now);
}
