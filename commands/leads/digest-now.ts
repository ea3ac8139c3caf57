import { untouchedOf } from '../../src/leads/reads/untouched.ts';
import { digestSize } from '../../src/leads/settings.ts';
import { UserError } from '../../src/platform/errors.ts';
import type { SlackMessage } from '../../src/platform/outbox/message.ts';
import { settingOf } from '../../src/platform/settings/queries.ts';
import type { Person } from '../../src/platform/slack/directory.ts';
import { readDigest } from '../../src/requests/digest.ts';
import { isManager } from '../../src/teams/membership.ts';
import { allTeams } from '../../src/teams/queries.ts';
import type { Team } from '../../src/teams/table.ts';
import { digestMessage, nothingWaits } from '../../views/leads/digest.ts';
import { noRequestWaits, REQUEST_DIGEST_SIZE, requestDigest } from '../../views/requests/digest.ts';
import type { Deps } from '../deps.ts';

/** Slack takes five answers to a command (https://docs.slack.dev/interactivity/handling-user-interaction#message_responses). */
export const MOST_ANSWERS = 5;

/** Previews of digests: of the team whose channel it is, else of all teams that this person manages. */
export function digestsNow(deps: Deps, person: Person, channelId: string): SlackMessage[] {
  const all = allTeams(deps.db);
  if (all.length === 0) throw new UserError('There is no team yet. Create one with `/baton teams`.');
  const teams = all.filter((team) => isManager(team, person));
  const here = teams.filter((team) => team.channelId === channelId);
  return (here.length > 0 ? here : teams)
    .slice(0, MOST_ANSWERS)
    .map((team) => (team.kind === 'sales' ? digestOfLeads(deps, team) : digestOfRequests(deps, team)));
}

function digestOfLeads({ db, workspaceUrl, now }: Deps, { id: teamId, name }: Team): SlackMessage {
  const untouched = untouchedOf(db, teamId, { limit: settingOf(db, digestSize), offset: 0 }, now());
  if (untouched.notAcceptedCount + untouched.acceptedCount === 0) return nothingWaits(name);
  return digestMessage({ teamId, untouched, lateSince: null, previewOf: name, workspaceUrl, now: now() });
}

function digestOfRequests({ db, workspaceUrl, now }: Deps, { id: teamId, name }: Team): SlackMessage {
  const digest = readDigest(db, teamId, REQUEST_DIGEST_SIZE, now());
  if (digest.total === 0) return noRequestWaits(name);
  return requestDigest({ teamId, ...digest, lateSince: null, previewOf: name, workspaceUrl, now: now() });
}
