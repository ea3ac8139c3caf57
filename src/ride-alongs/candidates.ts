/** People who can be proposed to ride along this month, and the past that the matching reads. */
import { awayUntil } from '../leads/routing/queries.ts';
import { and, eq, gt, gte, isNull, lt, sql } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import { settingOf } from '../platform/settings/queries.ts';
import { DAY_MS } from '../platform/time/units.ts';
import { preferencesOf } from '../preferences/queries.ts';
import { plusDays } from '../rituals/rhythm.ts';
import type { Participant } from '../rituals/table.ts';
import { membershipOf } from '../teams/members.ts';
import { allTeams } from '../teams/queries.ts';
import type { Team } from '../teams/table.ts';
import { dateIn, endOfWorkOn, startOfWorkOn, worksOn } from '../teams/working-time.ts';
import type { Between, Candidate, Span } from './match.ts';
import { ridesAMonth } from './settings.ts';
import { rideAlongPairs, rideAlongPeople, rideAlongs } from './table.ts';

/** Rides of a year count, so that people who joined are not first for years. */
const COUNTED_MS = 365 * DAY_MS;
/** A person who is back within a week can still ride along in the month. */
const LONG_AWAY_MS = 7 * DAY_MS;
/** Two weeks have every weekday, also next to holidays. */
const LOOKED_AT_DAYS = 14;
const MONTH_MS = 30 * DAY_MS;

export interface Candidates {
  sellers: Candidate[];
  marketers: Candidate[];
  between: (sellerId: string, marketerId: string) => Between;
  away: number;
  optedOut: number;
}

export function readCandidates(db: Db, people: readonly Participant[], now: Date): Candidates {
  const isAway = ({ userId }: Participant) => {
    const until = awayUntil(db, userId, now);
    return until === null || (until !== undefined && until.getTime() > now.getTime() + LONG_AWAY_MS);
  };
  const wants = ({ userId }: Participant) => preferencesOf(db, userId).rideAlongs !== 'off';
  const there = people.filter((one) => !isAway(one));
  const willing = there.filter(wants);
  const meetings = meetingsSince(db, new Date(now.getTime() - COUNTED_MS));
  const cap = settingOf(db, ridesAMonth);
  const booked = upcoming(db, now);
  const candidate = ({ userId, side }: Participant): Candidate => ({
    userId,
    rides: meetings.filter(({ hostId, riderId }) => hostId === userId || riderId === userId).length,
    room: Math.max(0, cap - (booked.get(userId) ?? 0)),
    work: workOf(db, { userId, side }, now),
  });
  const ofSide = (side: Participant['side']) => willing.filter((one) => one.side === side).map(candidate);
  return {
    sellers: ofSide('sales'),
    marketers: ofSide('marketing'),
    between: betweenIn(meetings, proposals(db)),
    away: people.length - there.length,
    optedOut: there.length - willing.length,
  };
}

interface Met {
  hostId: string;
  riderId: string;
  at: Date;
}

/** Meetings that took place: each host with each rider. */
const meetingsSince = (db: Db, since: Date): Met[] =>
  db
    .select({ hostId: rideAlongs.hostId, riderId: rideAlongPeople.userId, at: rideAlongs.startsAt })
    .from(rideAlongs)
    .innerJoin(rideAlongPeople, eq(rideAlongPeople.rideId, rideAlongs.id))
    .where(
      and(
        eq(rideAlongs.status, 'over'),
        gte(rideAlongs.startsAt, since),
        eq(rideAlongPeople.role, 'rider'),
        isNull(rideAlongPeople.leftAt),
        eq(rideAlongPeople.isMissed, false),
      ),
    )
    .all();

const proposals = (db: Db): { sellerId: string; marketerId: string; at: number }[] =>
  db
    .select({
      sellerId: rideAlongPairs.sellerId,
      marketerId: rideAlongPairs.marketerId,
      at: sql<number>`max(${rideAlongPairs.at})`,
    })
    .from(rideAlongPairs)
    .groupBy(rideAlongPairs.sellerId, rideAlongPairs.marketerId)
    .all();

function betweenIn(meetings: readonly Met[], proposed: ReturnType<typeof proposals>): Candidates['between'] {
  const rode = new Map<string, number>();
  for (const { hostId, riderId, at } of meetings) {
    for (const key of [`${hostId} ${riderId}`, `${riderId} ${hostId}`])
      rode.set(key, Math.max(rode.get(key) ?? 0, at.getTime()));
  }
  const asked = new Map(proposed.map(({ sellerId, marketerId, at }) => [`${sellerId} ${marketerId}`, at]));
  return (sellerId, marketerId) => {
    const key = `${sellerId} ${marketerId}`;
    return { rodeAt: rode.get(key) ?? null, proposedAt: asked.get(key) ?? null };
  };
}

/** The ride-alongs of the coming month, by person: a host counts once someone rides along. */
function upcoming(db: Db, now: Date): Map<string, number> {
  const rides = db
    .select({ id: rideAlongs.id, hostId: rideAlongs.hostId, riderId: rideAlongPeople.userId })
    .from(rideAlongs)
    .innerJoin(rideAlongPeople, eq(rideAlongPeople.rideId, rideAlongs.id))
    .where(
      and(
        eq(rideAlongs.status, 'open'),
        gt(rideAlongs.startsAt, now),
        lt(rideAlongs.startsAt, new Date(now.getTime() + MONTH_MS)),
        eq(rideAlongPeople.role, 'rider'),
        isNull(rideAlongPeople.leftAt),
      ),
    )
    .all();
  const ofPerson = new Map<string, Set<number>>();
  for (const { id, hostId, riderId } of rides) {
    for (const userId of [hostId, riderId]) ofPerson.set(userId, (ofPerson.get(userId) ?? new Set()).add(id));
  }
  return new Map([...ofPerson].map(([userId, { size }]) => [userId, size]));
}

/** The working time of their teams on their side, as far as the database knows the members. */
function workOf(db: Db, { userId, side }: Participant, now: Date): Span[] {
  const teams = allTeams(db).filter((team) => team.kind === side);
  const theirs = teams.filter(
    (team) => team.managerId === userId || (membershipOf(db, team)?.userIds.includes(userId) ?? false),
  );
  return (theirs.length > 0 ? theirs : teams).flatMap((team) => spansOf(team, now));
}

function spansOf(team: Team, now: Date): Span[] {
  const today = dateIn(team, now);
  const days = Array.from({ length: LOOKED_AT_DAYS }, (_, ahead) => plusDays(today, ahead + 1));
  return days
    .filter((day) => worksOn(team, day))
    .map((day) => ({ from: startOfWorkOn(team, day).getTime(), to: endOfWorkOn(team, day).getTime() }));
}
