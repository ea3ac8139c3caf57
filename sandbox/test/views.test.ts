import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Sandbox } from '../src/index.ts';
import { startSandbox } from '../src/index.ts';
import { call, errorOf } from './support/call.ts';
import { lastSubmission } from './support/last-submission.ts';
import type { Listener } from './support/listener.ts';
import { startListener } from './support/listener.ts';
import { noteModal } from './support/notes-app.ts';
import { options } from './support/workspace.ts';

let sandbox: Sandbox;
let listener: Listener;
beforeAll(async () => {
  listener = await startListener();
  sandbox = await startSandbox({ ...options, deliver: { mode: 'http', url: listener.url } });
});
afterEach(async () => {
  for (const modal of sandbox.as('mia').modals()) await modal.close({ all: true });
});
afterAll(async () => {
  await listener.close();
  await sandbox.close();
});

async function trigger(): Promise<string> {
  await sandbox.as('mia').command('/note');
  return String(sandbox.traffic.deliveries('/note').at(-1)?.payload.trigger_id);
}

const open = async (view: unknown = noteModal): Promise<Record<string, string>> =>
  (await call(sandbox, 'views.open', { trigger_id: await trigger(), view })).view as Record<string, string>;

const home = (text: string) => ({ type: 'home', blocks: [{ type: 'header', text: { type: 'plain_text', text } }] });

test('a trigger works once, and a refused view does not use it up', async () => {
  const trigger_id = await trigger();
  expect(await call(sandbox, 'views.open', { trigger_id, view: { ...noteModal, title: undefined } })).toMatchObject({
    error: 'invalid_arguments',
    response_metadata: { messages: [expect.stringContaining('/view')] },
  });
  expect(await errorOf(sandbox, 'views.open', { trigger_id, view: noteModal })).toBeUndefined();
  expect(await errorOf(sandbox, 'views.open', { trigger_id, view: noteModal })).toBe('exchanged_trigger_id');
  expect(await errorOf(sandbox, 'views.open', { trigger_id: '1.2.x', view: noteModal })).toBe('invalid_trigger_id');
});

test('a trigger expires after three seconds', async () => {
  const trigger_id = await trigger();
  await new Promise((resolve) => setTimeout(resolve, 3050));
  expect(await errorOf(sandbox, 'views.open', { trigger_id, view: noteModal })).toBe('expired_trigger_id');
});

test('a trigger from outside a modal cannot push', async () => {
  const args = { trigger_id: await trigger(), view: noteModal };
  expect(await errorOf(sandbox, 'views.push', args)).toBe('invalid_trigger_id');
});

test('a view is updated by its id or external id, unless its hash is outdated', async () => {
  const view = await open({ ...noteModal, external_id: 'note-7' });
  const other = { ...noteModal, external_id: 'note-7', title: { type: 'plain_text', text: 'Other' } };
  const updated = await call(sandbox, 'views.update', { external_id: 'note-7', hash: view.hash, view: other });
  expect(updated).toMatchObject({ ok: true, view: { id: view.id } });
  expect((await sandbox.as('mia').modal()).title).toBe('Other');
  const stale = { view_id: view.id, hash: view.hash, view: other };
  expect(await errorOf(sandbox, 'views.update', stale)).toBe('hash_conflict');
  const twin = { trigger_id: await trigger(), view: other };
  expect(await errorOf(sandbox, 'views.open', twin)).toBe('duplicate_external_id');
});

