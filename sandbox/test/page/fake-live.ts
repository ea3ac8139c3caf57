import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { type WebSocket, WebSocketServer } from 'ws';
import { createPageServer } from '../../src/page-server.ts';
import type { Act, ActResult, Ask, Channel, Message, Push, ShownView, ViewState } from '../../src/protocol.ts';
import { everyInput } from './every-block.ts';
import { type FakeWorkspace, fakeWorkspace } from './fake-workspace.ts';

/**
 * A fake of the sandbox's server that only speaks its protocol, so that the page can be tested without the sandbox.
 * Requests are recorded in `asked`, and a test can answer and push anything.
 */
export interface FakeSandbox {
  url: string;
  workspace: FakeWorkspace;
  asked: Act[];
  /** Answers in place of the fake; undefined leaves the answer to the fake. */
  answer?: (act: Act, me: string) => ActResult | undefined;
  /** Delays the answer until this resolves. */
  delay?: (act: Act) => Promise<unknown> | undefined;
  push(push: Push, to?: string): void;
  modals: Map<string, ShownView[]>;
  /** Drops every socket, like a restart of the server. */
  drop(): void;
  close(): Promise<void>;
}

interface Line {
  socket: WebSocket;
  me: string;
}

export async function startFakeSandbox(
  nowMs = Date.now(),
  options: { dev?: boolean; port?: number } = {},
): Promise<FakeSandbox> {
  const page = createPageServer(options);
  await page.ready();
  const lines = new Set<Line>();
  const server = await listen(page.app.fetch, options.port ?? 0);
  const sockets = new WebSocketServer({ server, path: '/live' });

  const fake: FakeSandbox = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    workspace: fakeWorkspace(nowMs),
    asked: [],
    modals: new Map(),
    push: (push, to) => {
      // The message is also in the history, for a page that has just reconnected.
      if (push.type === 'message' && !fake.workspace.messages.some(({ ts }) => ts === push.message.ts)) {
        fake.workspace.messages.push(push.message);
      }
      for (const { socket, me } of lines) if (!to || to === me) socket.send(JSON.stringify(push));
    },
    drop: () => {
      for (const { socket } of lines) socket.terminate();
    },
    close: async () => {
      fake.drop();
      sockets.close();
      await page.close();
      await new Promise((resolve) => server.close(resolve));
    },
  };

  sockets.on('connection', (socket, request) => {
    const me = new URL(request.url ?? '/', fake.url).searchParams.get('as') ?? 'U1';
    const line = { socket, me };
    lines.add(line);
    socket.on('close', () => lines.delete(line));
    socket.on('message', async (data) => {
      const { id, ...act } = JSON.parse(String(data)) as Ask;
      fake.asked.push(act as Act);
      await fake.delay?.(act as Act);
      const result = fake.answer?.(act as Act, me) ?? perform(fake, act as Act, me, nowMs);
      socket.send(JSON.stringify({ type: 'answer', id, result } satisfies Push));
    });
    const { people, apps, userGroups, homes } = fake.workspace;
    const self = people.find((person) => person.id === me) ?? people[0];
    if (!self) return socket.close();
    const snapshot = {
      workspace: { id: 'T1', name: 'Harbour Tools', domain: 'harbour' },
      me: self,
      people,
      channels: channelsOf(fake, me),
      userGroups,
      apps,
      modals: fake.modals.get(me) ?? [],
      homes,
      nowMs,
    };
    socket.send(JSON.stringify({ type: 'snapshot', snapshot } satisfies Push));
  });
  return fake;
}

function listen(fetch: (request: Request) => Response | Promise<Response>, port: number): Promise<Server> {
  return new Promise((resolve) => {
    const server = serve({ fetch, port, hostname: '127.0.0.1' }, () => resolve(server as Server));
  });
}

function channelsOf({ workspace }: FakeSandbox, me: string): Channel[] {
  return workspace.channels.filter(({ kind, members }) => kind === 'channel' || members.includes(me));
}

let serial = 200;

