import { DateTime } from 'luxon';
import { and, inArray, lte, sql } from '../../platform/db/drizzle.ts';
import type { Tx } from '../../platform/db/write.ts';
import { allTeams, requireTeam } from '../../teams/queries.ts';
import type { Team } from '../../teams/table.ts';
import { isWorking, nextWorkingMoment } from '../../teams/working-time.ts';
import type { Actor, ByActor } from '../actor.ts';
import { record } from '../history.ts';
import { lifecycle } from '../lifecycle.ts';
import { marketerOf } from '../marketer.ts';
import { requireLeadFor } from '../permissions.ts';
import { updateLead } from '../queries.ts';
import { stopSla } from '../sla/plan.ts';
import { type Lead, leads } from '../table.ts';
import type { ChangeDetails } from '../types.ts';
import { askNext } from './move.ts';
import { workedSinceDecline } from './worked.ts';

/** Sends a lead back to marketing for nurture; it returns to the team by itself on its date. */
export function nurtureLead(
  tx: Tx,
  {
    leadId,
    actor,
    until: day,
    words,
    content = null,
  }: {
    leadId: number;
    actor: Actor;
    /** ISO date. */
    until: string;
    words: string | null;
    content?: ChangeDetails['nurtured']['content'];
  },
  now: Date,
): Lead {
  const lead = requireLeadFor(tx, 'nurture', { leadId, actor });
  const timed = workedSinceDecline(tx, lead, now);
  const until = nurtureEnd(requireTeam(tx, lead.teamId), day);
  stopSla(tx, leadId);
  const nurtured = updateLead(
    tx,
    lead,
    {
      status: lifecycle.nurture.to,
      nurtureUntil: until,
      marketerId: marketerOf(tx, lead),
      ownerId: null,
      assigneeId: null,
      snoozedUntil: null,
      dueAt: null,
    },
    now,
  );
  record(
    tx,
    nurtured,
    { kind: 'nurtured', actorId: actor.id, details: { until: until.getTime(), words, content, ...timed } },
    now,
  );
  return nurtured;
}

/** The lead returns when its team begins work on that day, or on the next working day. */
const nurtureEnd = (team: Team, isoDate: string): Date =>
  nextWorkingMoment(team, DateTime.fromISO(`${isoDate}T${team.worksFrom}`, { zone: team.zone }).toJSDate());

/** Why a lead cannot be nurtured until a day; undefined if it can. */
export const nurtureFault = (team: Team, isoDate: string, now: Date): string | undefined =>
  nurtureEnd(team, isoDate) <= now ? 'Please choose a future date.' : undefined;

/** Ends a lead for good: it is not a lead at all. */
export function disqualifyLead(tx: Tx, { leadId, actor, words }: ByActor & { words: string | null }, now: Date): Lead {
  const lead = requireLeadFor(tx, 'disqualify', { leadId, actor });
  const timed = workedSinceDecline(tx, lead, now);
  stopSla(tx, leadId);
  const disqualified = updateLead(tx, lead, { status: lifecycle.disqualify.to, marketerId: null, dueAt: null }, now);
  record(tx, disqualified, { kind: 'disqualified', actorId: actor.id, details: { words, ...timed } }, now);
  return disqualified;
}

const AT_ONCE = 200;

/**
 * Brings back the nurtured leads whose date has come, while their team works, and posts each to its channel. They count
 * as handed off now, with a new SLA.
 */
export function wakeNurtured(tx: Tx, now: Date): void {
  const working = allTeams(tx).filter((team) => isWorking(team, now));
  const due = tx
    .select()
    .from(leads)
    .where(
      and(
        lte(leads.nurtureUntil, now),
        inArray(
          // The plus keeps SQLite from using the index of teams, which would read all their leads; few are due.
          sql`+${leads.teamId}`,
          working.map(({ id }) => id),
        ),
      ),
    )
    .limit(AT_ONCE)
    .all();
  for (const lead of due) bringBack(tx, lead, { actorId: null }, now);
}

/** Marketing brings a nurtured lead back before its date. */
export function wakeLead(
  tx: Tx,
  { leadId, actor, namedId = null }: ByActor & { namedId?: string | null },
  now: Date,
): Lead {
  const lead = requireLeadFor(tx, 'wake', { leadId, actor });
  return bringBack(tx, lead, { actorId: actor.id, namedId }, now);
}

function bringBack(
  tx: Tx,
  lead: Lead,
  { actorId, namedId = null }: { actorId: string | null; namedId?: string | null },
  now: Date,
): Lead {
  const woken = updateLead(
    tx,
    lead,
    {
      status: lifecycle.wake.to,
      nurtureUntil: null,
      marketerId: null,
      handedBackAt: null,
      handedOffAt: now,
      acceptedAt: null,
      touchedAt: null,
    },
    now,
  );
  const entryId = record(tx, woken, { kind: 'woken', actorId, details: { early: actorId !== null } }, now);
  return askNext(tx, woken, { namedId, entryId, by: actorId }, now);
}
