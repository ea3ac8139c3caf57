import { takesMessages } from '../platform/alerts/alerts.ts';
import type { Tx } from '../platform/db/write.ts';
import type { Services } from '../platform/services.ts';
import { allTeams } from './queries.ts';
import type { Team } from './table.ts';

/** Announces the open cards of a team that are not in its channel. */
export type ReturnCards = (tx: Tx, team: Team, now: Date) => void;

/**
 * An async task: cards return to their team's channel when it takes messages again, and when the team gets another
 * channel. It looks at the cards only after such a change, and after a start.
 */
export function createCardReturn(
  { db, write, now }: Pick<Services, 'db' | 'write' | 'now'>,
  kinds: readonly ReturnCards[],
): () => Promise<void> {
  let seen = '';
  return async () => {
    const teams = allTeams(db).filter(({ channelId }) => takesMessages(db, channelId));
    const state = teams.map(({ id, channelId }) => `${id}:${channelId}`).join();
    if (state === seen) return;
    await write((tx) => {
      for (const team of teams) for (const returnCards of kinds) returnCards(tx, team, now());
    });
    seen = state;
  };
}
