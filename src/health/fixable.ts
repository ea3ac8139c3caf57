import type { Alert } from '../platform/alerts/alerts.ts';
import type { Db } from '../platform/db/open.ts';
import { isPerson } from '../platform/outbox/find-posted.ts';
import { settingOf } from '../platform/settings/queries.ts';
import { questionsChannel } from '../questions/settings.ts';
import { allTeams } from '../teams/queries.ts';
import { sharedChannel, winsChannel } from '../teams/settings.ts';
import { isHere } from '../teams/standing.ts';
import { isHealthAlert } from './types.ts';

/** Codes of Slack for a person who is gone or hidden, which no one at Baton can change. */
const GONE = new Set([
  'channel_not_found',
  'user_not_found',
  'users_not_found',
  'user_disabled',
  'user_not_visible',
  'user_not_in_channel',
  'cannot_dm_bot',
  'is_inactive',
]);

/**
 * Whether someone can fix a failure, so that it is an alert: not that of a person who left, nor of a channel that no
 * team and no setting uses. An alert is raised and ended by this rule.
 */
export function isFixable(db: Db, { error, place }: Pick<Alert, 'error' | 'place'>): boolean {
  if (isHealthAlert(error)) return true;
  if (isPerson(place)) return !GONE.has(error) && isHere(db, place);
  const used = [settingOf(db, questionsChannel), settingOf(db, winsChannel), settingOf(db, sharedChannel)];
  return used.includes(place) || allTeams(db).some(({ channelId }) => channelId === place);
}