describe('the answer to a submission', () => {
  const submit = async (body: unknown) => {
    await open();
    listener.answer = ({ payload }) => (payload.type === 'view_submission' ? { body } : {});
    const modal = await sandbox.as('mia').modal();
    await modal.fill({ Words: 'x' });
    const result = await modal.submit();
    listener.answer = () => ({});
    return result;
  };
  const problem = { ok: false, errors: {}, notice: 'We had some trouble connecting. Try again?' };

  test.each([{ body: 'ok' }, { body: { ok: true } }, { body: [] }, { body: { response_action: 'close' } }])(
    '$body is no response action: the modal stays open',
    async ({ body }) => {
      expect(await submit(body)).toEqual(problem);
      expect(sandbox.as('mia').modals()).toHaveLength(1);
      expect(sandbox.problems.pop()).toContain('is no response action');
    },
  );

  test.each([{ body: undefined }, { body: {} }])('$body closes the modal', async ({ body }) => {
    expect(await submit(body)).toEqual({ ok: true });
    expect(sandbox.as('mia').modals()).toEqual([]);
  });

  test('a view may be a string of JSON', async () => {
    const view = JSON.stringify({ ...noteModal, title: { type: 'plain_text', text: 'From a string' } });
    expect(await submit({ response_action: 'update', view })).toEqual({ ok: true });
    expect((await sandbox.as('mia').modal()).title).toBe('From a string');
    expect(await submit({ response_action: 'update', view: '{' })).toEqual(problem);
    expect(sandbox.problems.pop()).toContain('was refused');
  });
});

test('input survives an update if its element stays the same', async () => {
  const view = await open();
  const modal = await sandbox.as('mia').modal();
  await modal.fill({ Words: 'typed', Kind: 'Idea' });
  const [words] = noteModal.blocks;
  await call(sandbox, 'views.update', { view_id: view.id, view: { ...noteModal, blocks: [words] } });
  expect(modal.value('Words')).toBe('typed');
  expect(modal.labels()).toEqual(['Words']);
});

test('a closed view cannot be found', async () => {
  const view = await open();
  await (await sandbox.as('mia').modal()).close();
  expect(await errorOf(sandbox, 'views.update', { view_id: view.id, view: noteModal })).toBe('not_found');
});

test('a home is published for a person, with the hash of the previous one', async () => {
  const user_id = sandbox.ids.people.mia;
  const first = await call(sandbox, 'views.publish', { user_id, view: home('one') });
  const { hash } = first.view as { hash: string };
  expect(await errorOf(sandbox, 'views.publish', { user_id, hash, view: home('two') })).toBeUndefined();
  expect(await errorOf(sandbox, 'views.publish', { user_id, hash, view: home('three') })).toBe('hash_conflict');
  expect(sandbox.as('mia').home()?.text()).toBe('two');
  expect(await errorOf(sandbox, 'views.publish', { user_id: 'U0', view: home('x') })).toBe('user_not_found');
});

test('a menu that asks for it gives the app a response_url for the chosen channel', async () => {
  const element = { type: 'conversations_select', action_id: 'where', response_url_enabled: true };
  const label = { type: 'plain_text', text: 'Where' };
  await open({ ...noteModal, blocks: [{ type: 'input', block_id: 'where', label, element }] });
  const modal = await sandbox.as('mia').modal();
  await modal.fill({ Where: '#quiet' });
  await modal.submit();
  const sent = sandbox.traffic.deliveries('view_submission').at(-1)?.payload.response_urls;
  const urls = sent as [{ response_url: string }];
  expect(urls).toMatchObject([{ block_id: 'where', channel_id: sandbox.ids.channels.quiet }]);
  const body = JSON.stringify({ text: 'from afar', response_type: 'in_channel' });
  await fetch(urls[0].response_url, { method: 'POST', body });
  expect(
    sandbox
      .as('sam')
      .sees('#quiet')
      .map((each) => each.text),
  ).toEqual(['from afar']);
});

test('an untouched input is sent as null or as an empty list', async () => {
  await open();
  const modal = await sandbox.as('mia').modal();
  await modal.fill({ Words: 'only this' });
  await modal.submit();
  expect(lastSubmission(sandbox)).toEqual({
    words: { words: { type: 'plain_text_input', value: 'only this' } },
    kind: { kind: { type: 'static_select', selected_option: null } },
    about: { about: { type: 'external_select', selected_option: null } },
    site: { site: { type: 'url_text_input', value: null } },
    who: { who: { type: 'multi_users_select', selected_users: [] } },
  });
});
