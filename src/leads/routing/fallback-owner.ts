/** The person who takes leads that no seller can take: an escalation always ends with a person who is there. */
import { eq, sql } from '../../platform/db/drizzle.ts';
import type { Db } from '../../platform/db/open.ts';
import { prepared } from '../../platform/db/prepared.ts';
import type { Tx } from '../../platform/db/write.ts';
import type { Directory } from '../../platform/slack/directory.ts';
import type { Team } from '../../teams/table.ts';
import { fallbackOwners } from './table.ts';

type Named = Pick<Team, 'id' | 'fallbackId' | 'managerId'>;

const ofTeam = prepared((db) =>
  db
    .select({ userId: fallbackOwners.userId, insteadOf: fallbackOwners.insteadOf })
    .from(fallbackOwners)
    .where(eq(fallbackOwners.teamId, sql.placeholder('teamId')))
    .prepare(),
);

/** The team's fallback owner, else its manager, or the substitute of either. */
export function fallbackOwnerOf(db: Db, team: Named): string {
  const named = team.fallbackId ?? team.managerId;
  const substitute = ofTeam(db).get({ teamId: team.id });
  return substitute?.insteadOf === named ? substitute.userId : named;
}

/**
 * The substitute, by current data from Slack: the manager if the fallback owner is deactivated or a guest, else an
 * admin. Null if none is needed.
 * @throws UserError if Slack cannot be asked.
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
  const substitute = { userId: userId ?? '', insteadOf: fallbackId ?? managerId };
  if (userId === null) tx.delete(fallbackOwners).where(eq(fallbackOwners.teamId, teamId)).run();
  else
    tx.insert(fallbackOwners)
      .values({ teamId, ...substitute })
      .onConflictDoUpdate({ target: fallbackOwners.teamId, set: substitute })
      .run();
}
