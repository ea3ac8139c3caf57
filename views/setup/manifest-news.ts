import type { SlackMessage } from '../../src/platform/outbox/message.ts';
import { section } from '../kit/blocks.ts';

const APPS = 'https://api.slack.com/apps';

/** For admins, once after an update that adds events or commands to the manifest. */
export function manifestNews(added: readonly string[]): SlackMessage {
  const commands = added.filter((name) => name.startsWith('/'));
  const events = added.filter((name) => !name.startsWith('/'));
  const named = (word: string, names: string[]) =>
    names.length === 0
      ? []
      : [`the ${word}${names.length > 1 ? 's' : ''} ${names.map((name) => `\`${name}\``).join(', ')}`];
  const all = [...named('command', commands), ...named('event', events)].join(' and ');
  return {
    text: 'The Baton update adds to the app’s manifest.',
    blocks: [
      section(
        `:wrench: My update adds ${all} to the app’s manifest. Slack knows them once you paste my manifest.yml under *App Manifest* of <${APPS}|the app> and save it. \`npm run baton -- manifest\` prints it.`,
      ),
    ],
  };
}
