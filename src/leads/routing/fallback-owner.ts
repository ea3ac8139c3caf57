/** Who takes what nobody else can: a lead always ends with a person who is there. */
import { eq, sql } from '../../platform/db/drizzle.ts';
import type { Db } from '../../platform/db/open.ts';
import { prepared } from '../../platform/db/prepared.ts';
import type { Tx } from '../../platform/db/write.ts';
import type { Directory } from '../../platform/slack/directory.ts';
import type { Team } from '../../teams/table.ts';
import { standIns } from './table.ts';

type Named = Pick<Team, 'id' | 'fallbackId' | 'managerId'>;

const ofTeam = prepared((db) =>
  db
    .select({ userId: standIns.userId, insteadOf: standIns.insteadOf })
    .from(standIns)
    .where(eq(standIns.teamId, sql.placeholder('teamId')))
    .prepare(),
);

/** The team's fallback owner, else its manager; whoever stands in while they can act on nothing. */
export function fallbackOwnerOf(db: Db, team: Named): string {
  const named = team.fallbackId ?? team.managerId;
  const standIn = ofTeam(db).get({ teamId: team.id });
  return standIn?.insteadOf === named ? standIn.userId : named;
}

/**
 * Who stands in, as Slack has people now: the manager for a fallback owner who is deactivated or a guest by now, and an
 * admin where the manager is no help either. Null while nobody has to.
 * @throws UserError when Slack cannot be asked.
 */
export async function findFallbackOwner(
  directory: Directory,
  { fallbackId, managerId }: Named,
): Promise<string | null> {
  const named = [...new Set([fallbackId ?? managerId, managerId])];
  const people = await directory.people(named);
  const able = people.find(({ isMember }) => isMember);
  if (able) return able.id === named[0] ? null : able.id;
  const [admin] = await directory.admins();
  return admin?.id ?? null;
}

export function saveFallbackOwner(tx: Tx, { id: teamId, fallbackId, managerId }: Named, userId: string | null): void {
  const standIn = { userId: userId ?? '', insteadOf: fallbackId ?? managerId };
  if (userId === null) tx.delete(standIns).where(eq(standIns.teamId, teamId)).run();
  else
    tx.insert(standIns)
      .values({ teamId, ...standIn })
      .onConflictDoUpdate({ target: standIns.teamId, set: standIn })
      .run();
}
