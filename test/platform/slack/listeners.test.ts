import { App, type Receiver } from '@slack/bolt';
import { expect, test } from 'vitest';
import { listenDirectly } from '../../../src/platform/slack/listeners.ts';

const receiver: Receiver = { init: () => {}, start: async () => {}, stop: async () => {} };

/** An app that tells who heard what. */
function listeningApp() {
  const heard: string[] = [];
  const hears = (name: string) => async () => void heard.push(name);
  const app = new App({
    receiver,
    authorize: async () => ({ botToken: 'xoxb-of-the-test', botId: 'B1', botUserId: 'U0' }),
    convoStore: false,
  });
  listenDirectly(app, (listening) => {
    listening.command('/one', hears('command one'));
    listening.command('/two', hears('command two'));
    listening.action('press', hears('action press'));
    listening.action(/^page:(back|on)$/, hears('action page'));
    listening.options('press', hears('options press'));
    listening.view('form', hears('view form'));
    listening.shortcut({ callback_id: 'make', type: 'shortcut' }, hears('global make'));
    listening.shortcut({ callback_id: 'make', type: 'message_action' }, hears('message make'));
    listening.event('reaction_added', hears('reaction, first'));
    listening.event('reaction_added', async () => {
      throw new Error('the second fails');
    });
    listening.event('reaction_added', hears('reaction, third'));
  });
  const says = async (body: Record<string, unknown>) => {
    heard.length = 0;
    await app.processEvent({ body, ack: async () => {} });
    return heard;
  };
  return { app, says };
}

const press = (action_id: string) => ({ type: 'block_actions', user: { id: 'U1' }, actions: [{ action_id }] });
const submission = { user: { id: 'U1' }, view: { callback_id: 'form' } };

test('a request is heard by whom it is for, and by nobody else', async () => {
  const { says } = listeningApp();
  expect(await says({ command: '/two' })).toEqual(['command two']);
  expect(await says(press('press'))).toEqual(['action press']);
  expect(await says(press('page:on'))).toEqual(['action page']);
  expect(await says(press('page:off'))).toEqual([]);
  expect(await says({ type: 'block_suggestion', action_id: 'press', team: { id: 'T1' }, user: { id: 'U1' } })).toEqual([
    'options press',
  ]);
  expect(await says({ type: 'view_submission', ...submission })).toEqual(['view form']);
  expect(await says({ type: 'view_closed', ...submission })).toEqual([]);
  expect(await says({ type: 'shortcut', callback_id: 'make', user: { id: 'U1' } })).toEqual(['global make']);
  expect(await says({ type: 'message_action', callback_id: 'make', user: { id: 'U1' } })).toEqual(['message make']);
});

test('all who listen to an event hear it, also when one of them fails, and its failure is not lost', async () => {
  const { app, says } = listeningApp();
  const failures: string[] = [];
  app.error(async ({ message }) => void failures.push(message));
  const event = { type: 'reaction_added', user: 'U1', item: { channel: 'C1' } };
  expect(await says({ type: 'event_callback', event })).toEqual(['reaction, first', 'reaction, third']);
  expect(failures).toEqual(['the second fails']);
});
