import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Running } from './support/bolt.ts';
import { socketApp } from './support/bolt.ts';
import { notesApp } from './support/notes-app.ts';

let running: Running;
beforeAll(async () => {
  running = await socketApp(notesApp);
});
afterAll(() => running.stop());

test('a command is answered to the person who typed it, and to nobody else', async () => {
  const mia = running.sandbox.as('mia');
  await mia.command('/note buy milk', { in: '#sales' });
  const answer = await mia.waitForMessage('#sales', 'noted: buy milk');
  expect(answer.isEphemeral).toBe(true);
  expect(running.sandbox.as('sam').sees('#sales')).toEqual([]);
});

test('a modal opens, is filled in, and its note arrives', async () => {
  const mia = running.sandbox.as('mia');
  await mia.command('/note');
  const modal = await mia.modal();
  expect(modal.title).toBe('A note');
  expect(modal.labels()).toEqual(['Words', 'Kind', 'About', 'Site', 'Who']);
  await modal.fill({ Words: 'call back', Kind: 'Task', About: 'Ac', Who: ['sam'] });
  expect(modal.value('About')).toBe('Acme');
  expect(await modal.submit()).toEqual({ ok: true });
  expect(modal.isOpen).toBe(false);
  const card = await mia.waitForMessage('dm', '*kept*: call back');
  expect(card.buttons).toEqual(['Done']);
  await mia.press(card, 'Done');
  await mia.waitForMessage('dm', 'all done');
  expect(card.fresh()?.text).toBe('all done');
});
