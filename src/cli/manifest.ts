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
that address: it is in every place where Slack wants one. --without-workflows leaves out the steps for Workflow Builder, which
free plans do not have; with --organisation too, that app can still be installed on an Enterprise organisation as a whole.
With --links, Baton shows leads below links to them. With --crm, it may ask Slack who has the e-mail address of a colleague in the CRM.
`,
  options: [
    ['--http <address>', 'the address at which Slack calls Baton'],
    ['--organisation', 'for an Enterprise organisation as a whole'],
    ['--links <address>', 'the address of links to leads, as in PUBLIC_URL'],
    ['--crm', 'for a CRM: its users are found in Slack by their addresses'],
    ['--without-workflows', 'without the steps for Workflow Builder, for a free plan'],
  ],
  run: async (given) => {
    const address = textOf(given, 'http');
    const text = readFileSync(MANIFEST, 'utf8');
    const forPlan = given.values.withoutWorkflows === true ? withoutWorkflows(text) : text;
    const forAll = given.values.organisation === true ? forOrganisation(forPlan) : forPlan;
    const links = textOf(given, 'links');
    const linked = links === undefined ? forAll : withLinks(forAll, hostOf(links));
    const forCrm = given.values.crm === true ? withAddresses(linked) : linked;
    const words = (address === undefined ? forCrm : overHttp(forCrm, requestUrl(address))).trimEnd();
    return { words, data: readYamlDocument(words).toJS() };
  },
};

/** Slack calls it org-level deployment, and it cannot be taken back: https://docs.slack.dev/reference/app-manifest */
function forOrganisation(text: string): string {
  const document = readYamlDocument(text);
  document.setIn(['settings', 'org_deploy_enabled'], true);
  return document.toString({ lineWidth: 120 });
}

/** Slack then tells Baton of links to this host, and lets it show something below them. */
function withLinks(text: string, host: string): string {
  const document = readYamlDocument(text);
  document.setIn(['features', 'unfurl_domains'], [host]);
  add(document, ['oauth_config', 'scopes', 'bot'], 'links:read', 'links:write');
  add(document, ['settings', 'event_subscriptions', 'bot_events'], 'link_shared');
  return document.toString({ lineWidth: 120 });
}

function withAddresses(text: string): string {
  const document = readYamlDocument(text);
  add(document, ['oauth_config', 'scopes', 'bot'], 'users:read.email');
  return document.toString({ lineWidth: 120 });
}

/** In the order of the alphabet. */
function add(document: ReturnType<typeof readYamlDocument>, path: string[], ...words: string[]): void {
  const list = document.getIn(path) as { toJSON(): string[] };
  document.setIn(path, [...list.toJSON(), ...words].sort());
}

function hostOf(address: string): string {
  const url = URL.parse(address);
  if (url?.protocol !== 'https:' || url.pathname !== '/' || url.search || url.hash || url.username || url.port)
    throw new UsageError('--links needs an address such as https://baton.acme.example, without a path and a port.');
  return url.hostname;
}

/** An app without steps need not be ready for an organisation. */
export function withoutWorkflows(text: string): string {
  const document = readYamlDocument(text);
  document.delete('functions');
  document.deleteIn(['settings', 'function_runtime']);
  document.setIn(['settings', 'org_deploy_enabled'], false);
  const path = ['settings', 'event_subscriptions', 'bot_events'];
  const { settings } = document.toJS() as { settings: { event_subscriptions: { bot_events: string[] } } };
  document.deleteIn([...path, settings.event_subscriptions.bot_events.indexOf('function_executed')]);
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
