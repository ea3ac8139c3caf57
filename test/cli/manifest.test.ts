import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { shell } from './shell.ts';

const FILE = readFileSync(join(import.meta.dirname, '../../manifest.yml'), 'utf8');

test('without an option it is the manifest for Socket Mode, as it is in the repository', async () => {
  const { baton } = shell();
  expect(await baton('manifest')).toMatchObject({ code: 0, out: FILE.trimEnd() });
});

test('for HTTP, the address is in every place where Slack calls, and nothing else changes', async () => {
  const { baton } = shell();
  const url = 'https://baton.acme.example/slack/events';
  for (const address of ['https://baton.acme.example', 'https://baton.acme.example/', url]) {
    const { code, out } = await baton('manifest', '--http', address);
    expect(code).toBe(0);
    const expected = parse(FILE);
    expected.settings.socket_mode_enabled = false;
    expected.settings.event_subscriptions.request_url = url;
    expected.settings.interactivity.request_url = url;
    expected.settings.interactivity.message_menu_options_url = url;
    for (const command of expected.features.slash_commands) command.url = url;
    expect(parse(out)).toEqual(expected);
  }
  expect((await baton('manifest', '--http', 'https://acme.example/baton')).out).toContain(
    'https://acme.example/baton/slack/events',
  );
});

test('for an organisation, the app can be installed on it as a whole, and nothing else changes', async () => {
  const { baton } = shell();
  const { code, out } = await baton('manifest', '--organisation');
  expect(code).toBe(0);
  const expected = parse(FILE);
  expected.settings.org_deploy_enabled = true;
  expect(parse(out)).toEqual(expected);
  const both = parse((await baton('manifest', '--organisation', '--http', 'https://baton.acme.example')).out);
  expect(both.settings).toMatchObject({ org_deploy_enabled: true, socket_mode_enabled: false });
});

test('for a CRM, Baton may ask Slack who has an address', async () => {
  const { baton } = shell();
  const { out } = await baton('manifest', '--crm');
  const added = parse(out).oauth_config.scopes.bot.filter(
    (scope: string) => !parse(FILE).oauth_config.scopes.bot.includes(scope),
  );
  expect(added).toEqual(['users:read.email']);
});

test('for links to leads, Slack tells Baton of links to the host, and asks for two scopes more', async () => {
  const { baton } = shell();
  const { code, out } = await baton('manifest', '--links', 'https://baton.acme.example');
  expect(code).toBe(0);
  const [expected, linked] = [parse(FILE), parse(out)];
  expect(linked.features.unfurl_domains).toEqual(['baton.acme.example']);
  const added = (path: (manifest: typeof expected) => string[]) =>
    path(linked).filter((one) => !path(expected).includes(one));
  expect(added(({ oauth_config }) => oauth_config.scopes.bot)).toEqual(['links:read', 'links:write']);
  expect(added(({ settings }) => settings.event_subscriptions.bot_events)).toEqual(['link_shared']);
  for (const address of [
    'http://baton.acme.example',
    'https://baton.acme.example/lead',
    'https://a.example:8443',
    'a.example',
  ])
    expect(await baton('manifest', '--links', address), address).toMatchObject({ code: 2 });
});

test('for a free plan, the app has no steps for workflows, and everything else', async () => {
  const { baton } = shell();
  const { code, out } = await baton('manifest', '--without-workflows');
  expect(code).toBe(0);
  const { functions: _, ...expected } = parse(FILE);
  const { function_runtime: __, ...settings } = expected.settings;
  const events = settings.event_subscriptions.bot_events.filter((event: string) => event !== 'function_executed');
  expect(parse(out)).toEqual({
    ...expected,
    settings: { ...settings, org_deploy_enabled: false, event_subscriptions: { bot_events: events } },
  });
  const both = parse((await baton('manifest', '--organisation', '--without-workflows')).out);
  expect(both.settings.org_deploy_enabled).toBe(true);
});

test('an address that Slack refuses is refused', async () => {
  const { baton } = shell();
  for (const address of ['http://baton.acme.example', 'baton.acme.example', 'https://u:p@acme.example', '']) {
    expect(await baton('manifest', '--http', address), address).toMatchObject({
      code: 2,
      err: expect.stringContaining('--http needs an address with https'),
    });
  }
});
