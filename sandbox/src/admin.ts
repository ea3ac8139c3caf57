import type { Json } from './json.ts';
import {
  archiveChannel,
  createChannel,
  deleteChannel,
  joinChannel,
  leaveChannel,
  renameChannel,
  requireChannel,
  shareChannel,
} from './state/channels.ts';
import { type FunctionRun, startFunction } from './state/functions.ts';
import { fixedId } from './state/ids.ts';
import { requireOptional } from './state/manifest.ts';
import { addMessage } from './state/messages.ts';
import { teamIdsOf } from './state/organisation.ts';
import { changeDnd, changeGroup, changePerson, personNamed, switchGroup } from './state/people.ts';
import type { ChannelRecord, PersonRecord } from './state/records.ts';
import { addPerson } from './state/store.ts';
import type { PersonSpec } from './state/workspace-spec.ts';
import type { World } from './world.ts';

/** Operations of a workspace admin. Channels are given by name, people by key. */
export interface Admin {
  createChannel(name: string, members: string[], kind?: 'channel' | 'private'): ChannelRecord;
  /** Another app, such as a form tool, posts through an incoming webhook. Returns the message's `ts`. */
  appPosts(channel: string, app: string, message: { text: string; blocks?: Json[]; attachments?: Json[] }): string;
  archive(channel: string): void;
  unarchive(channel: string): void;
  rename(channel: string, name: string): void;
  deleteChannel(channel: string): void;
  share(channel: string): void;
  invite(channel: string, person: string): void;
  kick(channel: string, person: string): void;
  inviteBot(channel: string): void;
  kickBot(channel: string): void;
  hire(key: string, spec?: PersonSpec): PersonRecord;
  deactivate(person: string): void;
  reactivate(person: string): void;
  makeGuest(person: string): void;
  /** A guest becomes a full member. */
  makeMember(person: string): void;
  makeAdmin(person: string): void;
  changeProfile(
    person: string,
    change: Partial<Pick<PersonRecord, 'name' | 'realName' | 'email' | 'title' | 'tz'>>,
  ): void;
  setStatus(person: string, status: { text: string; emoji: string }): void;
  setPresence(person: string, presence: 'active' | 'away'): void;
  /** Turns do-not-disturb on until this time (in seconds), or off if left out. */
  setDnd(person: string, untilSeconds?: number): void;
  setGroup(handle: string, members: string[]): void;
  disableGroup(handle: string): void;
  enableGroup(handle: string): void;
  /** The workspaces, by domain, that the organisation's installation of the app may use from now on. */
  grant(domains: string[]): void;
  /** Installs the app again, without these optional scopes of its manifest. The token stays the same. */
  reinstall(declinedScopes?: string[]): void;
  /** Runs a step of the app in a workflow. The returned object changes when the app completes it. */
  runFunction(callbackId: string, inputs?: Record<string, unknown>): FunctionRun;
  /** Replaces tokens or the signing secret, whose former values are refused from now on. */
  rotate(credentials: Partial<Pick<World['credentials'], 'botToken' | 'appToken' | 'signingSecret'>>): void;
  /** Revokes the bot's token permanently. */
  uninstall(): void;
}

export function createAdmin(world: World): Admin {
  const { store } = world;
  const person = (key: string): string => personNamed(store, key).id;
  const channel = (name: string): ChannelRecord => requireChannel(store, name);
  const by = [...store.people.values()].find((each) => each.isAdmin)?.id ?? 'USLACKBOT';
  const change = (key: string, part: Partial<PersonRecord>): void => {
    changePerson(store, person(key), part);
  };
  return {
    createChannel: (name, members, kind = 'channel') => createChannel(store, name, kind, members.map(person)),
    appPosts: (name, username, message) =>
      addMessage(store, {
        ...{ channel: channel(name).id, user: 'USLACKBOT', username, subtype: 'bot_message' },
        ...{ botId: fixedId('B', username), ...message },
      }).ts,
    archive: (name) => archiveChannel(store, channel(name), by),
    unarchive: (name) => archiveChannel(store, channel(name), by, false),
    rename: (name, to) => renameChannel(store, channel(name), to, by),
    deleteChannel: (name) => deleteChannel(store, channel(name), by),
    share: (name) => shareChannel(store, channel(name), by),
    invite: (name, key) => joinChannel(store, channel(name), person(key), by),
    kick: (name, key) => leaveChannel(store, channel(name), person(key)),
    inviteBot: (name) => joinChannel(store, channel(name), store.app.botUserId, by),
    kickBot: (name) => leaveChannel(store, channel(name), store.app.botUserId),
    hire: (key, spec = {}) => {
      const hired = addPerson(store, key, spec);
      store.changes.emit({ type: 'person_joined', person: hired });
      return hired;
    },
    deactivate: (key) => change(key, { deleted: true }),
    reactivate: (key) => change(key, { deleted: false }),
    makeGuest: (key) => change(key, { isGuest: true, isAdmin: false }),
    makeMember: (key) => change(key, { isGuest: false }),
    makeAdmin: (key) => change(key, { isAdmin: true, isGuest: false }),
    changeProfile: change,
    setStatus: (key, { text, emoji }) => change(key, { statusText: text, statusEmoji: emoji }),
    setPresence: (key, presence) => {
      personNamed(store, key).away = presence === 'away';
    },
    setDnd: (key, until) => changeDnd(store, person(key), until),
    setGroup: (handle, members) => {
      changeGroup(store, handle, members.map(person));
    },
    disableGroup: (handle) => switchGroup(store, handle, false),
    enableGroup: (handle) => switchGroup(store, handle, true),
    grant: (domains) => {
      if (!store.organisation?.granted) throw new Error('The app is not installed on an organisation.');
      store.organisation.granted = teamIdsOf(store, domains);
    },
    reinstall: (declinedScopes = []) => {
      store.app.declinedScopes = requireOptional(store.manifest, declinedScopes);
    },
    runFunction: (callbackId, inputs = {}) => startFunction(store, callbackId, inputs),
    rotate: (credentials) => void Object.assign(world.credentials, credentials),
    uninstall: () => {
      // Slack sends these events before the token stops working.
      store.changes.emit({ type: 'token_revoked' });
      store.changes.emit({ type: 'app_uninstalled' });
      setTimeout(() => {
        store.app.installed = false;
      }, 50).unref();
    },
  };
}
