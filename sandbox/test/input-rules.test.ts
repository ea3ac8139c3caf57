import type { KnownBlock, ModalView } from '@slack/types';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Given, Sandbox, SeenModal } from '../src/index.ts';
import { startSandbox } from '../src/index.ts';
import { call } from './support/call.ts';
import { lastSubmission } from './support/last-submission.ts';
import type { Listener } from './support/listener.ts';
import { startListener } from './support/listener.ts';
import { options } from './support/workspace.ts';

let sandbox: Sandbox;
let listener: Listener;
beforeAll(async () => {
  listener = await startListener();
  sandbox = await startSandbox({ ...options, deliver: { mode: 'http', url: listener.url } });
});
afterAll(async () => {
  await listener.close();
  await sandbox.close();
});

const plain = (text: string) => ({ type: 'plain_text' as const, text });
const input = (label: string, element: Record<string, unknown>, more = {}): KnownBlock =>
  ({ type: 'input', label: plain(label), element: { action_id: label, ...element }, ...more }) as KnownBlock;

async function openForm(...blocks: KnownBlock[]): Promise<SeenModal> {
  const view: ModalView = { type: 'modal', title: plain('Form'), submit: plain('Go'), blocks };
  const mia = sandbox.as('mia');
  await mia.command('/note');
  const { trigger_id } = sandbox.traffic.deliveries('/note').at(-1)?.payload ?? {};
  expect(await call(sandbox, 'views.open', { trigger_id, view })).toMatchObject({ ok: true });
  return mia.modal();
}

async function errorFor(element: Record<string, unknown>, given: Given): Promise<string | undefined> {
  const modal = await openForm(input('It', element));
  await modal.fill({ It: given });
  const before = sandbox.traffic.deliveries('view_submission').length;
  const result = await modal.submit();
  const sent = sandbox.traffic.deliveries('view_submission').length - before;
  await sandbox.as('mia').modals().at(-1)?.close();
  expect(sent).toBe(result.ok ? 1 : 0);
  return result.ok ? undefined : result.errors.It;
}

test.each([
  ['an empty required input', { type: 'plain_text_input' }, null, 'required'],
  ['a text that is too long', { type: 'plain_text_input', max_length: 3 }, 'four', 'no more than 3'],
  ['a text that is too short', { type: 'plain_text_input', min_length: 3 }, 'no', 'at least 3'],
  ['an invalid email address', { type: 'email_text_input' }, 'mia', 'valid email'],
  ['a URL without a scheme', { type: 'url_text_input' }, 'acme.example', 'valid URL'],
  ['a word in place of a number', { type: 'number_input', is_decimal_allowed: true }, 'ten', 'valid number'],
  ['a fraction', { type: 'number_input', is_decimal_allowed: false }, '1.5', 'whole number'],
  ['a number below the minimum', { type: 'number_input', is_decimal_allowed: false, min_value: '5' }, 4, 'at least 5'],
  ['a number above the maximum', { type: 'number_input', is_decimal_allowed: false, max_value: '5' }, 6, 'at most 5'],
  ['too many people', { type: 'multi_users_select', max_selected_items: 1 }, ['mia', 'sam'], 'no more than 1'],
])('%s is refused at the field and never reaches the app', async (_name, element, given, words) => {
  expect(await errorFor(element, given)).toContain(words);
});

test.each([
  ['a text', { type: 'plain_text_input', max_length: 4 }, 'four'],
  ['an address', { type: 'email_text_input' }, 'mia@harbour.example'],
  ['a URL', { type: 'url_text_input' }, 'https://acme.example/a?b=c'],
  ['a number', { type: 'number_input', is_decimal_allowed: true }, '1.5'],
  ['a date', { type: 'datepicker' }, '2026-02-03'],
  ['a channel', { type: 'channels_select' }, '#sales'],
  ['a person in a conversation list', { type: 'conversations_select' }, '@sam'],
])('%s is accepted', async (_name, element, given) => {
  expect(await errorFor(element, given)).toBeUndefined();
});

test('every kind of input is sent in Slack’s shape', async () => {
  const choices = [plain('Red'), plain('Blue')].map((text) => ({ text, value: text.text.toLowerCase() }));
  const modal = await openForm(
    input('Colour', { type: 'radio_buttons', options: choices }),
    input('Colours', { type: 'checkboxes', options: choices, initial_options: [choices[0]] }),
    input('At', { type: 'timepicker' }),
    input('Moment', { type: 'datetimepicker' }),
    input('Words', { type: 'rich_text_input' }),
    input('Proof', { type: 'file_input' }),
  );
  expect(modal.value('Colours')).toBe('Red');
  await modal.fill({
    Colour: 'Blue',
    Colours: ['Red', 'Blue'],
    At: '09:30',
    Moment: new Date('2026-02-03T09:00:00Z'),
    Words: 'rich',
    Proof: [{ name: 'proof.txt', content: 'yes' }],
  });
  expect(await modal.submit()).toEqual({ ok: true });
  const values = Object.assign({}, ...Object.values(lastSubmission(sandbox)));
  expect(values).toMatchObject({
    Colour: { type: 'radio_buttons', selected_option: { value: 'blue' } },
    Colours: { type: 'checkboxes', selected_options: [{ value: 'red' }, { value: 'blue' }] },
    At: { type: 'timepicker', selected_time: '09:30' },
    Moment: { type: 'datetimepicker', selected_date_time: 1770109200 },
    Words: { type: 'rich_text_input', rich_text_value: { type: 'rich_text' } },
    Proof: { type: 'file_input', files: [{ name: 'proof.txt', mimetype: 'text/plain' }] },
  });
});

test('an unknown option is an error that lists the known ones', async () => {
  const choices = ['Red', 'Blue'].map((text) => ({ text: plain(text), value: text }));
  const modal = await openForm(input('Colour', { type: 'static_select', options: choices }));
  await expect(modal.fill({ Colour: 'Green' })).rejects.toThrow('"Red", "Blue"');
  await expect(modal.fill({ Flavour: 'Sweet' })).rejects.toThrow('It has: "Colour"');
  await modal.close();
});

test('an input that dispatches actions does so when it is filled in', async () => {
  const choices = ['Red', 'Blue'].map((text) => ({ text: plain(text), value: text }));
  const modal = await openForm(input('Colour', { type: 'static_select', options: choices }, { dispatch_action: true }));
  await modal.fill({ Colour: 'Red' });
  expect(sandbox.traffic.deliveries('block_actions').at(-1)?.payload).toMatchObject({
    container: { type: 'view', view_id: modal.id },
    actions: [{ action_id: 'Colour', type: 'static_select', selected_option: { value: 'Red' } }],
  });
  await modal.close();
});

test('an option in mrkdwn is chosen by what a person reads', async () => {
  const text = (words: string) => ({ type: 'mrkdwn', text: words });
  const options = [
    { text: text('*Hot* lead'), value: 'hot' },
    { text: text('_Cold_ lead'), value: 'cold' },
  ];
  const modal = await openForm(input('Heat', { type: 'radio_buttons', options }));
  await modal.fill({ Heat: 'Hot lead' });
  expect(modal.value('Heat')).toBe('*Hot* lead');
  await expect(modal.fill({ Heat: 'Warm lead' })).rejects.toThrow('"Hot lead", "Cold lead"');
});
