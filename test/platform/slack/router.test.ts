import { App, type Receiver } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import { expect, test } from 'vitest';
import { insertRow } from '../../../src/platform/db/rows.ts';
import { createWriter, type Tx, type Write } from '../../../src/platform/db/write.ts';
import { FormError, UserError } from '../../../src/platform/errors.ts';
import { createLog } from '../../../src/platform/log.ts';
import type { Person } from '../../../src/platform/slack/directory.ts';
import { drafts } from '../../../src/platform/slack/drafts-table.ts';
import type { FormResult } from '../../../src/platform/slack/form.ts';
import { createRouter, type Guard } from '../../../src/platform/slack/router.ts';
import { tempDatabase } from '../../support/temp-database.ts';

type Rule = 'everyone' | 'no one';
interface Subject {
  name?: string;
}

const receiver: Receiver = { init: () => {}, start: async () => {}, stop: async () => {} };
const NOW = new Date('2026-11-19T09:00:00Z');
const modal = (title: string) => ({
  type: 'modal' as const,
  title: { type: 'plain_text' as const, text: title },
  blocks: [],
});

/** An app with a router, and the order of all steps of a request. */
function routedApp() {
  const { db } = tempDatabase();
  const happened: string[] = [];
  const logged: string[] = [];
  const writer = createWriter(db);
  const faults = { write: undefined as Error | undefined, open: undefined as string | undefined };
  const write: Write = async (change) => {
    if (faults.write) throw faults.write;
    const result = await writer(change);
    happened.push('commit');
    return result;
  };
  const view = (method: string) => async (sent: { view: { title: { text: string } } }) => {
    if (method === 'open' && faults.open) throw Object.assign(new Error('Slack'), { data: { error: faults.open } });
    happened.push(`${method} ${sent.view.title.text}`);
    return { ok: true };
  };
  const modals = { views: { open: view('open'), push: view('push'), update: view('update') } } as unknown as WebClient;
  const guard: Guard<Rule, Subject> = {
    isRule: (rule): rule is Rule => ['everyone', 'no one'].includes(rule),
    async permit(rule, id, resourceFor) {
      const person = { id } as Person;
      const resource = await resourceFor(person);
      if (rule !== 'everyone') throw new UserError('Not you.');
      return { person, resource };
    },
  };
  const log = createLog('debug', { write: (line: string) => void logged.push(line) });
  const router = createRouter({
    db,
    write,
    now: () => NOW,
    log,
    modals,
    guard,
    updateMessage: async () => false,
    notice: modal,
    said: ({ text }) => modal(text),
  });
  const app = new App({
    receiver,
    authorize: async () => ({ botToken: 'xoxb-of-the-test', botId: 'B1', botUserId: 'U0' }),
    convoStore: false,
  });
  router.listen(app);
  app.error(async (error) => void happened.push(`error ${error.message}`));
  app.client.apiCall = async () => ({ ok: true });

  const send = async (body: Record<string, unknown>) => {
    happened.length = 0;
    // As src/platform/inbox/receiver.ts does: a failed handler may have acknowledged before.
    const ack = async (answer?: unknown) => {
      const said = answer ? `ack ${JSON.stringify(answer)}` : 'ack';
      if (said !== 'ack' || !happened.includes('ack')) happened.push(said);
    };
    await app.processEvent({ body: { user: { id: 'U1' }, trigger_id: 'T1', ...body }, ack });
    return [...happened];
  };
  const pressed = (action_id: string, value = '', more = {}) =>
    send({ type: 'block_actions', actions: [{ action_id, type: 'button', value }], ...more });
  const submitted = (callback_id: string, id = 'V1') => send({ type: 'view_submission', view: { id, callback_id } });
  const kept = () =>
    db
      .select()
      .from(drafts)
      .all()
      .map(({ id, content }) => [id, content]);
  return { router, app, happened, logged, faults, send, pressed, submitted, kept };
}

