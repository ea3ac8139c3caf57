/** Where a meeting is offered. */
import type { Db } from '../platform/db/open.ts';
import { UserError } from '../platform/errors.ts';
import { settingOf } from '../platform/settings/queries.ts';
import { teamsOfKind } from '../teams/queries.ts';
import { sharedChannel } from '../teams/settings.ts';
import type { Side } from './types.ts';

/**
 * The channel of both teams, else that of the oldest team which may ride along.
 * @throws UserError if there is no such team.
 */
export function placeOfOffers(db: Db, side: Side): string {
  const shared = settingOf(db, sharedChannel);
  if (shared !== null) return shared;
  const [oldest] = teamsOfKind(db, side).toSorted((a, b) => a.id - b.id);
  if (!oldest) throw new UserError(`There is no ${side} team yet that could ride along.`);
  return oldest.channelId;
}
