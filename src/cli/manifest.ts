import { readFileSync } from 'node:fs';
import { SLACK_PATH } from '../platform/slack/http-request.ts';
import { readYamlDocument } from '../settings/yaml.ts';
import { type Command, textOf, UsageError } from './command.ts';
import { MANIFEST } from './manifest-file.ts';

export const manifest: Command = {
  name: 'manifest',
  args: [],
  summary: 'Prints the manifest of the Slack app, for Socket Mode or for HTTP.',
  help: `
Paste it at api.slack.com/apps: Create New App, From a manifest. With --http https://baton.acme.example, Slack calls Baton at
that address: it is in every place where Slack wants one. With --organisation, the app can be installed on an Enterprise
organisation as a whole.
`,
  options: [
    ['--http <address>', 'the address at which Slack calls Baton'],
    ['--organisation', 'for an Enterprise organisation as a whole'],
  ],
  run: async (given) => {
    const address = textOf(given, 'http');
    const text = readFileSync(MANIFEST, 'utf8');
    const forAll = given.values.organisation === true ? forOrganisation(text) : text;
    const words = (address === undefined ? forAll : overHttp(forAll, requestUrl(address))).trimEnd();
    return { words, data: readYamlDocument(words).toJS() };
  },
};

/** Slack calls it org-level deployment, and it cannot be taken back: https://docs.slack.dev/reference/app-manifest */
function forOrganisation(text: string): string {
  const document = readYamlDocument(text);
  document.setIn(['settings', 'org_deploy_enabled'], true);
  return document.toString({ lineWidth: 120 });
}

/** Comments and order stay. */
function overHttp(text: string, url: string): string {
  const document = readYamlDocument(text);
  document.setIn(['settings', 'socket_mode_enabled'], false);
  document.setIn(['settings', 'event_subscriptions', 'request_url'], url);
  document.setIn(['settings', 'interactivity', 'request_url'], url);
  document.setIn(['settings', 'interactivity', 'message_menu_options_url'], url);
  const { features } = document.toJS() as { features: { slash_commands: unknown[] } };
  for (const index of features.slash_commands.keys()) {
    document.setIn(['features', 'slash_commands', index, 'url'], url);
  }
  return document.toString({ lineWidth: 120 });
}

function requestUrl(address: string): string {
  const url = URL.parse(address);
  if (url?.protocol !== 'https:' || url.search || url.hash || url.username) {
    throw new UsageError('--http needs an address with https, such as https://baton.acme.example.');
  }
  const base = url.href.replace(/\/+$/, '');
  return base.endsWith(SLACK_PATH) ? base : `${base}${SLACK_PATH}`;
}