/** A change that a test can find in the database. */
const leaveTrace = (tx: Tx, id: string) =>
  insertRow(tx, drafts, { id, userId: 'U1', kind: 'trace', content: '', at: NOW });
const filled: FormResult<string> = { ok: true, value: 'typed' };

test('a submission is acknowledged after its change has committed', async () => {
  const { router, submitted, kept } = routedApp();
  router.submit('form', { allow: 'everyone', read: () => filled, change: (tx, { value }) => leaveTrace(tx, value) });
  expect(await submitted('form')).toEqual(['commit', 'ack']);
  expect(kept()).toEqual([['typed', '']]);
});

test('a submission that comes twice has one effect and two acknowledgements', async () => {
  const { router, submitted, kept } = routedApp();
  const changes: (string | undefined)[] = [];
  const checks: string[] = [];
  router.submit('form', {
    allow: 'everyone',
    read: () => filled,
    check: ({ key }) => {
      checks.push(key);
      return undefined;
    },
    change: (tx, { key }) => {
      leaveTrace(tx, key);
      return key;
    },
    run: ({ changed }) => {
      changes.push(changed);
      return { clear: true };
    },
  });
  await submitted('form');
  expect(await submitted('form')).toEqual(['commit', 'ack {"response_action":"clear"}']);
  await submitted('form', 'V2');
  expect(changes).toEqual(['view:V1', undefined, 'view:V2']);
  expect(checks).toEqual(['view:V1', 'view:V2']);
  expect(kept()).toHaveLength(2);
});

