import { eq, inArray, sql } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import { preparedRows } from '../platform/db/prepared.ts';
import type { Tx } from '../platform/db/write.ts';
import type { Directory } from '../platform/slack/directory.ts';
import { slackError } from '../platform/slack/open-view.ts';
import { PlaceGone } from '../platform/slack/place-gone.ts';
import { allTeams, watchersOf } from './queries.ts';
import { memberships, type Team } from './table.ts';

export type Membership = typeof memberships.$inferSelect;

/** The Slack user group or channel whose members are the team. */
const placeOf = ({ userGroupId, channelId }: Pick<Team, 'userGroupId' | 'channelId'>): string =>
  userGroupId ?? channelId;

const ofTeam = preparedRows(memberships, eq(memberships.teamId, sql.placeholder('teamId')));

/** Undefined before the first reading of the team's current user group or channel. */
export function membershipOf(db: Db, team: Team): Membership | undefined {
  const known = ofTeam(db).get({ teamId: team.id });
  return known?.placeId === placeOf(team) ? known : undefined;
}

/** Whether the team's members are known from Slack. Until then, a missing member says nothing. */
export const isTeamKnown = (db: Db, team: Team): boolean => (membershipOf(db, team)?.readAt ?? null) !== null;

export interface Members {
  userIds: ReadonlySet<string>;
  /** Slack's code for a user group or channel that is gone. */
  error: string | null;
}

/**
 * The members as Slack has them, without those who only watch. Where the user group or channel is gone, those last
 * known, else those of the channel.
 * @throws UserError when Slack cannot tell, and PlaceGone when nothing else is known.
 */
export async function membersOf(deps: { db: Db; directory: Directory }, team: Team): Promise<Members> {
  const { userIds, error } = await presentIn(deps, team);
  const watching = watchersOf(deps.db, team.id);
  return {
    userIds: watching.length === 0 ? userIds : new Set([...userIds].filter((id) => !watching.includes(id))),
    error,
  };
}

async function presentIn({ db, directory }: { db: Db; directory: Directory }, team: Team): Promise<Members> {
  try {
    return { userIds: await directory.members(team), error: null };
  } catch (error) {
    if (!(error instanceof PlaceGone)) throw error;
    const known = membershipOf(db, team);
    if (known?.readAt) return { userIds: new Set(known.userIds), error: error.code };
    if (team.userGroupId === null) throw error;
    const inChannel = await directory.members({ channelId: team.channelId, userGroupId: null });
    return { userIds: inChannel, error: error.code };
  }
}

/** Saves a team's members. `error` means that its user group or channel is gone, and the members are a substitute. */
export function saveMembers(tx: Tx, team: Team, { userIds, error }: Members, now: Date): void {
  const failingSince = error === null ? null : (membershipOf(tx, team)?.failingSince ?? now);
  const values = { placeId: placeOf(team), userIds: [...userIds], readAt: now, isCurrent: true, error, failingSince };
  tx.insert(memberships)
    .values({ teamId: team.id, ...values })
    .onConflictDoUpdate({ target: memberships.teamId, set: values })
    .run();
}

/** Notes that a team could not be read; the last known members stay. */
export function noteUnread(tx: Tx, team: Team, reason: unknown, now: Date): void {
  const code = reason instanceof PlaceGone ? reason.code : slackError((reason as Error)?.cause);
  const error = code ?? 'no_answer';
  const known = membershipOf(tx, team);
  if (known?.error === error) return;
  const failing = { error, failingSince: known?.failingSince ?? now };
  const values = { placeId: placeOf(team), userIds: [], readAt: null, isCurrent: false, ...failing };
  tx.insert(memberships)
    .values({ teamId: team.id, ...values })
    .onConflictDoUpdate({ target: memberships.teamId, set: known ? failing : values })
    .run();
}

/** Marks teams to be read again, after a change of their members in Slack. */
export function outdateTeams(tx: Tx, teamIds: readonly number[]): void {
  tx.update(memberships)
    .set({ isCurrent: false })
    .where(inArray(memberships.teamId, [...teamIds]))
    .run();
}

/** Teams of a user group or channel, or that know a person as a member, manager or fallback owner. */
export const teamsConcerning = (db: Db, id: string): number[] =>
  allTeams(db)
    .filter((team) => {
      const { managerId, fallbackId, oneSellerId } = team;
      if ([placeOf(team), managerId, fallbackId, oneSellerId].includes(id)) return true;
      return membershipOf(db, team)?.userIds.includes(id) ?? false;
    })
    .map(({ id: teamId }) => teamId);

/** Whether a team was read within this time, and nothing has changed since. */
export function isFresh(db: Db, team: Team, withinMs: number, now: Date): boolean {
  const known = membershipOf(db, team);
  if (!known?.readAt || !known.isCurrent) return false;
  return Math.abs(now.getTime() - known.readAt.getTime()) < withinMs;
}
