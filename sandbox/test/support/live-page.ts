import { once } from 'node:events';
import { expect } from 'vitest';
import { WebSocket } from 'ws';
import type { Sandbox } from '../../src/index.ts';
import type { Act, ActResult, Push, Snapshot } from '../../src/protocol.ts';

/** The messages that one person's page sends and receives, without a browser. */
export interface LivePage {
  pushes: Push[];
  snapshot: Snapshot;
  ask(act: Act): Promise<ActResult>;
  /** Waits for the newest push of this type that matches. */
  pushed<T extends Push['type']>(
    type: T,
    holds?: (push: Extract<Push, { type: T }>) => boolean,
  ): Promise<Extract<Push, { type: T }>>;
  close(): void;
}

/** `as` is the person in the page's address: an id, a key, or any text. `window` tells a person's windows apart. */
export async function openLivePage(sandbox: Sandbox, as: string, window = 'one'): Promise<LivePage> {
  const socket = new WebSocket(`${sandbox.url.replace('http', 'ws')}/live?as=${as}&window=${window}`);
  const pushes: Push[] = [];
  socket.on('message', (data) => pushes.push(JSON.parse(data.toString()) as Push));
  await once(socket, 'open');
  const pushed: LivePage['pushed'] = async (type, holds = () => true) => {
    const find = () =>
      pushes.findLast(
        (each): each is Extract<Push, { type: typeof type }> => each.type === type && holds(each as never),
      );
    await expect.poll(find, { timeout: 30_000 }).toBeDefined();
    return find() as never;
  };
  let lastId = 0;
  const { snapshot } = await pushed('snapshot');
  return {
    pushes,
    snapshot,
    pushed,
    ask: async (act) => {
      lastId += 1;
      const id = lastId;
      socket.send(JSON.stringify({ ...act, id }));
      return (await pushed('answer', (each) => each.id === id)).result;
    },
    close: () => socket.terminate(),
  };
}