function perform(fake: FakeSandbox, act: Act, me: string, nowMs: number): ActResult {
  const { workspace } = fake;
  const find = (channel: string, ts: string) =>
    workspace.messages.find((one) => one.channel === channel && one.ts === ts);
  const say = (user: string, channel: string, text: string, more: Partial<Message> = {}, to?: string) => {
    serial += 1;
    const ts = `${Math.floor(nowMs / 1000)}.${String(serial).padStart(6, '0')}`;
    const message: Message = {
      channel,
      ts,
      user,
      text,
      reactions: [],
      edited: false,
      replyCount: 0,
      ephemeral: false,
      ...more,
    };
    workspace.messages.push(message);
    fake.push({ type: 'message', message }, to);
    const root = message.threadTs && find(channel, message.threadTs);
    if (root) {
      root.replyCount += 1;
      root.latestReply = ts;
      fake.push({ type: 'message', message: root });
    }
  };
  const show = (modals: ShownView[]) => {
    fake.modals.set(me, modals);
    fake.push({ type: 'modals', modals }, me);
  };
  const stack = fake.modals.get(me) ?? [];

  switch (act.act) {
    case 'history': {
      const messages = workspace.messages.filter(
        ({ channel, ts, threadTs, ephemeral }) =>
          channel === act.channel &&
          (act.threadTs ? threadTs === act.threadTs || ts === act.threadTs : !threadTs) &&
          (!act.before || ts < act.before) &&
          (!ephemeral || me === 'U1'),
      );
      return { ok: true, messages: messages.slice(-60) };
    }
    case 'say':
      say(me, act.channel, act.text.replaceAll('<', '&lt;'), { threadTs: act.threadTs });
      return { ok: true };
    case 'edit':
    case 'delete':
    case 'react':
    case 'unreact':
      return changeMessage(fake, act, me);
    case 'command':
      if (act.command === '/broken') return { ok: false, error: '/broken failed with the error "operation_timeout"' };
      if (act.command === '/blocks' || act.command === '/pass') {
        show([leadForm('V1')]);
        return { ok: true };
      }
      return { ok: false, error: `${act.command} is not a command here.` };
    case 'global_shortcut':
    case 'message_shortcut':
      show([leadForm('V1')]);
      return { ok: true };
    case 'submit_view':
      return submit(act.state, () => show(stack.slice(0, -1)));
    case 'close_view':
      show(act.clear ? [] : stack.slice(0, -1));
      return { ok: true };
    case 'suggest': {
      const sources = ['Spring fair', 'Webinar', 'Referral', 'Website'].filter((text) =>
        text.toLowerCase().includes(act.value.toLowerCase()),
      );
      return { ok: true, options: sources.map((text) => ({ text: { type: 'plain_text', text }, value: text })) };
    }
    case 'upload':
      serial += 1;
      return {
        ok: true,
        file: {
          id: `F${serial}`,
          name: act.name,
          title: act.name,
          alt: '',
          mimetype: act.mimetype,
          size: act.dataBase64.length,
          url: `/files/F${serial}`,
        },
      };
    case 'join': {
      const channel = workspace.channels.find(({ id }) => id === act.channel);
      channel?.members.push(me);
      fake.push({ type: 'channels', channels: channelsOf(fake, me) }, me);
      return { ok: true };
    }
    case 'block_action':
      if (act.container.type === 'message' && act.action.action_id === 'accept') {
        say('UBOT', act.container.channel, `<@${me}> took the lead.`, { botId: 'B1', threadTs: act.container.ts });
      }
      return { ok: true };
    default:
      return { ok: true };
  }
}

function changeMessage(
  fake: FakeSandbox,
  act: Extract<Act, { act: 'edit' | 'delete' | 'react' | 'unreact' }>,
  me: string,
): ActResult {
  const { messages } = fake.workspace;
  const message = messages.find(({ channel, ts }) => channel === act.channel && ts === act.ts);
  if (!message) return { ok: false, error: 'message_not_found' };
  if (act.act === 'delete') {
    messages.splice(messages.indexOf(message), 1);
    fake.push({ type: 'message_deleted', channel: act.channel, ts: act.ts });
    return { ok: true };
  }
  if (act.act === 'edit') Object.assign(message, { text: act.text, edited: true });
  if (act.act === 'react') {
    const reaction = message.reactions.find(({ name }) => name === act.name);
    if (reaction) reaction.users.push(me);
    else message.reactions.push({ name: act.name, users: [me] });
  }
  if (act.act === 'unreact') {
    message.reactions = message.reactions
      .map(({ name, users }) => ({ name, users: name === act.name ? users.filter((id) => id !== me) : users }))
      .filter(({ users }) => users.length > 0);
  }
  fake.push({ type: 'message', message });
  return { ok: true };
}

/** Refuses one name, to show an error at a field. */
function submit(state: ViewState, close: () => void): ActResult {
  if (state.name?.name?.value === 'Test') {
    return { ok: false, error: 'errors', fieldErrors: { name: 'Test is not a person.' } };
  }
  close();
  return { ok: true };
}

export function leadForm(id: string, hash = '1'): ShownView {
  return {
    id,
    hash,
    app_id: 'A1',
    type: 'modal',
    callback_id: 'lead',
    title: { type: 'plain_text', text: 'Pass a lead on' },
    submit: { type: 'plain_text', text: 'Pass on' },
    close: { type: 'plain_text', text: 'Cancel' },
    blocks: everyInput,
  };
}
