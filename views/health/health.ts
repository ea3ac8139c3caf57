/** The state of Baton for admins: `/baton health`, a section of their home, and a message when something breaks. */
import type { Health } from '../../src/health/read.ts';
import { eventsWithout } from '../../src/health/scopes.ts';
import { type HealthAlert, isHealthAlert } from '../../src/health/types.ts';
import type { Alert } from '../../src/platform/alerts/alerts.ts';
import type { DeadLetters } from '../../src/platform/inbox/queries.ts';
import type { SlackMessage } from '../../src/platform/outbox/message.ts';
import { channelLink, escaped, moment } from '../../src/platform/slack/mrkdwn.ts';
import { actions, type Blocks, button, context, heading, section } from '../kit/blocks.ts';
import { counted, span } from '../kit/words.ts';
import { meaningOfAlert, placeAlert, placeAlertOver, placeName } from './alert.ts';
import { declinedLines } from './declined.ts';
import { outsiderLines } from './outsiders.ts';

const APPS = 'https://api.slack.com/apps';

interface AlertWords {
  /** The problem and its fix. */
  says(place: string): string;
  /** When it is over. */
  over: string;
}

/** The place of an alert about a team: its channel and Slack's error code. */
function teamIn(place: string): { team: string; code: string } {
  const [, channel, code = 'unknown'] = /^([CG][A-Z0-9]+) (\w+)$/.exec(place) ?? [];
  return { team: channel ? `the team in ${channelLink(channel)}` : 'a team', code };
}

const inCode = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(', ');

const words: Record<HealthAlert, AlertWords> = {
  token_refused: {
    says: (error) =>
      `Slack rejects my token (\`${error}\`), so nothing is posted. Nothing is lost: set the right SLACK_BOT_TOKEN and restart me. Find it under *OAuth &amp; Permissions* of <${APPS}|the app>.`,
    over: 'Slack accepts my token again. Waiting messages are being sent.',
  },
  outbox_stuck: {
    says: () => 'Messages have waited for more than 15 minutes. They are sent as soon as Slack accepts them.',
    over: 'Messages are sent without delay again.',
  },
  job_failing: {
    says: (job) => `A scheduled job keeps failing (\`${job}\`). I keep retrying. See my log for the reason.`,
    over: 'Scheduled jobs run again.',
  },
  disk_low: {
    says: () => 'The disk with my database is almost full. I cannot save anything on a full disk. Free some space.',
    over: 'The disk with my database has space again.',
  },
  events_dead_lettered: {
    says: () =>
      'Some Slack events failed too often, and I stopped retrying. I keep them for two weeks. `/baton health` shows the reasons and lets you retry them.',
    over: 'Slack events are processed again.',
  },
  team_gone: {
    says: (place) => {
      const { team, code } = teamIn(place);
      if (code === 'missing_scope') {
        return `I may not see the user group of ${team}. Until I get the scope \`usergroups:read\`, I use its last known members, or everyone in the channel. Grant the scope under *Install App* of <${APPS}|the app>, or remove the group with \`/baton teams\`.`;
      }
      return `The user group of ${team} is deleted or disabled in Slack (\`${code}\`). Until it is back, I use its last known members, or everyone in the channel. Enable the group in Slack, or choose another with \`/baton teams\`.`;
    },
    over: 'I can see who is in each team again.',
  },
  team_unread: {
    says: (place) => {
      const { team, code } = teamIn(place);
      return `Slack does not tell me who is in ${team} (\`${code}\`). I use its last known members and keep asking. In a team that I never saw, anyone in the channel can accept a lead.`;
    },
    over: 'Slack tells me again who is in each team.',
  },
  missing_scope: {
    says: (place) => {
      const scopes = place.split(',');
      const events = eventsWithout(scopes);
      return `I lack Slack permissions. Missing ${scopes.length > 1 ? 'scopes' : 'scope'}: ${inCode(scopes)}.${
        events.length > 0 ? ` Without them Slack does not send me ${inCode(events)}.` : ''
      } Update the app’s manifest from my manifest.yml, then press *Reinstall to Workspace* under *Install App* of <${APPS}|the app>.`;
    },
    over: 'I have all Slack permissions again.',
  },
  leads_unread: {
    says: (source) =>
      `${escaped(source)} sent something that I could not read as a lead. I keep it for 30 days: \`/baton sources\` shows why, and lets you mend the mapping and take it in.`,
    over: 'Nothing of that source waits to be read any more.',
  },
  source_secret_lost: {
    says: (source) =>
      `I cannot open the secret of ${escaped(source)}: its key stayed on another machine, because backups do not have it. I ask its sender to try again later. Give the source a new key in \`/baton sources\`, and enter it in the tool.`,
    over: 'Every source has a secret that I can open.',
  },
  backup_old: {
    says: () =>
      'The last backup is more than a week old. Run `npm run baton -- backup FILE`, or set `BACKUP_DIR` for one each night.',
    over: 'A new backup exists.',
  },
  webhook_failing: {
    says: (host) =>
      `The webhook to \`${host}\` does not take my events. I try each for three days, and keep it for 30 days. \`/baton webhooks\` shows what the receiver answers, and sends them again.`,
    over: 'The webhooks take my events again.',
  },
  crm_key_refused: {
    says: (crm) =>
      `${crm} does not accept my key any more, so nothing is read or written there. Nothing is lost: \`/baton crm\` replaces the key, and the sync goes on.`,
    over: 'The CRM accepts my key again. Waiting changes are being written.',
  },
  crm_late: {
    says: (crm) =>
      `The sync with ${crm} is more than 15 minutes behind. \`/baton crm\` shows what ${crm} answers. I keep trying.`,
    over: 'The sync with the CRM is no longer behind.',
  },
  crm_refusals: {
    says: (crm) =>
      `${crm} refused to write some leads. \`/baton crm\` shows why, in its own words, and has *Try again*.`,
    over: 'The CRM refuses no write any more.',
  },
  webhook_off: {
    says: (host) =>
      `I turned the webhook to \`${host}\` off: it answered that it wants no more events, or its address cannot be read on this machine. \`/baton webhooks\` turns it on again.`,
    over: 'No webhook is turned off by me any more.',
  },
};

