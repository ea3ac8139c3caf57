import type { App } from '@slack/bolt';
import type { ModalView } from '@slack/types';

const plain = (text: string) => ({ type: 'plain_text' as const, text });

export const noteModal: ModalView = {
  type: 'modal',
  callback_id: 'note',
  notify_on_close: true,
  title: plain('A note'),
  submit: plain('Keep'),
  blocks: [
    {
      type: 'input',
      block_id: 'words',
      label: plain('Words'),
      element: { type: 'plain_text_input', action_id: 'words', max_length: 40 },
    },
    {
      type: 'input',
      block_id: 'kind',
      label: plain('Kind'),
      optional: true,
      element: {
        type: 'static_select',
        action_id: 'kind',
        options: [
          { text: plain('Idea'), value: 'idea' },
          { text: plain('Task'), value: 'task' },
        ],
      },
    },
    {
      type: 'input',
      block_id: 'about',
      label: plain('About'),
      optional: true,
      element: { type: 'external_select', action_id: 'about', min_query_length: 1 },
    },
    {
      type: 'input',
      block_id: 'site',
      label: plain('Site'),
      optional: true,
      element: { type: 'url_text_input', action_id: 'site' },
    },
    {
      type: 'input',
      block_id: 'who',
      label: plain('Who'),
      optional: true,
      element: { type: 'multi_users_select', action_id: 'who' },
    },
    { type: 'actions', block_id: 'more', elements: [{ type: 'button', action_id: 'deeper', text: plain('Deeper') }] },
  ],
};

const small = (title: string): ModalView => ({
  type: 'modal',
  callback_id: 'small',
  title: plain(title),
  blocks: [
    { type: 'section', text: plain(`This is ${title}.`) },
    { type: 'actions', elements: [{ type: 'button', action_id: 'deeper', text: plain('Deeper') }] },
  ],
});

const readNote = (values: Record<string, Record<string, { value?: string | null }>>) =>
  values.words?.words?.value ?? '';

/** A small app that uses every kind of interaction. */
export function notesApp(app: App): void {
  app.command('/note', async ({ ack, command, client, respond }) => {
    if (command.text === 'later') {
      await ack();
      await respond('one moment');
      return;
    }
    if (command.text) return ack(`noted: ${command.text}`);
    await ack();
    await client.views.open({ trigger_id: command.trigger_id, view: noteModal });
  });
  app.command('/tag', ({ ack, command }) => ack({ response_type: 'in_channel', text: `tagged ${command.text}` }));
  app.command('/slow', async () => {});

  app.view('note', async ({ ack, view, client, body }) => {
    const words = readNote(view.state.values);
    if (words === 'bad') return ack({ response_action: 'errors', errors: { words: 'Not this word.' } });
    if (words === 'nowhere') return ack({ response_action: 'errors', errors: { nothing: 'Lost.' } });
    if (words === 'update') return ack({ response_action: 'update', view: small('Updated') });
    if (words === 'push') return ack({ response_action: 'push', view: small('Pushed') });
    if (words === 'clear') return ack({ response_action: 'clear' });
    await ack();
    await client.chat.postMessage({
      channel: body.user.id,
      text: `kept: ${words}`,
      blocks: [
        { type: 'section', text: { type: 'mrkdwn', text: `*kept*: ${words}` } },
        {
          type: 'actions',
          elements: [
            { type: 'button', action_id: 'done', text: plain('Done'), value: words },
            { type: 'overflow', action_id: 'menu', options: [{ text: plain('Forget'), value: 'forget' }] },
          ],
        },
      ],
    });
  });
  app.view({ callback_id: 'note', type: 'view_closed' }, async ({ ack, body, client }) => {
    await ack();
    await client.chat.postMessage({ channel: body.user.id, text: 'closed without a note' });
  });
  app.action('deeper', async ({ ack, body, client }) => {
    await ack();
    if (body.type !== 'block_actions') return;
    await client.views.push({ trigger_id: body.trigger_id, view: small('Deep') });
  });
  app.action('done', async ({ ack, respond }) => {
    await ack();
    await respond({ replace_original: true, text: 'all done' });
  });
  app.action('menu', async ({ ack, respond }) => {
    await ack();
    await respond({ delete_original: true });
  });
  app.options('about', async ({ ack, options }) => {
    const found = ['Acme', 'Apex', 'Bolt'].filter((name) => name.startsWith(options.value));
    await ack({ options: found.map((name) => ({ text: plain(name), value: name.toLowerCase() })) });
  });
  app.shortcut('new_note', async ({ ack, shortcut, client }) => {
    await ack();
    await client.views.open({ trigger_id: shortcut.trigger_id, view: noteModal });
  });
  app.shortcut('note_this', async ({ ack, shortcut, respond }) => {
    await ack();
    const text = 'message' in shortcut ? shortcut.message.text : '';
    await respond({ response_type: 'ephemeral', text: `saw: ${text}` });
  });
  app.event('app_home_opened', async ({ event, client }) => {
    if (event.tab !== 'home') return;
    const text = plain(`Welcome ${event.user}`);
    await client.views.publish({ user_id: event.user, view: { type: 'home', blocks: [{ type: 'header', text }] } });
  });
  app.event('reaction_added', async ({ event, client }) => {
    if (event.reaction !== 'white_check_mark') return;
    await client.chat.postMessage({
      channel: event.item.channel,
      thread_ts: event.item.ts,
      text: `<@${event.user}> ticked this`,
    });
  });
  app.event('app_mention', async ({ event, say }) => {
    await say({ text: `you said: ${event.text}`, thread_ts: event.ts });
  });
}
