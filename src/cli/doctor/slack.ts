/** Tokens, scopes and the clock, as Slack sees them. */
import { WebClient } from '@slack/web-api';
import type { HttpConfig, SocketConfig } from '../../app/config.ts';
import { declinedScopesIn, missingScopes } from '../../health/scopes.ts';
import { createLog } from '../../platform/log.ts';
import { outcomeOf } from '../../platform/slack/api-errors.ts';
import { clientBase } from '../../platform/slack/clients.ts';
import type { Now } from '../../platform/time/clock.ts';
import { MINUTE_MS } from '../../platform/time/units.ts';
import { type Finding, fault, warning } from './finding.ts';

type Connected = SocketConfig | HttpConfig;

const SLACK = 'https://slack.com/api/';
const PATIENCE_MS = 10_000;
/** Slack and Baton refuse signed requests that are five minutes off. */
const MOST_OFF_MS = MINUTE_MS;

const silent = createLog('silent', { write: () => undefined });

export const clientOf = ({ botToken, slackApiUrl }: Connected): WebClient =>
  new WebClient(botToken.reveal(), { ...clientBase(slackApiUrl, silent), timeout: PATIENCE_MS });

export interface Asked {
  findings: Finding[];
  /** Whether questions to Slack get answers. */
  answers: boolean;
}

export async function askSlack(config: Connected, web: WebClient, now: Now): Promise<Asked> {
  const clock = await clockFindings(config, now);
  if (clock === undefined) {
    const fix = 'Check the network, the firewall and HTTPS_PROXY: docs/network.md lists the addresses.';
    return { answers: false, findings: [fault(`Slack cannot be reached at ${config.slackApiUrl ?? SLACK}.`, fix)] };
  }
  const bot = await botFindings(web);
  const app = config.mode === 'socket' ? await appTokenFindings(config) : [];
  return { answers: bot.answers, findings: [...clock, ...bot.findings, ...app] };
}

/** Undefined if Slack does not answer. */
async function clockFindings({ slackApiUrl }: Connected, now: Now): Promise<Finding[] | undefined> {
  try {
    const response = await fetch(`${slackApiUrl ?? SLACK}api.test`, {
      method: 'POST',
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    await response.body?.cancel();
    const theirs = Date.parse(response.headers.get('date') ?? '');
    const off = now().getTime() - theirs;
    if (Number.isNaN(theirs) || Math.abs(off) < MOST_OFF_MS) return [];
    const words = `The clock of this machine is ${Math.round(Math.abs(off) / 1000)} seconds ${off > 0 ? 'ahead' : 'behind'}.`;
    return [
      fault(
        words,
        'Switch time synchronisation on ("timedatectl set-ntp true"). Slack’s requests are refused when clocks differ.',
      ),
    ];
  } catch {
    return undefined;
  }
}

async function botFindings(web: WebClient): Promise<Asked> {
  try {
    const { bot_id, response_metadata } = await web.auth.test();
    if (!bot_id) {
      const fix = 'Copy the Bot User OAuth Token (xoxb-…) under Install App.';
      return { answers: false, findings: [fault('SLACK_BOT_TOKEN is not the token of a bot.', fix)] };
    }
    return { answers: true, findings: scopeFindings(response_metadata?.scopes) };
  } catch (error) {
    const failure = outcomeOf(error);
    const fix =
      failure.kind === 'auth'
        ? 'Install the app again (Install App in api.slack.com/apps), and set the new SLACK_BOT_TOKEN.'
        : 'Try again in a few minutes: status.slack.com says whether Slack has trouble.';
    return { answers: false, findings: [fault(`Slack refuses SLACK_BOT_TOKEN: ${failure.error}.`, fix)] };
  }
}

function scopeFindings(granted: readonly string[] | undefined): Finding[] {
  if (!granted) return [];
  const missing = missingScopes(granted);
  const declined = declinedScopesIn(granted);
  const paste = 'Paste the manifest ("baton manifest") under App Manifest, and install the app again.';
  return [
    ...(missing.length > 0 ? [fault(`The app lacks scopes: ${missing.join(', ')}.`, paste)] : []),
    ...(declined.length > 0
      ? [warning(`The app lacks optional scopes: ${declined.join(', ')}.`, `If you want what they bring: ${paste}`)]
      : []),
  ];
}

async function appTokenFindings({ appToken, slackApiUrl }: SocketConfig): Promise<Finding[]> {
  const web = new WebClient(appToken.reveal(), { ...clientBase(slackApiUrl, silent), timeout: PATIENCE_MS });
  try {
    await web.apps.connections.open();
    return [];
  } catch (error) {
    const { error: code } = outcomeOf(error);
    const fix =
      'Make an app-level token with connections:write (Basic Information, App-Level Tokens), and switch Socket Mode on.';
    return [fault(`Slack refuses SLACK_APP_TOKEN: ${code}.`, fix)];
  }
}