/** For the people who can fix it, once. */
export function alertMessage({ error, place }: Pick<Alert, 'error' | 'place'>): SlackMessage {
  if (!isHealthAlert(error)) return placeAlert({ error, place });
  return {
    text: 'Baton has a problem that an admin can fix.',
    blocks: [section(`:warning: ${words[error].says(place)}`)],
  };
}

/** For the people who got the alert. */
export function alertOverMessage({ error, place }: Pick<Alert, 'error' | 'place'>): SlackMessage {
  if (!isHealthAlert(error)) return placeAlertOver({ place });
  const text = words[error].over;
  return { text, blocks: [section(`:white_check_mark: ${text}`)] };
}

const MOST_SHOWN = 8;
/** The home shows other things too. */
const MOST_AT_HOME = 2;

function alertLines(alerts: Alert[], most: number): Blocks {
  const rest = alerts.length - most;
  return [
    ...alerts
      .slice(0, most)
      .map(({ error, place, since }) =>
        section(
          isHealthAlert(error)
            ? `:warning: ${words[error].says(place)} Since ${moment(since)}.`
            : `:warning: ${placeName(place)} ${meaningOfAlert(error)}, since ${moment(since)}.`,
        ),
      ),
    ...(rest > 0 ? [context(`And ${rest} more.${most < MOST_SHOWN ? ' See `/baton health`.' : ''}`)] : []),
  ];
}

/** On an admin's home; empty while all is well. */
export const healthSection = (alerts: Alert[]): Blocks =>
  alerts.length === 0 ? [] : [heading('Needs attention'), ...alertLines(alerts, MOST_AT_HOME)];

export const EVENTS_RETRY = 'events_retry';

const MOST_REASONS = 5;

function deadLetterLines(found: DeadLetters[]): Blocks {
  if (found.length === 0) return [];
  const lines = found
    .slice(0, MOST_REASONS)
    .map(({ type, reason, events }) => `• ${events} × \`${type ?? 'unknown'}\`: \`${reason ?? 'unknown reason'}\``);
  const more = found.slice(MOST_REASONS).reduce((sum, { events }) => sum + events, 0);
  return [
    section(['*Failed events*', ...lines, ...(more > 0 ? [`• ${more} more`] : [])].join('\n')),
    actions('dead_letters', button(EVENTS_RETRY, 'Retry events', 'all')),
  ];
}

/** The answer to the button that retries dead-lettered events. */
export const eventsRetried = (events: number): SlackMessage => {
  const text =
    events === 0
      ? 'No failed event is left to retry.'
      : `${events === 1 ? '1 event is' : `${events} events are`} being retried. Run \`/baton health\` in a minute to see if it worked.`;
  return { text, blocks: [section(text)] };
};

/** The answer to `/baton health`. */
export function healthMessage(health: Health): SlackMessage {
  const { alerts, outbox, inbox, deadLetters, outsiders, declined, databaseBytes, diskFreeBytes, lastBackup } = health;
  const { paused, crm } = health;
  const isWell = alerts.length === 0 && !paused;
  const facts = [
    `*Queue*  ${outbox.waiting === 0 ? 'empty' : `${outbox.waiting} waiting${outbox.oldest ? `, oldest since ${moment(outbox.oldest)}` : ''}`}`,
    `*Events*  ${inbox.waiting === 0 ? 'none waiting' : `${inbox.waiting} waiting`}`,
    ...(crm ? [`*${crm.crm}*  ${crmWords(crm)}`] : []),
    `*Database*  ${megabytes(databaseBytes)}${diskFreeBytes === undefined ? '' : `, ${megabytes(diskFreeBytes)} free on its disk`}`,
    `*Last backup*  ${lastBackup ? `${moment(lastBackup.at)}, ${megabytes(lastBackup.bytes)}` : 'none yet: set `BACKUP_DIR` for one each night'}`,
  ];
  return {
    text: isWell ? 'All systems normal.' : 'Baton needs attention.',
    blocks: [
      section(isWell ? ':white_check_mark: *All systems normal.*' : '*Baton needs attention*'),
      ...alertLines(alerts, MOST_SHOWN),
      ...deadLetterLines(deadLetters),
      ...outsiderLines(outsiders),
      ...declinedLines(declined),
      section(facts.join('\n')),
    ],
  };
}

const crmStates = { draft: 'not switched on', on: '', stopped: 'stopped', refused: 'key not accepted' };

const crmWords = ({ state, behindMs, waiting, refused }: NonNullable<Health['crm']>): string =>
  [
    state === 'on' ? (behindMs === 0 ? 'in step' : `${span(behindMs)} behind`) : crmStates[state],
    ...(waiting > 0 ? [`${counted(waiting, 'lead')} to write`] : []),
    ...(refused > 0 ? [`${counted(refused, 'write')} refused`] : []),
  ].join(', ');

const megabytes = (bytes: number): string => {
  const mb = bytes / (1024 * 1024);
  return mb >= 1024 ? `${(mb / 1024).toFixed(1)} GB` : `${mb < 10 ? mb.toFixed(1) : Math.round(mb)} MB`;
};
