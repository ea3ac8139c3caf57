import type { Act, ActResult, Ask, Push } from '../src/protocol.ts';

export interface Live {
  /** Never rejects: a lost connection is an answer too, because the person must be told either way. */
  ask(act: Act): Promise<ActResult>;
  close(): void;
}

interface LiveEvents {
  onPush(push: Push): void;
  onConnection(connection: 'connecting' | 'open' | 'lost'): void;
}

const LOST: ActResult = { ok: false, error: 'The sandbox cannot be reached. Is it still running?' };
const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 5_000;

/** The same after a reload: the modals of this window stay open in it, and in no other. */
function windowId(): string {
  const known = sessionStorage.getItem('window');
  if (known) return known;
  const made = Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(36)).join('');
  sessionStorage.setItem('window', made);
  return made;
}

/** The socket of one person; it reconnects until it is closed. */
export function connect(personId: string | undefined, events: LiveEvents): Live {
  const waiting = new Map<number, (result: ActResult) => void>();
  let socket: WebSocket | undefined;
  let closed = false;
  let lastId = 0;
  let waitMs = FIRST_WAIT_MS;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const open = () => {
    const url = new URL('/live', location.href);
    url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
    if (personId) url.searchParams.set('as', personId);
    url.searchParams.set('window', windowId());
    socket = new WebSocket(url);
    socket.addEventListener('open', () => {
      waitMs = FIRST_WAIT_MS;
    });
    socket.addEventListener('message', ({ data }) => receive(JSON.parse(String(data)) as Push));
    socket.addEventListener('close', () => {
      for (const answer of waiting.values()) answer(LOST);
      waiting.clear();
      if (closed) return;
      events.onConnection('lost');
      timer = setTimeout(open, waitMs);
      waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS);
    });
  };

  const receive = (push: Push) => {
    if (closed) return;
    if (push.type !== 'answer') return events.onPush(push);
    waiting.get(push.id)?.(push.result);
    waiting.delete(push.id);
  };

  events.onConnection('connecting');
  open();

  return {
    ask(act) {
      if (socket?.readyState !== WebSocket.OPEN) return Promise.resolve(LOST);
      lastId += 1;
      const ask: Ask = { ...act, id: lastId };
      return new Promise((resolve) => {
        waiting.set(ask.id, resolve);
        socket?.send(JSON.stringify(ask));
      });
    },
    close() {
      closed = true;
      clearTimeout(timer);
      socket?.close();
    },
  };
}
