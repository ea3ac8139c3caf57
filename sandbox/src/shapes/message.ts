import type { Json } from '../json.ts';
import { defined } from '../json.ts';
import { parentUser, repliesTo } from '../state/messages.ts';
import type { MessageRecord } from '../state/records.ts';
import type { Store } from '../state/store.ts';
import { fileShape } from './file.ts';

export function botProfile(store: Store): Json {
  return {
    id: store.app.botId,
    deleted: false,
    name: store.app.name,
    updated: Math.floor(store.people.get(store.app.botUserId)?.updated ?? 0),
    app_id: store.app.id,
    icons: {},
    team_id: store.team.id,
  };
}

export const reactionsShape = (message: MessageRecord): Json[] =>
  message.reactions.map((each) => ({ name: each.name, users: each.users, count: each.users.length }));

const threadShape = (store: Store, message: MessageRecord): Json => {
  const replies = repliesTo(store, message.channel, message.ts);
  if (replies.length === 0) return message.threadTs ? { thread_ts: message.threadTs } : {};
  const users = [...new Set(replies.map((reply) => reply.user))];
  return {
    thread_ts: message.ts,
    reply_count: replies.length,
    reply_users_count: users.length,
    latest_reply: replies.at(-1)?.ts,
    reply_users: users,
    is_locked: false,
    subscribed: false,
  };
};

/** Of another app, Slack tells only the id. */
const botPart = (store: Store, { botId, username }: MessageRecord): Json => {
  if (botId === undefined) return {};
  return { bot_id: botId, ...(username === undefined && { app_id: store.app.id, bot_profile: botProfile(store) }) };
};

/** A message as `conversations.history` returns it. Metadata is included on request. */
export function historyShape(store: Store, url: string, message: MessageRecord, withMetadata: boolean): Json {
  const shape = messageShape(store, url, message);
  if (message.reactions.length > 0) shape.reactions = reactionsShape(message);
  if (withMetadata && message.metadata) shape.metadata = message.metadata;
  return shape;
}

/** A message in interaction payloads. */
export function messageInPayload(store: Store, url: string, message: MessageRecord): Json {
  const shape = messageShape(store, url, message);
  if (message.reactions.length > 0)
    shape.reactions = message.reactions.map((each) => ({ name: each.name, count: each.users.length }));
  if (message.metadata) shape.metadata = message.metadata;
  return shape;
}

function messageShape(store: Store, url: string, message: MessageRecord): Json {
  const files = (message.files ?? []).flatMap((id) => store.files.get(id) ?? []);
  return defined({
    type: 'message',
    subtype: message.broadcast ? 'thread_broadcast' : message.subtype,
    user: message.username === undefined ? message.user : undefined,
    username: message.username,
    ts: message.ts,
    client_msg_id: message.clientMsgId,
    text: message.text,
    team: store.people.get(message.user)?.teamId ?? store.team.id,
    ...botPart(store, message),
    blocks: message.blocks,
    attachments: message.attachments,
    files: files.length > 0 ? files.map((file) => fileShape(store, url, file)) : undefined,
    upload: files.length > 0 ? false : undefined,
    edited: message.edited,
    inviter: message.inviter,
    hidden: message.subtype === 'tombstone' ? true : undefined,
    ...threadShape(store, message),
    parent_user_id: parentUser(store, message),
  });
}
