import type { WebSocket } from 'ws';
import { isObject } from '../json.ts';
import type { Ask, Push } from '../protocol.ts';
import { requirePerson } from '../state/people.ts';
import { inWindow } from '../state/windows.ts';
import type { World } from '../world.ts';
import { complain } from '../world.ts';
import { perform } from './acts.ts';
import { watchControls } from './controls.ts';
import { pushesFor } from './pushes.ts';
import { snapshotFor } from './shown.ts';

/** Serves one window of a person's page while its socket is open. The greeting is shown once, as a notice. */
export function acceptLive(
  world: World,
  socket: WebSocket,
  user: string,
  { window, greeting }: { window?: string; greeting?: string } = {},
): void {
  const push = (message: Push): void => {
    if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(message));
  };
  const stop = world.store.changes.listen((change) => {
    for (const message of pushesFor(world, user, change, window)) push(message);
  });
  const stopControls = watchControls(world, push);
  socket.on('close', () => {
    stop();
    stopControls();
  });
  socket.on('error', () => socket.terminate());
  socket.on('message', (data) => {
    void inWindow(window, () => answer(world, user, data.toString())).then((message) => message && push(message));
  });
  push({ type: 'snapshot', snapshot: snapshotFor(world, requirePerson(world.store, user), window) });
  if (greeting) push({ type: 'notice', text: greeting, level: 'info' });
}

async function answer(world: World, user: string, text: string): Promise<Push | undefined> {
  let ask: Ask;
  try {
    const value: unknown = JSON.parse(text);
    if (!isObject(value) || typeof value.id !== 'number') return undefined;
    ask = value as unknown as Ask;
  } catch {
    return undefined;
  }
  try {
    return { type: 'answer', id: ask.id, result: await perform(world, user, ask) };
  } catch (error) {
    complain(world, `the act ${ask.act} broke: ${error instanceof Error ? error.stack : error}`);
    return { type: 'answer', id: ask.id, result: { ok: false, error: 'The sandbox failed. See its log.' } };
  }
}
