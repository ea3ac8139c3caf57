import type { AppInfo, Channel, Controls, Message, Person, Push, ShownView, Snapshot } from '../src/protocol.ts';

/** The open place: a conversation or an app's home. */
export type Place = { kind: 'channel'; id: string } | { kind: 'app'; id: string; tab: 'home' | 'messages' };

export interface Toast {
  id: number;
  text: string;
  level: 'info' | 'error';
}

interface Conversation {
  /** Oldest first, including replies. */
  messages: Message[];
  loaded: boolean;
  /** Older messages may exist. */
  more: boolean;
}

export interface State {
  connection: 'connecting' | 'open' | 'lost';
  workspace: Snapshot['workspace'];
  me: Person | undefined;
  people: Record<string, Person>;
  channels: Channel[];
  userGroups: Snapshot['userGroups'];
  apps: AppInfo[];
  modals: ShownView[];
  homes: Record<string, ShownView>;
  /** Offset of the sandbox's clock from this machine's. */
  clockSkewMs: number;
  conversations: Record<string, Conversation>;
  place: Place | undefined;
  /** Parent of the thread in the side panel. */
  thread: { channel: string; ts: string } | undefined;
  toasts: Toast[];
  /** Undefined until the server has sent it; stays for the life of the page. */
  controls: Controls | undefined;
}

export type Change =
  | Push
  | { type: 'connection'; connection: State['connection'] }
  | { type: 'go'; place: Place | undefined }
  | { type: 'thread'; thread: State['thread'] }
  | { type: 'history'; channel: string; messages: Message[]; before?: string; threadTs?: string; more: boolean }
  | { type: 'read'; channel: string; ts: string }
  | { type: 'toast'; text: string; level: Toast['level'] }
  | { type: 'toast_gone'; id: number }
  | { type: 'switch'; place: Place | undefined };

export const initialState: State = {
  connection: 'connecting',
  workspace: { id: '', name: '', domain: '' },
  me: undefined,
  people: {},
  channels: [],
  userGroups: [],
  apps: [],
  modals: [],
  homes: {},
  clockSkewMs: 0,
  conversations: {},
  place: undefined,
  thread: undefined,
  toasts: [],
  controls: undefined,
};

let lastToast = 0;

/** `nowMs` is this machine's time, used only to compute the offset of the sandbox's clock. */
export function reduce(state: State, change: Change, nowMs: number): State {
  switch (change.type) {
    case 'snapshot':
      return withSnapshot(state, change.snapshot, nowMs);
    case 'message':
      return withMessage(state, change.message);
    case 'message_deleted':
      return withoutMessage(state, change.channel, change.ts);
    case 'channels':
      return { ...state, channels: change.channels };
    case 'people':
      return {
        ...state,
        people: byId(change.people),
        me: change.people.find(({ id }) => id === state.me?.id) ?? state.me,
      };
    case 'apps':
      return { ...state, apps: change.apps };
    case 'modals':
      return { ...state, modals: change.modals };
    case 'home':
      return { ...state, homes: { ...state.homes, [change.appId]: change.view } };
    case 'notice':
      return withToast(state, change.text, change.level);
    case 'toast':
      return withToast(state, change.text, change.level);
    case 'toast_gone':
      return { ...state, toasts: state.toasts.filter(({ id }) => id !== change.id) };
    case 'connection':
      return { ...state, connection: change.connection };
    case 'go':
      return { ...state, place: change.place, thread: undefined };
    case 'thread':
      return { ...state, thread: change.thread };
    case 'history':
      return withHistory(state, change);
    case 'read':
      return { ...state, channels: state.channels.map((channel) => readUpTo(channel, change)) };
    case 'switch':
      // Another person has other permissions: nothing of the previous person may stay on the screen.
      return { ...initialState, place: change.place, controls: state.controls };
    case 'clock':
      return {
        ...withControls(state, { clock: change.clock }),
        clockSkewMs: change.clock.nowMs - nowMs,
      };
    case 'faults':
      return withControls(state, { faults: change.faults });
    case 'tasks':
      return withControls(state, { tasks: change.tasks });
    case 'traffic':
    case 'answer':
      return state;
  }
}

