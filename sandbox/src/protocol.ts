/**
 * What passes between the sandbox and its page, over one WebSocket (`/live?as=<user id>`), as JSON.
 * The page sends acts of the person it plays and gets one answer for each; the server pushes what that person may see.
 * Times are Slack's: `ts` strings for messages, seconds for everything else, milliseconds only where the name says `Ms`.
 */
import type { KnownBlock, MessageAttachment, View } from '@slack/types';

export interface Person {
  id: string;
  name: string;
  realName: string;
  email: string;
  title: string;
  tz: string;
  tzOffset: number;
  statusText: string;
  statusEmoji: string;
  isBot: boolean;
  isAdmin: boolean;
  /** Single- or multi-channel guest. */
  isGuest: boolean;
  /** Of another workspace, here through Slack Connect. */
  isStranger: boolean;
  deleted: boolean;
}

export interface Channel {
  id: string;
  /** Without `#`. For a direct message, the other person's name. */
  name: string;
  kind: 'channel' | 'private' | 'im';
  topic: string;
  members: string[];
  isArchived: boolean;
  isShared: boolean;
  /** Newest message that the person has read. */
  lastRead: string;
  unread: number;
}

export interface Reaction {
  name: string;
  users: string[];
}

export interface StoredFile {
  id: string;
  name: string;
  title: string;
  mimetype: string;
  size: number;
  url: string;
}

export interface Message {
  channel: string;
  ts: string;
  /** Undefined for what an app or person posts at the top level. */
  threadTs?: string;
  user: string;
  botId?: string;
  text: string;
  blocks?: KnownBlock[];
  /** The older form of rich messages; many apps still send a coloured bar this way. */
  attachments?: MessageAttachment[];
  files?: StoredFile[];
  reactions: Reaction[];
  edited: boolean;
  replyCount: number;
  latestReply?: string;
  /** Seen by this person alone, and gone after a reload, as in Slack. */
  ephemeral: boolean;
  subtype?: string;
}

/** A view as the person sees it, with the ids that the server gave it. */
export type ShownView = View & { id: string; hash: string; app_id: string };

export interface AppInfo {
  id: string;
  name: string;
  botUserId: string;
  connected: boolean;
  commands: { command: string; description: string; usageHint: string }[];
  shortcuts: { name: string; type: 'global' | 'message'; callbackId: string; description: string }[];
  hasHome: boolean;
}

export interface Snapshot {
  workspace: { id: string; name: string; domain: string };
  me: Person;
  people: Person[];
  channels: Channel[];
  userGroups: { id: string; handle: string; name: string; users: string[] }[];
  apps: AppInfo[];
  /** Open modals of this person, bottom first. */
  modals: ShownView[];
  /** Published home of each app, by app id. */
  homes: Record<string, ShownView>;
  nowMs: number;
  /** Missing where the page has nothing to steer. */
  controls?: Controls;
}

/** What the page steers beside the people: the clock, what is broken, and what there is to try. */
export interface Controls {
  clock: ClockState;
  troubles: ActiveTrouble[];
  tasks: TaskState[];
  /** Methods of the Web API that trouble can be made for. */
  methods: string[];
}

export interface ClockState {
  nowMs: number;
  /** Only a launcher that can move the app's clock as well lets the page move it. */
  canTravel: boolean;
  journey?: { fromMs: number; toMs: number };
}

/** Something that is broken. Lifted by its id; an empty one cannot be lifted. */
export interface ActiveTrouble {
  id: string;
  text: string;
}

/** What a person can have the sandbox break. */
export type TroubleSpec =
  | {
      kind: 'calls';
      times: number;
      /** Every method without. */
      method?: string;
      fault:
        | { kind: 'rate_limited'; retryAfter: number | 'none' }
        | { kind: 'status'; status: number; stored?: boolean }
        | { kind: 'html' }
        | { kind: 'hang' };
    }
  | { kind: 'down' | 'sockets_refused' | 'sockets_frozen' }
  | { kind: 'auth'; error: 'invalid_auth' | 'account_inactive' | 'token_revoked' }
  /** Passes at once: the app is expected to connect again. */
  | { kind: 'drop_sockets'; reason: 'abrupt' | 'warning' | 'refresh_requested' }
  | { kind: 'duplicates'; copies: number }
  | { kind: 'late'; lateMs: number }
  | { kind: 'archive'; channel: string }
  | { kind: 'deactivate'; person: string };

export interface TaskState {
  id: string;
  title: string;
  hint: string;
  done: boolean;
}

/** One call of the app or one delivery to it, in a line. */
export interface TrafficEntry {
  /** Counts up; an entry that is told again replaces the earlier one. */
  id: number;
  kind: 'call' | 'delivery';
  /** By the sandbox's clock. */
  atMs: number;
  /** The method; or the type of the event, of the interaction, or the command. */
  name: string;
  /** The few arguments by which one knows it again. */
  detail: string;
  state: 'under_way' | 'ok' | 'failed';
  /** What came back, in a word or two. */
  outcome: string;
  tookMs?: number;
  /** How often it was delivered before. */
  attempt: number;
  /** Set when trouble was made for it. */
  fault?: string;
  /** Number of faults that validation found in it. */
  invalid: number;
}

