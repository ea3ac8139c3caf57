/** Requests and events with wrong parts: those that pass the schemas are read without an error, and the others are not handled. */
import { EventEmitter } from 'node:events';
import type { App, BlockAction, Receiver, ReceiverEvent, ViewOutput } from '@slack/bolt';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Deps } from '../../../commands/deps.ts';
import { createGuard, type Subject } from '../../../commands/guard.ts';
import { registerCommands } from '../../../commands/index.ts';
import type { Rule } from '../../../commands/permissions.ts';
import type { Inbox } from '../../../src/platform/inbox/receive.ts';
import { withInbox } from '../../../src/platform/inbox/receiver.ts';
import { type Args, addresseeOf } from '../../../src/platform/slack/addressee.ts';
import { faultInEvent, heardEvents } from '../../../src/platform/slack/event-schema.ts';
import { heldValue } from '../../../src/platform/slack/form.ts';
import { pressIn } from '../../../src/platform/slack/read-request.ts';
import { faultInRequest } from '../../../src/platform/slack/request-schema.ts';
import { createRouter } from '../../../src/platform/slack/router.ts';
import { passOnlyKnown } from '../../../src/platform/slack/socket-connection.ts';
import { isOptionsStep } from '../../../src/workflows/option-steps.ts';
import { logLines } from '../../support/log-lines.ts';
import { wrongParts } from '../../support/spoil.ts';

const option = { text: { type: 'plain_text', text: 'A' }, value: 'a:1' };
const values = {
  name: { name: { type: 'plain_text_input', value: 'Ana' } },
  team: { team: { type: 'static_select', selected_option: option } },
  people: { people: { type: 'multi_users_select', selected_users: ['U1'] } },
  tags: { tags: { type: 'multi_external_select', selected_options: [option] } },
  at: { at: { type: 'datetimepicker', selected_date_time: 1_795_000_000 } },
  file: { file: { type: 'file_input', files: [{ id: 'F1', name: 'a.pdf' }] } },
};
const view = {
  ...{ id: 'V1', type: 'modal', callback_id: 'form', private_metadata: '{"v":1}', state: { values } },
  ...{ root_view_id: 'V1', previous_view_id: null },
};
const person = { user: { id: 'U1', team_id: 'T1' }, team: { id: 'T1' }, enterprise: null, trigger_id: '1.2' };
const message = { type: 'message', ts: '1.2', text: 'Ana' };
const place = { channel: { id: 'C1' }, message };
const press = { type: 'overflow', action_id: 'more', action_ts: '1.2', selected_option: option };

const requests: Record<string, Record<string, unknown>> = {
  press: { type: 'block_actions', ...person, ...place, view, actions: [press] },
  submission: { type: 'view_submission', ...person, view },
  options: { type: 'block_suggestion', ...person, view, action_id: 'team', value: 'a' },
  shortcut: { type: 'shortcut', ...person, callback_id: 'handoff' },
  message_shortcut: { type: 'message_action', ...person, ...place, callback_id: 'handoff' },
  command: { command: '/leads', text: 'my open', user_id: 'U1', channel_id: 'C1', trigger_id: '1.2' },
};

/** As handlers read a request that the schema let pass. */
function read(body: never): void {
  const { type, view: shown, actions } = body as { type: string; view?: ViewOutput; actions?: unknown[] };
  for (const fields of Object.values(shown?.state.values ?? {}))
    for (const one of Object.values(fields)) heldValue(one);
  if (type === 'block_actions') pressIn(body as BlockAction, undefined);
  const named = { block_actions: 'action', block_suggestion: 'options', view_submission: 'view' }[type] ?? 'shortcut';
  const part = { action: actions?.[0], view: shown }[named] ?? body;
  addresseeOf({ body, ['command' in (body as object) ? 'command' : named]: part } as unknown as Args);
}

describe('a request', () => {
  test.each(Object.entries(requests))('as Slack documents it may be handled: %s', (_, body) => {
    expect(faultInRequest(body)).toBeUndefined();
  });

  test('with wrong parts is read, or may not be handled', () => {
    let [refused, passed] = [0, 0];
    fc.assert(
      fc.property(fc.constantFrom(...Object.values(requests)), wrongParts, (request, spoil) => {
        const body = JSON.parse(spoil(JSON.stringify(request))) as unknown;
        if (typeof body !== 'object' || body === null || faultInRequest(body as never) !== undefined) refused += 1;
        else {
          passed += 1;
          read(body as never);
        }
      }),
      { numRuns: 400 },
    );
    expect(Math.min(refused, passed)).toBeGreaterThan(50);
  });

  test.each([
    ['of an unknown type', { ...requests.press, type: 'quantum_action' }],
    ['named like a part of every object', { ...requests.press, type: 'constructor' }],
    ['without a type', person],
    ['of no person', { ...requests.submission, user: undefined }],
    ['with no action', { ...requests.press, actions: [] }],
  ])('%s may not be handled', (_, body) => {
    expect(faultInRequest(body)).toBeDefined();
  });
});

