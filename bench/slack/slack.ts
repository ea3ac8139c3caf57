/** A fake Slack with the methods that Baton calls. It answers at once, so that only Baton is measured. */
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { type WebSocket, WebSocketServer } from 'ws';
import { EVERYONE, PEOPLE, TEAM } from './workspace.ts';

export interface Slack {
  apiUrl: string;
  /** How long each call takes. */
  answerMs: number;
  /** Called for every call of the Web API, after its whole body has arrived. */
  onCall: (call: Call) => void;
  /** Resolves with the newest connection of Socket Mode, once there is one. */
  socket(): Promise<WebSocket>;
  close(): Promise<void>;
}

/** The people in a channel. */
type MembersOf = (channel: string) => string[];

export interface SlackOptions {
  /** The delay of each answer, for benchmarks in which Slack’s slowness matters. */
  answerMs?: number;
  membersOf?: MembersOf;
}

export interface Call {
  method: string;
  arguments: URLSearchParams;
  /** As performance.now(). */
  at: number;
}

export async function startSlack({ answerMs = 0, membersOf = () => PEOPLE }: SlackOptions = {}): Promise<Slack> {
  const server = createServer(async (request, response) => {
    const body = await bodyOf(request);
    const call = { method: methodOf(request), arguments: new URLSearchParams(body), at: performance.now() };
    slack.onCall(call);
    if (answerMs > 0) await sleep(answerMs);
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ ok: true, ...answer(call, port, membersOf) }));
  });
  const sockets = new WebSocketServer({ server });
  let newest: WebSocket | undefined;
  sockets.on('connection', (socket) => {
    newest = socket;
    socket.send(JSON.stringify({ type: 'hello', num_connections: 1, connection_info: { app_id: 'A1' } }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // Kept, because calls are also answered while it closes.
  const { port } = server.address() as AddressInfo;

  const slack: Slack = {
    apiUrl: `http://127.0.0.1:${port}/api/`,
    answerMs,
    onCall: () => {},
    socket: async () => {
      while (newest?.readyState !== newest?.OPEN || !newest) await sleep(20);
      return newest;
    },
    close: async () => {
      for (const client of sockets.clients) client.terminate();
      sockets.close();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return slack;
}

const methodOf = ({ url = '' }: IncomingMessage) => url.slice(url.lastIndexOf('/') + 1).split('?')[0] ?? '';

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = '';
  request.setEncoding('utf8');
  for await (const chunk of request) body += chunk;
  return body;
}

let messages = 0;

function answer({ method, arguments: given }: Call, port: number, membersOf: MembersOf): Record<string, unknown> {
  switch (method) {
    case 'auth.test':
      return { url: 'https://northwind.slack.com/', team: 'Northwind', team_id: TEAM, bot_id: 'B1', user_id: 'UBOT' };
    case 'apps.connections.open':
      return { url: `ws://127.0.0.1:${port}/` };
    case 'users.info':
      return { user: person(given.get('user') ?? '') };
    case 'users.list':
      return { members: EVERYONE.map(person) };
    case 'conversations.members':
      return { members: membersOf(given.get('channel') ?? '') };
    case 'dnd.teamInfo':
      return { users: {} };
    case 'chat.postMessage':
    case 'chat.update': {
      messages += 1;
      return {
        channel: given.get('channel'),
        ts: given.get('ts') ?? `1900000000.${String(messages).padStart(6, '0')}`,
      };
    }
    case 'views.open':
      return { view: { id: 'V1', hash: '1', state: { values: {} } } };
    case 'reactions.get':
      return { type: 'message', message: { reactions: [] } };
    default:
      return {};
  }
}

const person = (id: string) => ({
  id,
  team_id: TEAM,
  name: id.toLowerCase(),
  real_name: id,
  tz: 'Europe/Berlin',
  profile: {},
});