/** All of an entry, as JSON with two spaces, tokens taken out. */
export interface TrafficDetail {
  sent: string;
  answer?: string;
  /** Where validation found what; pointers into `sent`. */
  faults: { pointer: string; text: string }[];
}

/** Pushed by the server. Every push carries whole values: the page replaces what it had. */
export type Push =
  | { type: 'snapshot'; snapshot: Snapshot }
  | { type: 'message'; message: Message }
  | { type: 'message_deleted'; channel: string; ts: string }
  | { type: 'channels'; channels: Channel[] }
  | { type: 'people'; people: Person[] }
  | { type: 'apps'; apps: AppInfo[] }
  | { type: 'modals'; modals: ShownView[] }
  | { type: 'home'; appId: string; view: ShownView }
  /** Something that Slack would show at the composer or as a banner: "/foo failed with the error operation_timeout". */
  | { type: 'notice'; text: string; level: 'info' | 'error' }
  | { type: 'clock'; clock: ClockState }
  | { type: 'troubles'; troubles: ActiveTrouble[] }
  | { type: 'tasks'; tasks: TaskState[] }
  /** What is new or has ended, oldest first. */
  | { type: 'traffic'; entries: TrafficEntry[] }
  | { type: 'answer'; id: number; result: ActResult };

export type ActResult =
  | {
      ok: true;
      messages?: Message[];
      options?: SuggestedOption[];
      groups?: SuggestedGroup[];
      file?: StoredFile;
      traffic?: TrafficEntry[];
      detail?: TrafficDetail;
    }
  /** Errors at fields of a modal, by block id; or one sentence. */
  | { ok: false; error: string; fieldErrors?: Record<string, string> };

export interface SuggestedOption {
  text: { type: 'plain_text' | 'mrkdwn'; text: string };
  value: string;
  description?: { type: 'plain_text'; text: string };
}
export interface SuggestedGroup {
  label: { type: 'plain_text'; text: string };
  options: SuggestedOption[];
}

/** Where a block stands that a person acts on. */
export type Container =
  | { type: 'message'; channel: string; ts: string; ephemeral?: boolean }
  | { type: 'view'; viewId: string };

/** The state of inputs as Slack sends it: block id, action id, value object (`{type, value | selected_option | ...}`). */
export type ViewState = Record<string, Record<string, Record<string, unknown> & { type: string }>>;

/**
 * What a person does. `act` names it; the answer says whether Slack took it.
 * The text of `say`, `edit` and `command` is as typed: the server escapes it and makes mentions of `@name` and `#channel`.
 */
export type Act =
  | { act: 'history'; channel: string; before?: string; threadTs?: string }
  | { act: 'mark_read'; channel: string; ts: string }
  | { act: 'say'; channel: string; text: string; threadTs?: string; fileIds?: string[] }
  | { act: 'edit'; channel: string; ts: string; text: string }
  | { act: 'delete'; channel: string; ts: string }
  | { act: 'command'; channel: string; command: string; text: string }
  | { act: 'react'; channel: string; ts: string; name: string }
  | { act: 'unreact'; channel: string; ts: string; name: string }
  /** `action` is the element's part of a block_actions payload: `{type, action_id, block_id, value | selected_option ...}`. */
  | { act: 'block_action'; container: Container; action: Record<string, unknown>; state: ViewState }
  | { act: 'suggest'; container: Container; actionId: string; blockId: string; value: string }
  | { act: 'submit_view'; viewId: string; state: ViewState }
  | { act: 'close_view'; viewId: string; clear: boolean }
  | { act: 'global_shortcut'; appId: string; callbackId: string }
  | { act: 'message_shortcut'; appId: string; callbackId: string; channel: string; ts: string }
  | { act: 'open_home'; appId: string; tab: 'home' | 'messages' }
  | { act: 'open_dm'; user: string }
  | { act: 'join'; channel: string }
  | { act: 'set_status'; text: string; emoji: string }
  /** Stores a file that is not shared yet, in answer to which its `file` comes; `say.fileIds` or a file input shares it. */
  | { act: 'upload'; name: string; mimetype: string; dataBase64: string }
  /** Answered when the clock has arrived and the app has done what became due. */
  | { act: 'travel'; toMs: number }
  | { act: 'make_trouble'; trouble: TroubleSpec }
  | { act: 'lift_trouble'; troubleId: string }
  | { act: 'clear_troubles' }
  /** The newest entries of the log, oldest first, in the answer's `traffic`. */
  | { act: 'traffic' }
  /** One entry in full, in the answer's `detail`. */
  | { act: 'traffic_detail'; entryId: number };

/** Sent by the page: an act with a number of the page's choosing, which the answer repeats. */
export type Ask = Act & { id: number };
