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
export function offerToTeam(
  tx: Tx,
  userId: string,
  { all, teamId }: { all: boolean; teamId?: number },
  now: Date,
): number {
  return tellTogether(tx, () => {
    const ofTeam = (lead: Lead) => teamId === undefined || lead.teamId === teamId;
    const waiting = leadsOf(tx, userId, isWaiting).filter(ofTeam);
    for (const lead of waiting) askAgain(tx, lead, userId, now);
    if (!all) return waiting.length;
    const underWay = leadsUnderWay(tx, userId).filter(ofTeam);
    for (const lead of underWay) passOn(tx, lead, userId, now);
    return waiting.length + underWay.length;
  });
}

/**
 * The leads that wait for a person who is away until then, and need someone before: what is due later stays theirs, and
 * so does what sleeps longer. Without an end, all.
 */
export const waitingBefore = (db: Db, userId: string, until: Date | null): Lead[] =>
  leadsOf(db, userId, isWaiting).filter(
    ({ dueAt, snoozedUntil }) =>
      until === null || ((dueAt === null || dueAt < until) && (snoozedUntil === null || snoozedUntil < until)),
  );

/** Gives these leads to the team. @returns how many. */
export const handOver = (tx: Tx, userId: string, until: Date | null, now: Date): number =>
  tellTogether(tx, () => {
    const waiting = waitingBefore(tx, userId, until);
    for (const lead of waiting) askAgain(tx, lead, userId, now);
    return waiting.length;
  });

const isWaiting = sql`status = 'new' or (status = 'accepted' and touched_at is null)`;
const isUnderWay = sql`status in ('accepted', 'working', 'qualified')`;

/** Leads that a person works on. */
export const leadsUnderWay = (tx: Tx, userId: string): Lead[] => leadsOf(tx, userId, isUnderWay);

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
  if (asked.assigneeId !== null) noteMove(tx, asked, { from: userId, to: asked.assigneeId }, now);
  // The team is not known, so its channel is asked.
  else record(tx, asked, { kind: 'released', actorId: null, details: { byTakingBack: false, left: userId } }, now);
}

/** Reassigns a lead in progress as it is, from a person who cannot keep it. */
export function passOn(tx: Tx, lead: Lead, from: string | null, now: Date): Lead {
  const team = requireTeam(tx, lead.teamId);
  const request = { team, namedId: null, except: from === null ? [] : [from], queue: 'first' } as const;
  const { userId: to } = routeLead(tx, lead, { ...request, dueAt: acceptDueAt(team, lead, now) }, now);
  const passed = updateLead(tx, lead, { ownerId: to }, now);
  noteMove(tx, passed, { from, to }, now);
  return passed;
}

function noteMove(tx: Tx, lead: Lead, { from, to }: { from: string | null; to: string }, now: Date): void {
  const entryId = record(tx, lead, { kind: 'reassigned', actorId: null, details: { from, to } }, now);
  tell(tx, to, entryId, now);
}
