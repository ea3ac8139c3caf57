import type { Json } from '../json.ts';

export interface PersonRecord {
  id: string;
  /** The person's key in the workspace spec; for the bot, its handle. */
  key: string;
  teamId: string;
  name: string;
  realName: string;
  displayName: string;
  email: string;
  title: string;
  tz: string;
  statusText: string;
  statusEmoji: string;
  isBot: boolean;
  isAdmin: boolean;
  isGuest: boolean;
  /** From another workspace, connected through Slack Connect. */
  isStranger: boolean;
  /** Ids of the workspaces of the Enterprise organisation that the person is a member of; empty outside of one. */
  organisationTeams: string[];
  isOrgAdmin: boolean;
  /** One of the many people that only make the workspace large. */
  isCrowd: boolean;
  deleted: boolean;
  away: boolean;
  /** Seconds. */
  updated: number;
  dnd: { enabled: boolean; nextStart: number; nextEnd: number };
}

export interface ChannelRecord {
  id: string;
  /** Without `#`; empty for a direct message. */
  name: string;
  kind: 'channel' | 'private' | 'im';
  topic: string;
  /** In the order in which they joined. */
  members: string[];
  creator: string;
  created: number;
  isArchived: boolean;
  /** Shared with another company through Slack Connect. */
  isShared: boolean;
  /** Ids of its workspaces: several when the organisation shares it between them. */
  teamIds: string[];
  previousNames: string[];
}

export interface UserGroupRecord {
  id: string;
  handle: string;
  name: string;
  users: string[];
  teamId: string;
  created: number;
  updated: number;
  /** Seconds; 0 while the group is enabled. */
  disabled: number;
}

export interface MessageRecord {
  channel: string;
  ts: string;
  threadTs?: string;
  user: string;
  botId?: string;
  /** The name of another app that posted it through an incoming webhook. */
  username?: string;
  text: string;
  blocks?: Json[];
  attachments?: Json[];
  files?: string[];
  metadata?: { event_type: string; event_payload: Json };
  reactions: { name: string; users: string[] }[];
  edited?: { user: string; ts: string };
  subtype?: string;
  /** A reply that is also sent to the channel. */
  broadcast?: boolean;
  clientMsgId?: string;
  /** Ephemeral: visible to this person only. */
  ephemeralTo?: string;
  inviter?: string;
}

export interface FileRecord {
  id: string;
  name: string;
  title: string;
  /** Describes a picture to people who do not see it. */
  alt: string;
  mimetype: string;
  bytes: Uint8Array;
  user: string;
  created: number;
  uploadTicket: string;
  state: 'awaiting' | 'uploaded' | 'complete';
  /** Real time at which Slack has processed the file and knows its type. */
  readyAtMs: number;
  shares: { channel: string; ts: string; threadTs?: string }[];
}

export interface ViewRecord {
  id: string;
  hash: string;
  userId: string;
  type: 'modal' | 'home';
  /** As the app sent it, with ids for blocks and actions that had none. */
  view: Json & { blocks: Json[] };
  externalId: string;
  rootViewId: string;
  /** The window of the page that shows this modal; undefined for all windows of the person. */
  window?: string;
  previousViewId: string | null;
}
