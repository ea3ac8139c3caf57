import { UserError } from '../errors.ts';
import { slackError } from './open-view.ts';

/**
 * Codes of a channel or user group that is deleted, disabled or hidden from Baton, also by a scope or workspace that is not granted
 * (https://docs.slack.dev/reference/methods/usergroups.users.list#errors).
 */
const GONE = new Set([
  'channel_not_found',
  'no_such_subteam',
  'subteam_not_found',
  'subteam_disabled',
  'plan_upgrade_required',
  'paid_teams_only',
  'missing_scope',
  'team_access_not_granted',
]);

export const isGone = (code: string): boolean => GONE.has(code);

/** A channel or user group that Slack tells no members of, which does not mean that it has none. */
export class PlaceGone extends UserError {
  readonly code: string;
  constructor(code: string) {
    super(
      'I cannot see who is in this channel or user group. It may be deleted or disabled, or I was removed from it.',
    );
    this.code = code;
  }
}

/** @throws PlaceGone for these codes. */
export async function orGone<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    const code = slackError(error) ?? '';
    throw isGone(code) ? new PlaceGone(code) : error;
  }
}
