import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Sandbox } from '../src/index.ts';
import type { Running } from './support/bolt.ts';
import { socketApp } from './support/bolt.ts';
import { notesApp } from './support/notes-app.ts';

let running: Running;
let sandbox: Sandbox;
beforeAll(async () => {
  running = await socketApp(notesApp);
  sandbox = running.sandbox;
});
afterAll(() => running.stop());

const openNote = async (person: string) => {
  await sandbox.as(person).command('/note');
  return sandbox.as(person).modal('A note');
};

test('the answer to a command is visible only to the person who typed it', async () => {
  const mia = sandbox.as('mia');
  await mia.command('/note buy milk', { in: '#sales' });
  const answer = await mia.waitForMessage('#sales', 'noted: buy milk');
  expect(answer.isEphemeral).toBe(true);
  expect(sandbox.as('sam').sees('#sales')).toEqual([]);
});

test('a command can be answered later, by its response_url', async () => {
  const mia = sandbox.as('mia');
  await mia.command('/note later', { in: '#general' });
  expect((await mia.waitForMessage('#general', 'one moment')).isEphemeral).toBe(true);
});

test('the text of a command is escaped only if the manifest asks for it', async () => {
  const mia = sandbox.as('mia');
  await mia.command('/note @sam & <co>', { in: '#general' });
  await mia.waitForMessage('#general', 'noted: @sam &amp; &lt;co&gt;');
  await mia.command('/tag @sam & co in #sales', { in: '#general' });
  const { sam } = sandbox.ids.people;
  const posted = await sandbox.as('sam').waitForMessage('#general', 'tagged');
  expect(posted.text).toBe(`tagged <@${sam}|sam> &amp; co in <#${sandbox.ids.channels.sales}|sales>`);
});

test('a modal opens, is filled in, and its note arrives with a button that works', async () => {
  const mia = sandbox.as('mia');
  const modal = await openNote('mia');
  expect(modal.labels()).toEqual(['Words', 'Kind', 'About', 'Site', 'Who']);
  await modal.fill({ Words: 'call back', Kind: 'Task', About: 'Ac', Who: ['sam', 'Mia'.toLowerCase()] });
  expect(modal.value('About')).toBe('Acme');
  expect(await modal.submit()).toEqual({ ok: true });
  expect(modal.isOpen).toBe(false);
  const card = await mia.waitForMessage('dm', '*kept*: call back');
  expect(card.buttons).toEqual(['Done']);
  await mia.press(card, 'Done');
  await mia.waitForMessage('dm', 'all done');
  expect(card.fresh()?.text).toBe('all done');
});

test('an overflow menu can delete its own message', async () => {
  const sam = sandbox.as('sam');
  const modal = await openNote('sam');
  await modal.fill({ Words: 'short-lived' });
  await modal.submit();
  const card = await sam.waitForMessage('dm', 'short-lived');
  await sam.choose(card, 'Forget');
  await sandbox.settled();
  await expect.poll(() => card.fresh()).toBeUndefined();
});

test('errors of the app appear by label, and the modal keeps its input', async () => {
  const modal = await openNote('mia');
  await modal.fill({ Words: 'bad' });
  expect(await modal.submit()).toEqual({ ok: false, errors: { Words: 'Not this word.' } });
  expect(modal.value('Words')).toBe('bad');
  await modal.close();
  expect(modal.isOpen).toBe(false);
});

test('errors for a block that does not exist are listed as a problem', async () => {
  const modal = await openNote('mia');
  await modal.fill({ Words: 'nowhere' });
  const result = await modal.submit();
  expect(result).toMatchObject({ ok: false, errors: {}, notice: expect.stringContaining('trouble') });
  expect(sandbox.problems.at(-1)).toContain('nothing');
  await modal.close();
});

test('a submission can replace its view', async () => {
  const modal = await openNote('mia');
  await modal.fill({ Words: 'update' });
  await modal.submit();
  expect(modal.title).toBe('Updated');
  expect(modal.text()).toContain('This is Updated.');
  await modal.close();
});

test('a submission can push a view, up to three in a stack, and clear them all', async () => {
  const mia = sandbox.as('mia');
  const modal = await openNote('mia');
  await modal.fill({ Words: 'push' });
  await modal.submit();
  const second = await mia.modal('Pushed');
  await second.press('Deeper');
  const third = await mia.modal('Deep');
  expect(mia.modals().map((each) => each.title)).toEqual(['A note', 'Pushed', 'Deep']);
  await third.press('Deeper');
  await expect.poll(() => sandbox.traffic.calls('views.push').at(-1)?.answer?.error).toBe('push_limit_reached');
  await third.close();
  expect(mia.modals().map((each) => each.title)).toEqual(['A note', 'Pushed']);
  await second.close();
  await modal.fill({ Words: 'clear' });
  await modal.submit();
  expect(mia.modals()).toEqual([]);
});

test('closing a modal notifies an app that asked for it', async () => {
  const sam = sandbox.as('sam');
  const modal = await openNote('sam');
  await modal.close({ all: true });
  await sam.waitForMessage('dm', 'closed without a note');
  expect(sandbox.traffic.deliveries('view_closed').at(-1)?.payload.is_cleared).toBe(true);
});

test('an external menu offers the app’s options', async () => {
  const modal = await openNote('mia');
  expect(await modal.suggest('About', 'A')).toEqual(['Acme', 'Apex']);
  await expect(modal.suggest('About', '')).rejects.toThrow('asks for 1 characters');
  await modal.close();
});

test('shortcuts work from the composer and on a message', async () => {
  const mia = sandbox.as('mia');
  await mia.shortcut('New note');
  await (await mia.modal('A note')).close();
  const message = sandbox.as('sam').say('#sales', 'worth keeping');
  await mia.shortcut('Note this', message);
  expect((await mia.waitForMessage('#sales', 'saw: worth keeping')).isEphemeral).toBe(true);
});

test('the app publishes the home when it is opened', async () => {
  const home = await sandbox.as('mia').openHome();
  expect(home.text()).toBe(`Welcome ${sandbox.ids.people.mia}`);
});

test('a reaction reaches the app, and the answer is in the thread', async () => {
  const sam = sandbox.as('sam');
  const message = sam.say('#sales', 'tick me');
  sandbox.as('mia').react(message, ':white_check_mark:');
  await sam.waitForMessage('#sales', 'ticked this');
  expect(message.thread().map((each) => each.text)).toEqual([`<@${sandbox.ids.people.mia}> ticked this`]);
  expect(message.fresh()?.reactions).toEqual({ white_check_mark: [sandbox.ids.people.mia] });
});

test('a mention reaches the app only in channels that it is in', async () => {
  const sam = sandbox.as('sam');
  sam.say('#quiet', '@relay are you there?');
  const said = sam.say('#general', '@relay hello');
  await sam.waitForMessage('#general', 'you said');
  expect(said.thread()).toHaveLength(1);
  expect(sandbox.traffic.deliveries('app_mention')).toHaveLength(1);
});

test('an unknown command is refused and not sent to the app', async () => {
  const mia = sandbox.as('mia');
  const before = sandbox.traffic.deliveries().length;
  await mia.command('/nothing here');
  expect(mia.notices.at(-1)).toBe('/nothing is not a valid command.');
  expect(sandbox.traffic.deliveries()).toHaveLength(before);
});
