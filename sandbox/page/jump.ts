import { useSyncExternalStore } from 'react';
import { type MessageAddress, messageAddress } from './permalink.ts';
import { directMessageWith, type Place } from './state.ts';
import { change, currentState, go, loadHistory, openThread } from './store.ts';

/** The search stops after this many pages; no one scrolls further back. */
const MOST_PAGES = 40;

let pointed: { ts: string } | undefined;
const listeners = new Set<() => void>();

function point(to: typeof pointed): void {
  pointed = to;
  for (const listener of listeners) listener();
}

/** Called by the list that has shown the message, so that a later visit does not scroll to it again. */
export const arrived = (): void => point(undefined);

/** The message to show; a new object for each request. */
export function usePointed(): { ts: string } | undefined {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => pointed,
  );
}

/** Goes to the message of a link into this workspace; false for any other link. */
export function followed(url: string): boolean {
  const address = messageAddress(url, currentState().workspace.domain);
  if (!address) return false;
  void jumpTo(address);
  return true;
}

/** Shows a message where it is. */
export async function jumpTo({ channel, ts, threadTs }: MessageAddress): Promise<void> {
  if (!currentState().channels.some(({ id }) => id === channel))
    return lost('This message is in a channel that you cannot see.');
  go(placeOf(channel));
  const isReply = threadTs !== undefined && threadTs !== ts;
  if (isReply) openThread(channel, threadTs);
  if (!(await loadedUpTo(channel, isReply ? threadTs : ts))) return lost('This message was deleted.');
  point({ ts });
}

/** Fetches older messages until the message is found. */
async function loadedUpTo(channel: string, ts: string): Promise<boolean> {
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const conversation = currentState().conversations[channel];
    if (conversation?.messages.some((message) => message.ts === ts)) return true;
    if (conversation?.loaded && !conversation.more) return false;
    const oldest = conversation?.loaded ? conversation.messages.find(({ ephemeral }) => !ephemeral)?.ts : undefined;
    await loadHistory(channel, oldest);
  }
  return false;
}

/** The messages with an app are one of its tabs. */
function placeOf(channel: string): Place {
  const { apps, channels, me } = currentState();
  const app = apps.find(({ botUserId }) => directMessageWith(channels, botUserId, me?.id)?.id === channel);
  return app ? { kind: 'app', id: app.id, tab: 'messages' } : { kind: 'channel', id: channel };
}

const lost = (text: string): void => change({ type: 'toast', text, level: 'error' });