function withSnapshot(state: State, snapshot: Snapshot, nowMs: number): State {
  const { workspace, me, people, channels, userGroups, apps, modals, homes } = snapshot;
  const everyone = people.some(({ id }) => id === me.id) ? people : [...people, me];
  return {
    ...state,
    connection: 'open',
    workspace,
    me,
    people: byId(everyone),
    channels,
    userGroups,
    apps,
    modals,
    homes,
    controls: snapshot.controls,
    clockSkewMs: snapshot.nowMs - nowMs,
    // Anything may have changed while the connection was lost: the screen stays, and its data is requested again.
    conversations: Object.fromEntries(
      Object.entries(state.conversations).map(([id, conversation]) => [id, { ...conversation, loaded: false }]),
    ),
  };
}

const withControls = (state: State, part: Partial<Controls>): State => ({
  ...state,
  controls: state.controls && { ...state.controls, ...part },
});

function withMessage(state: State, message: Message): State {
  const conversation = state.conversations[message.channel] ?? { messages: [], loaded: false, more: true };
  return withConversation(state, message.channel, {
    ...conversation,
    messages: merge(conversation.messages, [message]),
  });
}

function withoutMessage(state: State, channel: string, ts: string): State {
  const conversation = state.conversations[channel];
  if (!conversation) return state;
  const messages = conversation.messages.filter((message) => message.ts !== ts);
  const next = withConversation(state, channel, { ...conversation, messages });
  return state.thread?.ts === ts ? { ...next, thread: undefined } : next;
}

function withHistory(state: State, change: Extract<Change, { type: 'history' }>): State {
  const conversation = state.conversations[change.channel] ?? { messages: [], loaded: false, more: true };
  const kept = conversation.messages.filter((message) => !isAnsweredFor(message, change));
  return withConversation(state, change.channel, {
    messages: merge(kept, change.messages),
    loaded: conversation.loaded || !change.threadTs,
    more: change.threadTs ? conversation.more : change.more,
  });
}

/**
 * Whether the returned history covers this message, so that the message is removed if it is missing: it may have been
 * deleted while the connection was lost. Ephemeral messages are in no history and stay until the page is reloaded.
 */
function isAnsweredFor(message: Message, change: Extract<Change, { type: 'history' }>): boolean {
  if (message.ephemeral) return false;
  if (change.threadTs) return message.threadTs === change.threadTs || message.ts === change.threadTs;
  const oldest = change.messages[0]?.ts;
  if (change.before || !isTopLevel(message)) return false;
  return !change.more || (oldest !== undefined && message.ts >= oldest);
}

function withConversation(state: State, channel: string, conversation: Conversation): State {
  return { ...state, conversations: { ...state.conversations, [channel]: conversation } };
}

/** Slack's `ts` sort as text: they have equal length, seconds first. */
function merge(old: Message[], fresh: Message[]): Message[] {
  const byTs = new Map(old.map((message) => [message.ts, message]));
  for (const message of fresh) byTs.set(message.ts, message);
  return [...byTs.values()].sort((a, b) => (a.ts < b.ts ? -1 : a.ts > b.ts ? 1 : 0));
}

function withToast(state: State, text: string, level: Toast['level']): State {
  // A repeated failure is shown once.
  if (state.toasts.at(-1)?.text === text) return state;
  lastToast += 1;
  return { ...state, toasts: [...state.toasts, { id: lastToast, text, level }].slice(-4) };
}

function readUpTo(channel: Channel, { channel: id, ts }: { channel: string; ts: string }): Channel {
  return channel.id === id && ts > channel.lastRead ? { ...channel, lastRead: ts, unread: 0 } : channel;
}

const byId = (people: Person[]): Record<string, Person> =>
  Object.fromEntries(people.map((person) => [person.id, person]));

/** A message of the channel itself, or a reply that was also sent to it. */
export function isTopLevel(message: Message): boolean {
  return !message.threadTs || message.threadTs === message.ts || message.subtype === 'thread_broadcast';
}

/** The direct message between the person and `user`, if it exists. */
export function directMessageWith(channels: Channel[], user: string, me: string | undefined): Channel | undefined {
  return channels.find(
    ({ kind, members }) => kind === 'im' && (user === me ? members.every((id) => id === me) : members.includes(user)),
  );
}

/** The place to open when the address names none. */
export function firstPlace(channels: Channel[], me: string): Place | undefined {
  const joined = channels.filter(({ kind, members }) => kind !== 'im' && members.includes(me));
  const first = joined.find(({ unread }) => unread > 0) ?? joined[0] ?? channels[0];
  return first && { kind: 'channel', id: first.id };
}
