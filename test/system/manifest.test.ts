import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Deps } from '../../commands/deps.ts';
import { createGuard, type Subject } from '../../commands/guard.ts';
import { registerCommands } from '../../commands/index.ts';
import type { Rule } from '../../commands/permissions.ts';
import { steps } from '../../commands/workflows/steps.ts';
import { scopesOfEvent } from '../../src/health/scopes.ts';
import { createRouter, type RouterParts } from '../../src/platform/slack/router.ts';
import { manifestParts } from '../../src/setup/manifest-news.ts';
import { FIELD_INPUTS } from '../../src/workflows/hand-off.ts';
import { optionSteps } from '../../src/workflows/option-steps.ts';

const ROOT = join(import.meta.dirname, '../..');

const shortcut = z.strictObject({
  name: z.string().min(1).max(24),
  type: z.enum(['global', 'message']),
  callback_id: z.string().max(255),
  description: z.string().min(1).max(150),
});
/** The parts of Slack's manifest that Baton uses, with Slack's limits: docs.slack.dev/reference/app-manifest */
const parameters = z
  .strictObject({
    properties: z.record(
      z.string().regex(/^[a-z_]+$/),
      z.strictObject({
        type: z.string().regex(/^(?:string|integer|boolean|slack#\/types\/(?:user_id|date|timestamp|options_select))$/),
        title: z.string().min(1),
        description: z.string().min(1).optional(),
        dynamic_options: z
          .strictObject({ function: z.string().startsWith('#/functions/'), inputs: z.strictObject({}) })
          .optional(),
      }),
    ),
    required: z.array(z.string()),
  })
  .refine(({ properties, required }) => required.every((name) => name in properties));
const manifestSchema = z.strictObject({
  _metadata: z.strictObject({ major_version: z.literal(2), minor_version: z.literal(1) }),
  functions: z.record(
    z.string().max(100),
    z.strictObject({
      title: z.string().min(1).max(255),
      description: z.string().min(1),
      input_parameters: parameters,
      output_parameters: parameters,
    }),
  ),
  display_information: z.strictObject({
    name: z.string().max(35),
    description: z.string().max(140),
    long_description: z.string().min(175).max(4000),
    background_color: z.string().regex(/^#[0-9a-f]{6}$/),
  }),
  features: z.strictObject({
    app_home: z.strictObject({
      home_tab_enabled: z.boolean(),
      messages_tab_enabled: z.boolean(),
      messages_tab_read_only_enabled: z.boolean(),
    }),
    bot_user: z.strictObject({ display_name: z.string().max(80), always_online: z.boolean() }),
    slash_commands: z
      .array(
        z.strictObject({
          command: z.string().regex(/^\/[a-z-]{1,31}$/),
          description: z.string().min(1).max(2000),
          usage_hint: z.string().min(1).max(1000),
          should_escape: z.boolean(),
        }),
      )
      .max(50),
    shortcuts: z.array(shortcut).max(10),
  }),
  oauth_config: z.strictObject({
    scopes: z.strictObject({ bot: z.array(z.string().max(50)), bot_optional: z.array(z.string().max(50)) }),
  }),
  settings: z.strictObject({
    event_subscriptions: z.strictObject({ bot_events: z.array(z.string().max(50)).max(100) }),
    interactivity: z.strictObject({ is_enabled: z.boolean() }),
    org_deploy_enabled: z.boolean(),
    function_runtime: z.literal('remote'),
    socket_mode_enabled: z.boolean(),
    token_rotation_enabled: z.boolean(),
  }),
});
const manifest = manifestSchema.parse(parse(readFileSync(join(ROOT, 'manifest.yml'), 'utf8')));

/** Baton asks who is in a channel, never in a direct message, so it does without im:read. */
const read = ['channels:read', 'groups:read'];
const history = ['channels:history', 'groups:history', 'im:history'];

/** The scope for each method, from docs.slack.dev/reference/methods. Baton does not use group direct messages. */
/** In the manifest of a company that connects a CRM: `baton manifest --crm`. */
const OF_CRM = ['users:read.email'];

const SCOPES_OF_METHOD: Record<string, string[]> = {
  'auth.teams.list': [],
  // With the app-level token.
  'apps.connections.open': [],
  'auth.test': [],
  'chat.postEphemeral': ['chat:write'],
  'chat.postMessage': ['chat:write'],
  'chat.unfurl': ['links:write'],
  'chat.update': ['chat:write'],
  'chat.delete': ['chat:write'],
  'conversations.history': history,
  'conversations.info': read,
  'conversations.join': ['channels:join'],
  'conversations.list': ['channels:read', 'groups:read'],
  'conversations.members': read,
  'conversations.open': ['im:write'],
  'conversations.replies': history,
  'files.completeUploadExternal': ['files:write'],
  'functions.completeError': [],
  'functions.completeSuccess': [],
  'files.getUploadURLExternal': ['files:write'],
  'files.info': ['files:read'],
  'reactions.get': ['reactions:read'],
  'usergroups.list': ['usergroups:read'],
  'usergroups.users.list': ['usergroups:read'],
  'dnd.teamInfo': ['dnd:read'],
  'users.info': ['users:read'],
  'users.list': ['users:read'],
  'users.lookupByEmail': OF_CRM,
  'views.open': [],
  'views.publish': [],
  'views.push': [],
  'views.update': [],
};

/** In the manifest of a company that wants links to leads: `baton manifest --links`. */
const OF_LINKS = { event: 'link_shared', scopes: ['links:read', 'links:write'] };

/** Events with another name in the subscription, by the kind of conversation. */
const SUBSCRIPTIONS: Record<string, string[]> = { message: ['message.im'] };

function routes() {
  const router = createRouter({ guard: createGuard({} as Deps) } as RouterParts<Rule, Subject>);
  registerCommands(router, {} as Deps);
  return router.routes();
}

/** Names that the handlers in commands/ are registered for. */
function listeners() {
  const heard: Record<'command' | 'shortcut' | 'event', string[]> = { command: [], shortcut: [], event: [] };
  for (const { kind, name } of routes()) {
    if (kind in heard) heard[kind as keyof typeof heard].push(kind === 'command' ? (name.split(' ')[0] ?? '') : name);
  }
  return heard;
}

const ON_CLIENT = /\b(?:web|posting|modals|client|slack)\.((?:[a-z]+\.)+[a-zA-Z]+)\b/g;
const BY_NAME = /\b(?:paginate|apiCall)\(\s*'([\w.]+)'/g;

/** Methods in the code, found by their text. */
function methods(): string[] {
  const called = globSync(['src/**/*.ts', 'commands/**/*.ts'], { cwd: ROOT }).flatMap((file) => {
    const text = readFileSync(join(ROOT, file), 'utf8');
    return [...text.matchAll(ON_CLIENT), ...text.matchAll(BY_NAME)].map(([, method]) => method ?? '');
  });
  return [...new Set(called)].sort();
}

const sorted = (words: Iterable<string>) => [...new Set(words)].sort();

describe('the manifest has what the code uses, and no more', () => {
  test('commands', () => {
    expect(sorted(manifest.features.slash_commands.map(({ command }) => command))).toEqual(sorted(listeners().command));
  });

  test('shortcuts', () => {
    const named = manifest.features.shortcuts.map(
      ({ type, callback_id }) => `${type === 'message' ? 'message_action' : 'shortcut'} ${callback_id}`,
    );
    expect(sorted(named)).toEqual(sorted(listeners().shortcut));
  });

  test('steps of workflows', () => {
    expect(Object.keys(manifest.functions).sort()).toEqual([...Object.keys(steps), ...Object.keys(optionSteps)].sort());
    const { properties } = manifest.functions.hand_off_lead?.input_parameters ?? {};
    expect(Object.keys(properties ?? {})).toEqual(expect.arrayContaining(Object.values(FIELD_INPUTS)));
  });

  test('events', () => {
    const subscribed = listeners().event.flatMap((event) => SUBSCRIPTIONS[event] ?? event);
    expect(sorted([...manifest.settings.event_subscriptions.bot_events, OF_LINKS.event])).toEqual(sorted(subscribed));
  });

  test('the parts that an update is compared by are its events and commands', () => {
    const commands = manifest.features.slash_commands.map(({ command }) => command);
    expect(manifestParts(routes())).toEqual(sorted([...commands, ...manifest.settings.event_subscriptions.bot_events]));
  });

  test('scopes', () => {
    expect(Object.keys(scopesOfEvent)).toEqual(sorted(listeners().event));
    expect(methods().filter((method) => !(method in SCOPES_OF_METHOD))).toEqual([]);
    const needed = [
      'commands',
      ...methods().flatMap((method) => SCOPES_OF_METHOD[method] ?? []),
      ...listeners().event.flatMap((event) => scopesOfEvent[event] ?? []),
    ];
    expect(sorted([...manifest.oauth_config.scopes.bot, ...OF_LINKS.scopes, ...OF_CRM])).toEqual(sorted(needed));
    const { bot, bot_optional: optional } = manifest.oauth_config.scopes;
    expect(optional.filter((scope) => !bot.includes(scope))).toEqual([]);
    const told = readFileSync(join(ROOT, 'docs/install.md'), 'utf8');
    expect(manifest.oauth_config.scopes.bot.filter((scope) => !told.includes(`\`${scope}\``))).toEqual([]);
  });

  test('the search of the code finds known names', () => {
    expect(methods()).toEqual(
      expect.arrayContaining(['chat.postMessage', 'users.list', 'views.open', 'reactions.get']),
    );
    expect(listeners().command).toContain('/handoff');
  });
});

test('the app needs no public address, and does not rotate tokens; Slack wants it ready for an organisation, for its steps', () => {
  expect(manifest.settings).toMatchObject({
    socket_mode_enabled: true,
    interactivity: { is_enabled: true },
    org_deploy_enabled: true,
    token_rotation_enabled: false,
  });
});
