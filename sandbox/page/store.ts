import { useSyncExternalStore } from 'react';
import type { Act, ActResult, Message } from '../src/protocol.ts';
import { readAddress, writeAddress } from './address.ts';
import { addEntries } from './controls/traffic-log.ts';
import { connect, type Live } from './live.ts';
import { type Change, firstPlace, initialState, isTopLevel, type Place, reduce, type State } from './state.ts';

const PAGE_SIZE = 60;

let state: State = initialState;
let live: Live | undefined;
let chosenStart: (() => boolean) | undefined;
const listeners = new Set<() => void>();

export function change(event: Change): void {
  state = reduce(state, event, Date.now());
  for (const listener of listeners) listener();
}

export const currentState = (): State => state;

/** The selected part of the state; the component renders again only when that part has another value. */
export function useStore<T>(select: (state: State) => T): T {
  return useSyncExternalStore(subscribe, () => select(state));
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The act's answer. An error is shown to the person unless `quiet`, for callers that show it in a better place. */
export async function ask(act: Act, { quiet = false } = {}): Promise<ActResult> {
  const answer = (await live?.ask(act)) ?? { ok: false as const, error: 'Not connected yet.' };
  if (!answer.ok && !quiet) change({ type: 'toast', text: answer.error, level: 'error' });
  return answer;
}

/** Resolves when the state is as wanted. */
export function reached(isReached: (now: State) => boolean): Promise<void> {
  if (isReached(state)) return Promise.resolve();
  return new Promise((resolve) => {
    const stop = subscribe(() => {
      if (!isReached(state)) return;
      stop();
      resolve();
    });
  });
}

/**
 * Connects as the person in the address, and follows the address from then on. For an address without a person and a
 * place, `chooseStart` may open one; otherwise it returns false.
 */
export function start(chooseStart: () => boolean): void {
  const { as, place, thread } = readAddress();
  state = { ...state, place };
  if (!as && !place) chosenStart = chooseStart;
  connectAs(as);
  if (thread) change({ type: 'thread', thread });
  addEventListener('popstate', () => {
    const next = readAddress();
    if (next.as && next.as !== state.me?.id) return become(next.as);
    change({ type: 'go', place: next.place });
    change({ type: 'thread', thread: next.thread });
  });
}

/** Switches this window to that person, who stays at the place or goes to another. */
export function become(personId: string, place = state.place): void {
  change({ type: 'switch', place });
  writeAddress({ as: personId, place, thread: undefined });
  connectAs(personId);
}

function connectAs(personId: string | undefined): void {
  live?.close();
  live = connect(personId, {
    onConnection: (connection) => change({ type: 'connection', connection }),
    onPush: (push) => {
      if (push.type === 'traffic') return addEntries(push.entries);
      change(push);
      if (push.type === 'snapshot') settle();
      if (push.type === 'message') readIfSeen(push.message);
    },
  });
}

/** Opens the place, or a default if the person cannot see it, and loads its content. */
function settle(): void {
  const { me, channels, apps, place, thread } = state;
  if (!me) return;
  const choose = chosenStart;
  chosenStart = undefined;
  if (choose?.()) return;
  const exists =
    place?.kind === 'channel' ? channels.some(({ id }) => id === place.id) : apps.some(({ id }) => id === place?.id);
  const app = place?.kind === 'app' ? apps.find(({ id }) => id === place.id) : undefined;
  if (app && !app.hasHome && place?.kind === 'app' && place.tab === 'home') go({ ...place, tab: 'messages' });
  else if (exists && place) void load(place);
  else go(firstPlace(channels, me.id));
  if (exists && thread) void loadThread(thread.channel, thread.ts);
  writeAddress({ as: me.id, place: state.place, thread: state.thread });
}

export function go(place: Place | undefined): void {
  change({ type: 'go', place });
  writeAddress({ as: state.me?.id, place, thread: undefined });
  if (place) void load(place);
}

async function load(place: Place): Promise<void> {
  if (place.kind === 'channel') {
    if (!state.conversations[place.id]?.loaded) await loadHistory(place.id);
    return markRead(place.id);
  }
  await ask({ act: 'open_home', appId: place.id, tab: place.tab });
}

/** The newest messages, or those older than `before`. */
export async function loadHistory(channel: string, before?: string): Promise<void> {
  const answer = await ask({ act: 'history', channel, before });
  if (!answer.ok) return;
  const messages = [...(answer.messages ?? [])].sort((a, b) => (a.ts < b.ts ? -1 : 1));
  // The server decides the page size; only an empty page is certainly the end.
  const more = before ? messages.length > 0 : messages.length >= Math.min(PAGE_SIZE, 20);
  change({ type: 'history', channel, messages, before, more });
}

export function openThread(channel: string, ts: string): void {
  change({ type: 'thread', thread: { channel, ts } });
  writeAddress({ as: state.me?.id, place: state.place, thread: state.thread });
  void loadThread(channel, ts);
}

export function closeThread(): void {
  change({ type: 'thread', thread: undefined });
  writeAddress({ as: state.me?.id, place: state.place, thread: undefined });
}

async function loadThread(channel: string, threadTs: string): Promise<void> {
  const answer = await ask({ act: 'history', channel, threadTs });
  if (answer.ok) change({ type: 'history', channel, messages: answer.messages ?? [], threadTs, more: false });
}

/** Marks the channel as read. */
export function markRead(channelId: string): void {
  const newest = state.conversations[channelId]?.messages.findLast(
    (message) => isTopLevel(message) && !message.ephemeral,
  );
  const channel = state.channels.find(({ id }) => id === channelId);
  if (!newest || !channel || (newest.ts <= channel.lastRead && channel.unread === 0)) return;
  change({ type: 'read', channel: channelId, ts: newest.ts });
  void ask({ act: 'mark_read', channel: channelId, ts: newest.ts }, { quiet: true });
}

function readIfSeen(message: Message): void {
  if (document.visibilityState === 'visible' && shownChannel(state) === message.channel) markRead(message.channel);
}

/** The open conversation: that of the place, or the app's direct message in its messages tab. */
export function shownChannel({ place, apps, channels }: State): string | undefined {
  if (place?.kind === 'channel') return place.id;
  if (place?.kind !== 'app' || place.tab !== 'messages') return undefined;
  const bot = apps.find(({ id }) => id === place.id)?.botUserId;
  return channels.find(({ kind, members }) => kind === 'im' && bot && members.includes(bot))?.id;
}