test('a failed change closes nothing: the typed text stays below an apology with a reference', async () => {
  const { router, submitted, faults, logged, kept } = routedApp();
  router.submit('form', { allow: 'everyone', read: () => filled, change: (tx) => leaveTrace(tx, 'a') });
  faults.write = new Error('a bug');
  const [answer, ...more] = await submitted('form');
  expect(answer).toMatch(/^ack \{"response_action":"push".*it is my fault.*reference `\w{6}`/);
  expect(more).toEqual([]);
  expect(logged.some((line) => line.includes('a handler failed'))).toBe(true);
  faults.write = new UserError('My disk is full.');
  expect(await submitted('form')).toEqual([expect.stringContaining('My disk is full.')]);
  expect(kept()).toEqual([]);
  faults.write = undefined;
  expect(await submitted('form')).toEqual(['commit', 'ack']);
});

test('errors go to their fields: from the reader, the check, and the transaction, which is then rolled back', async () => {
  const { router, submitted, kept } = routedApp();
  const at = (fields: Record<string, string>) => [
    `ack ${JSON.stringify({ response_action: 'errors', errors: fields })}`,
  ];
  router.submit('unread', {
    allow: 'no one',
    read: (): FormResult<string> => ({ ok: false, errors: { name: 'Empty.' } }),
  });
  router.submit('unchecked', { allow: 'everyone', read: () => filled, check: () => ({ to: 'Not there.' }) });
  const taken = { is: true };
  router.submit('refused', {
    allow: 'everyone',
    read: () => filled,
    change: (tx) => {
      leaveTrace(tx, 'a');
      if (taken.is) throw new FormError({ name: 'Taken.' });
    },
  });
  expect(await submitted('unread')).toEqual(at({ name: 'Empty.' }));
  expect(await submitted('unchecked')).toEqual(at({ to: 'Not there.' }));
  expect(await submitted('refused')).toEqual(at({ name: 'Taken.' }));
  expect(kept()).toEqual([]);
  taken.is = false;
  expect(await submitted('refused')).toEqual(['commit', 'ack']);
});

test('a press with a change is acknowledged after the commit, any other press at once', async () => {
  const { router, pressed } = routedApp();
  router.press('change', {
    allow: 'everyone',
    change: (tx, { value }) => leaveTrace(tx, value),
    run: () => ({ open: modal('Done') }),
  });
  router.press('open', { allow: 'everyone', run: ({ value }) => ({ open: modal(value) }) });
  expect(await pressed('change', 'a')).toEqual(['commit', 'ack', 'open Done']);
  expect(await pressed('open', 'Form')).toEqual(['ack', 'open Form']);
});

test('a modal opens on top of the modal of the button, replaces it, or redraws one below', async () => {
  const { router, pressed } = routedApp();
  const view = { type: 'modal', id: 'V2', callback_id: 'list', root_view_id: 'V1', previous_view_id: 'V1' };
  router.press('open', { allow: 'everyone', run: () => ({ open: modal('Form') }) });
  router.press('all', {
    allow: 'everyone',
    run: () => ({ update: modal('Self'), previous: () => modal('Below'), root: () => modal('First') }),
  });
  expect(await pressed('open', '', { view })).toEqual(['ack', 'push Form']);
  expect(await pressed('all', '', { view })).toEqual(['ack', 'update Self', 'update Below', 'update First']);
});

test('typed text is kept when the trigger has expired', async () => {
  const { router, pressed, faults, kept } = routedApp();
  const posted: string[] = [];
  router.press('form', {
    allow: 'everyone',
    run: ({ value }) => ({
      open: modal('Form'),
      keep: {
        kind: 'form',
        content: { typed: value },
        offer: (id) => ({ text: id }),
        post: (_, id) => void posted.push(id),
      },
    }),
  });
  faults.open = 'expired_trigger_id';
  expect(await pressed('form', 'words')).toEqual(['ack', 'commit']);
  expect(kept()).toEqual([[posted[0], { typed: 'words' }]]);
  faults.open = undefined;
  expect(await pressed('form')).toEqual(['ack', 'open Form']);
});

test('a person without permission is told so, and nothing runs', async () => {
  const { router, pressed, submitted, send, kept } = routedApp();
  const change = (tx: Tx) => leaveTrace(tx, 'a');
  router.press('press', { allow: 'no one', change });
  router.submit('form', { allow: 'no one', read: () => filled, change });
  router.options('choose', { allow: 'no one', run: () => [{ text: { type: 'plain_text', text: 'A' }, value: 'a' }] });
  router.page('turn', { allow: 'no one', run: () => modal('Page') });
  router.command('/do', { allow: 'no one', run: () => ({ open: modal('Form') }) });
  router.shortcut('make', { allow: 'no one', run: () => ({ open: modal('Form') }) });
  const refused = ['ack', 'open Not you.'];
  expect(await pressed('press')).toEqual(refused);
  expect(await pressed('turn:on', '2:a')).toEqual(refused);
  expect(await submitted('form')).toEqual([expect.stringMatching(/^ack \{"response_action":"push".*Not you\./)]);
  const suggestion = { type: 'block_suggestion', action_id: 'choose', value: 'a', team: { id: 'T1' } };
  expect(await send(suggestion)).toEqual(['ack {"options":[]}']);
  expect(await send({ command: '/do', user_id: 'U1', text: '' })).toEqual(refused);
  expect(await send({ type: 'shortcut', callback_id: 'make' })).toEqual(refused);
  expect(kept()).toEqual([]);
});

test('a route without a rule cannot be registered, in types and at the start; nor can two with one name', () => {
  const { router } = routedApp();
  const run = () => ({ open: modal('Form') });
  // @ts-expect-error a press needs a rule
  expect(() => router.press('a', { run })).toThrow('no rule');
  // @ts-expect-error so do options
  expect(() => router.options('a', { run: () => [] })).toThrow('no rule');
  // @ts-expect-error so do pages
  expect(() => router.page('a', { run: () => modal('Page') })).toThrow('no rule');
  // @ts-expect-error a rule of the matrix
  expect(() => router.command('/a', { allow: 'everybody', run })).toThrow('no rule');
  router.press('a', { allow: 'everyone', run });
  expect(() => router.press('a', { allow: 'everyone', run })).toThrow('two routes');
  expect(router.routes()).toEqual([{ kind: 'action', name: 'a', rule: 'everyone' }]);
});

test('a request reaches its route: by name, by subcommand, by the choice of a menu, by pattern', async () => {
  const { router, pressed, send } = routedApp();
  const says = (name: string) => ({ allow: 'everyone', run: () => ({ open: modal(name) }) }) as const;
  router.command('/do', { allow: 'everyone', run: ({ text }) => ({ open: modal(`do ${text}`) }) });
  router.command('/do it now', says('it now'));
  router.command('/do ask …', { allow: 'everyone', run: ({ text }) => ({ open: modal(`asks ${text}`) }) });
  router.press('one', says('one'));
  router.press(['menu one', 'other'], { allow: 'everyone', run: ({ value }) => ({ open: modal(`menu ${value}`) }) });
  router.press(/^turn:(?:back|on)$/, says('turn'));
  router.shortcut('make', says('make'));
  router.messageShortcut('make', says('make of a message'));
  router.link('address');
  const typed = async (text: string) => (await send({ command: '/do', user_id: 'U1', text })).at(-1);
  expect(await typed('')).toBe('open do ');
  expect(await typed('  It   NOW ')).toBe('open it now');
  expect(await typed('it now please')).toBe('open do it now please');
  expect(await typed('ask Why  so?')).toBe('open asks Why  so?');
  expect(await typed('ask')).toBe('open asks ');
  expect(await pressed('one')).toEqual(['ack', 'open one']);
  expect(await pressed('menu', 'one:7:8')).toEqual(['ack', 'open menu 7:8']);
  expect(await pressed('other', '9')).toEqual(['ack', 'open menu 9']);
  const outdated = ['ack', 'open This button is from before an update of Baton. `/baton help` shows how to do it now.'];
  expect(await pressed('menu', 'unknown:7')).toEqual(outdated);
  expect(await pressed('turn:on')).toEqual(['ack', 'open turn']);
  expect(await pressed('turn:off')).toEqual(outdated);
  expect(await pressed('address')).toEqual(['ack']);
  expect(await send({ type: 'shortcut', callback_id: 'make' })).toEqual(['ack', 'open make']);
  const message = { type: 'message_action', callback_id: 'make', message: { ts: '1' }, channel: { id: 'C1' } };
  expect(await send(message)).toEqual(['ack', 'open make of a message']);
  expect(await send({ type: 'view_closed', view: { id: 'V1', callback_id: 'form' } })).toEqual([]);
});

test('all routes of an event run, also when one fails, and its failure is reported', async () => {
  const { router, send } = routedApp();
  const heard: string[] = [];
  const hears = (name: string) =>
    ({ allow: 'no one', run: ({ key }: { key: string }) => heard.push(`${name} ${key}`) }) as const;
  router.event('reaction_added', hears('first'));
  router.event('reaction_added', {
    allow: 'no one',
    run: () => {
      throw new Error('the second fails');
    },
  });
  router.event('reaction_added', hears('third'));
  const event = { type: 'reaction_added', user: 'U1', item: { channel: 'C1' } };
  expect(await send({ type: 'event_callback', event, event_id: 'E1' })).toEqual(['ack', 'error the second fails']);
  expect(heard).toEqual(['first event:E1', 'third event:E1']);
});

test('a home is redrawn after each press on it, also after a refusal', async () => {
  const { router, pressed } = routedApp();
  const presses: (string | undefined)[] = [];
  router.atHome(async ({ actionId }) => void presses.push(actionId));
  router.press('yes', { allow: 'everyone', change: (tx) => leaveTrace(tx, 'a') });
  router.press('no', { allow: 'no one' });
  await pressed('yes', '', { view: { type: 'home' } });
  await pressed('no', '', { view: { type: 'home' } });
  await pressed('no', '', { view: { type: 'modal' } });
  expect(presses).toEqual(['yes', 'no']);
});
