/**
 * Between the sandbox and its page: JSON over one WebSocket (`/live?as=<user id>`). The page sends acts of the person it
 * plays, each with one answer; the server pushes changes that this person may see. Times are as in Slack: `ts`, or seconds; `…Ms` are milliseconds.
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
  /** From another workspace, connected through Slack Connect. */
  isStranger: boolean;
  deleted: boolean;
}

export interface Channel {
  id: string;
  /** Without `#`. In a direct message, the other person's name. */
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
  alt: string;
  mimetype: string;
  size: number;
  url: string;
}

export interface Message {
  channel: string;
  ts: string;
  /** Undefined for a message at the top level. */
  threadTs?: string;
  user: string;
  botId?: string;
  username?: string;
  text: string;
  blocks?: KnownBlock[];
  /** The older form of rich messages. */
  attachments?: MessageAttachment[];
  files?: StoredFile[];
  reactions: Reaction[];
  edited: boolean;
  replyCount: number;
  latestReply?: string;
  /** Ephemeral: visible to this person only, and gone after a reload, as in Slack. */
  ephemeral: boolean;
  subtype?: string;
}

/** A view as the person sees it, with the ids that the server assigned. */
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
  /** Missing if the page has no controls. */
  controls?: Controls;
}

/** Controls of the page: the clock, the active faults, and the tasks to try. */
export interface Controls {
  clock: ClockState;
  faults: ShownFault[];
  tasks: TaskState[];
  /** Web API methods that a fault can be planned for. */
  methods: string[];
}

export interface ClockState {
  nowMs: number;
  /** The page can move the clock only if the launcher can also move the app's clock. */
  canTravel: boolean;
  clockMove?: { fromMs: number; toMs: number };
}

/** An active fault. Lifted by its id; a fault with an empty id cannot be lifted. */
export interface ShownFault {
  id: string;
  text: string;
}

/** A fault that a person can start. */
export type FaultSpec =
  | {
      kind: 'calls';
      times: number;
      /** Missing for every method. */
      method?: string;
      fault:
        | { kind: 'rate_limited'; retryAfter: number | 'none' }
        | { kind: 'status'; status: number; stored?: boolean }
        | { kind: 'html' }
        | { kind: 'hang' };
    }
  | { kind: 'down' | 'sockets_refused' | 'sockets_frozen' }
  | { kind: 'auth'; error: 'invalid_auth' | 'account_inactive' | 'token_revoked' }
  /** Ends at once: the app is expected to reconnect. */
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
  link?: TaskLink;
}

/** Takes the person to the place of a task, and starts it. */
export interface TaskLink {
  label: string;
  /** Id of the person to view the workspace as. */
  as?: string;
  place?: { kind: 'channel'; id: string } | { kind: 'app'; id: string; tab: 'home' | 'messages' };
  /** The message of the next step. The page marks it. */
  message?: { channel: string; ts: string };
  start?: TaskStart;
}

export type TaskStart =
  | { kind: 'command'; channel: string; command: string; text: string }
  | { kind: 'message_shortcut'; appId: string; callbackId: string; channel: string; ts: string }
  | { kind: 'next_working_morning' }
  | { kind: 'fault'; fault: FaultSpec }
  /** Opens the address in another window. */
  | { kind: 'visit'; url: string };

/** One call of the app or one delivery to it, on one line. */
export interface TrafficEntry {
  /** Increasing; an entry with the same id replaces the earlier one. */
  id: number;
  kind: 'call' | 'delivery';
  /** In the sandbox's time. */
  atMs: number;
  /** The method, or the type of the event, of the interaction, or the command. */
  name: string;
  /** The few arguments that identify it. */
  detail: string;
  state: 'under_way' | 'ok' | 'failed';
  /** The answer, in a word or two. */
  outcome: string;
  tookMs?: number;
  /** Number of earlier deliveries. */
  attempt: number;
  /** Set if a fault was applied to it. */
  fault?: string;
  /** Number of validation faults. */
  invalid: number;
}

/** The full entry, as JSON indented by two spaces, without tokens. */
export interface TrafficDetail {
  sent: string;
  answer?: string;
  /** The validation faults; pointers are into `sent`. */
  faults: { pointer: string; text: string }[];
}

/** Pushed by the server. Every push carries whole values, which replace the page's old ones. */
export type Push =
  | { type: 'snapshot'; snapshot: Snapshot }
  | { type: 'message'; message: Message }
  | { type: 'message_deleted'; channel: string; ts: string }
  | { type: 'channels'; channels: Channel[] }
  | { type: 'people'; people: Person[] }
  | { type: 'apps'; apps: AppInfo[] }
  | { type: 'modals'; modals: ShownView[] }
  | { type: 'home'; appId: string; view: ShownView }
  /** A notice that Slack shows at the composer or as a banner: "/foo failed with the error operation_timeout". */
  | { type: 'notice'; text: string; level: 'info' | 'error' }
  | { type: 'clock'; clock: ClockState }
  | { type: 'faults'; faults: ShownFault[] }
  | { type: 'tasks'; tasks: TaskState[] }
  /** New and finished entries, oldest first. */
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

/** The place of the block that a person acts on. */
export type Container =
  | { type: 'message'; channel: string; ts: string; ephemeral?: boolean }
  | { type: 'view'; viewId: string };

/**
 * The state of inputs as Slack sends it: block id, action id, value object (`{type, value | selected_option | ...}`).
 */
export type ViewState = Record<string, Record<string, Record<string, unknown> & { type: string }>>;

/**
 * An act of a person. `act` names it; the answer tells whether Slack accepted it. The text of `say`, `edit` and
 * `command` is as typed: the server escapes it and turns `@name` and `#channel` into mentions.
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
  /**
   * `action` is the element's part of a block_actions payload: `{type, action_id, block_id, value | selected_option
   * ...}`.
   */
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
  /** Stores a file without sharing it and answers with its `file`; `say.fileIds` or a file input shares it. */
  | { act: 'upload'; name: string; mimetype: string; dataBase64: string }
  /** Answered when the clock has arrived and the app has done everything that became due. */
  | { act: 'travel'; toMs: number }
  | { act: 'start_fault'; fault: FaultSpec }
  | { act: 'lift_fault'; faultId: string }
  | { act: 'clear_faults' }
  /** The newest entries of the log, oldest first, in the answer's `traffic`. */
  | { act: 'traffic' }
  /** One full entry, in the answer's `detail`. */
  | { act: 'traffic_detail'; entryId: number };

/** Sent by the page: an act with a number that the page chooses and the answer repeats. */
export type Ask = Act & { id: number };