const item = { type: 'message', channel: 'C1', ts: '1.2' };
const user = { id: 'U1', team_id: 'T1', deleted: false, tz: 'Europe/Berlin', profile: { real_name: 'Ana' } };
const events: Record<string, object> = {
  reaction_added: { user: 'U1', reaction: 'tada', item, event_ts: '1.2' },
  reaction_removed: { user: 'U1', reaction: 'tada', item: { type: 'file', file: 'F1' }, event_ts: '1.2' },
  app_home_opened: { user: 'U1', tab: 'home', event_ts: '1.2' },
  team_join: { user },
  user_change: { user: { ...user, enterprise_user: { enterprise_id: 'E1', teams: ['T1'], is_admin: true } } },
  dnd_updated_user: { user: 'U1', dnd_status: {} },
  subteam_members_changed: { subteam_id: 'S1' },
  member_joined_channel: { user: 'U1', channel: 'C1' },
  member_left_channel: { user: 'U1', channel: 'C1' },
  link_shared: { user: 'U1', channel: 'C1', message_ts: '1.2', links: [{ url: 'https://a.example', domain: 'a' }] },
  app_mention: { user: 'U1', channel: 'C1', text: 'help', ts: '1.2' },
  message: { channel: 'D1', channel_type: 'im', user: 'U1', text: 'help', files: [{ id: 'F1', name: null }] },
  function_executed: { function: { callback_id: 'hand_off_lead' }, function_execution_id: 'Fx1', inputs: {} },
};

describe('an event', () => {
  test('has a schema if Baton hears it', () => {
    const router = createRouter<Rule, Subject>({ guard: createGuard({} as Deps) } as never);
    registerCommands(router, {} as Deps);
    const heard = router.routes().flatMap(({ kind, name }) => (kind === 'event' ? [name] : []));
    expect([...new Set(heard)].sort()).toEqual([...heardEvents].sort());
    expect(Object.keys(events).sort()).toEqual([...heardEvents].sort());
  });

  test.each(Object.entries(events))('as Slack documents it may be handled: %s', (type, event) => {
    expect(faultInEvent({ type, ...event })).toBeUndefined();
  });

  test.each(Object.entries(events))('without its parts may not be handled: %s', (type) => {
    expect(faultInEvent({ type })).toBeDefined();
  });
});

test.each([undefined, null, 7, 'sales_teams', [], { callback_id: { toString: 1 } }, { callback_id: 'constructor' }])(
  'a step that names itself %j does not ask for choices',
  (named) => {
    expect(isOptionsStep({ event: { type: 'function_executed', function: named } })).toBe(false);
  },
);

test('an envelope of any text reaches the SDK whole, or not at all', () => {
  const reached: string[] = [];
  const envelope = { type: 'interactive', envelope_id: 'E1', payload: requests.press };
  fc.assert(
    fc.property(
      fc.oneof(
        wrongParts.map((spoil) => spoil(JSON.stringify(envelope))),
        fc.json(),
        fc.string(),
      ),
      (text) => {
        const client = new EventEmitter();
        client.on('ws_message', (data: string) => void reached.push(data));
        passOnlyKnown(client as never, logLines().log, () => {});
        client.emit('ws_message', text, false);
      },
    ),
    { numRuns: 100 },
  );
  for (const text of reached)
    expect(JSON.parse(text)).toMatchObject({ type: expect.any(String), payload: expect.any(Object) });
});

test('a request or event that cannot be read reaches no handler, and no word of it the log', async () => {
  const lines = logLines();
  const handled: unknown[] = [];
  const processEvent = async ({ body }: ReceiverEvent) => void handled.push(body);
  let bolt: App | undefined;
  const inner: Receiver = {
    init(app) {
      bolt = app;
    },
    start: async () => {},
    stop: async () => {},
  };
  let handle: (body: unknown) => Promise<void> = async () => {};
  const start = async (given: typeof handle) => {
    handle = given;
  };
  const receiver = withInbox(inner, { start } as unknown as Inbox, lines.log);
  receiver.init({ processEvent } as unknown as App);
  await receiver.start();
  const send = (body: unknown) => bolt?.processEvent({ body, ack: async () => {} } as ReceiverEvent);
  await expect(send({ ...requests.submission, view: { Jane: 'Doe' } })).rejects.toThrow('');
  await expect(handle({ event: { type: 'reaction_added', item: 'Jane' } })).rejects.toThrow('');
  expect(handled).toEqual([]);
  await send(requests.submission);
  await handle({ event: { type: 'reaction_added', ...events.reaction_added } });
  expect(handled).toHaveLength(2);
  expect(lines.text()).toContain('could not be read');
  expect(lines.text()).not.toMatch(/Jane|Doe/);
});
