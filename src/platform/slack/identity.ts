import { setTimeout as sleep } from 'node:timers/promises';
import type { AuthTestResponse, WebClient } from '@slack/web-api';
import { pauseMs } from '../backoff.ts';
import type { Log } from '../log.ts';
import { outcomeOf } from './api-errors.ts';
import type { Company } from './company.ts';
import { grantedWorkspaces } from './granted-workspaces.ts';

/** Baton's own ids, and the company that it serves. */
export interface Identity {
  company: Company;
  botId: string;
  botUserId: string;
  /** `https://<domain>.slack.com/`, or `https://<domain>.enterprise.slack.com/` of an organisation. */
  workspaceUrl: string;
}

const PAUSES = { firstMs: 1_000, longestMs: 30_000 };

/** Slack works, and the setting or the installation is wrong: asking again would not help. */
class WrongInstall extends Error {}

/**
 * Asks Slack until it answers. `chosen` names the workspaces to work in; by default, it is all that the token reaches.
 * @throws when Slack refuses the token, and when a chosen workspace is not granted.
 */
export async function whoAmI(web: WebClient, log: Log, chosen: readonly string[] = []): Promise<Identity> {
  for (let failures = 1; ; failures += 1) {
    try {
      const answer = await web.auth.test();
      const { bot_id, user_id, url } = answer;
      if (!bot_id || !user_id || !url) throw new WrongInstall('SLACK_BOT_TOKEN is not the token of a bot.');
      return { company: await companyOf(web, answer, chosen), botId: bot_id, botUserId: user_id, workspaceUrl: url };
    } catch (error) {
      if (error instanceof WrongInstall) throw error;
      const failure = outcomeOf(error);
      if (failure.kind === 'auth') throw new Error(`Slack refuses the bot token (SLACK_BOT_TOKEN): ${failure.error}`);
      log.warn({ error: failure.error }, 'Slack does not answer; trying again');
      await sleep(failure.kind === 'limited' ? failure.seconds * 1_000 : pauseMs(PAUSES, failures));
    }
  }
}

/** With the token of an organisation, `auth.test` names no workspace, or the organisation in its place. */
async function companyOf(web: WebClient, answer: AuthTestResponse, chosen: readonly string[]): Promise<Company> {
  const { team_id, enterprise_id = null, is_enterprise_install } = answer;
  const isOfOrganisation = is_enterprise_install === true || team_id === undefined || team_id.startsWith('E');
  if (!isOfOrganisation) {
    const [other] = chosen.filter((id) => id !== team_id);
    if (other !== undefined) {
      throw new WrongInstall(
        `SLACK_WORKSPACES names ${other}, but SLACK_BOT_TOKEN is the token of ${team_id} alone. Remove SLACK_WORKSPACES, or install the app on the organisation.`,
      );
    }
    return { organisationId: enterprise_id, workspaceIds: [team_id] };
  }
  const granted = await grantedWorkspaces(web);
  if (granted.length === 0) {
    throw new WrongInstall(
      'The app is installed on the organisation, and no workspace is granted to it. An organisation admin adds it to workspaces: Manage organisation, Integrations, Installed apps.',
    );
  }
  const missing = chosen.filter((id) => !granted.some((one) => one.id === id));
  if (missing.length > 0) {
    const known = granted.map(({ id, name }) => `${id} (${name})`).join(', ');
    throw new WrongInstall(
      `SLACK_WORKSPACES names ${missing.join(', ')}, which is not granted to the app. Granted: ${known}. An organisation admin adds the app to more workspaces: Manage organisation, Integrations, Installed apps.`,
    );
  }
  const organisationId = enterprise_id ?? team_id ?? null;
  if (chosen.length > 0) return { organisationId, workspaceIds: chosen };
  return { organisationId, workspaceIds: granted.map(({ id }) => id), takesAll: true };
}
