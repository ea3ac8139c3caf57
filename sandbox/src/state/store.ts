import type { Changes } from './changes.ts';
import { createChanges } from './changes.ts';
import type { FunctionRun } from './functions.ts';
import { fixedId } from './ids.ts';
import type { Manifest } from './manifest.ts';
import type { OauthCode } from './oauth-codes.ts';
import { createOrganisation, isOfTeams, type Organisation, teamIdsOf, type Workspace } from './organisation.ts';
import type { ChannelRecord, FileRecord, MessageRecord, PersonRecord, UserGroupRecord, ViewRecord } from './records.ts';
import type { ResponseUrl } from './response-urls.ts';
import type { ScheduledMessage } from './scheduled.ts';
import type { Trigger } from './triggers.ts';
import type { PersonSpec, WorkspaceSpec } from './workspace-spec.ts';

export interface Clock {
  now(): Date;
}

/** The state of the workspace. Plain data; the functions of this folder change it and emit `changes`. */
export interface Store {
  clock: Clock;
  changes: Changes;
  manifest: Manifest;
  /** The first workspace. `strangersId` is the one of the people from another company. */
  team: Workspace & { strangersId: string };
  organisation?: Organisation;
  app: {
    id: string;
    name: string;
    botId: string;
    botUserId: string;
    connected: boolean;
    installed: boolean;
    declinedScopes: string[];
  };
  people: Map<string, PersonRecord>;
  channels: Map<string, ChannelRecord>;
  groups: Map<string, UserGroupRecord>;
  /** By channel, oldest first. */
  messages: Map<string, MessageRecord[]>;
  ephemerals: MessageRecord[];
  files: Map<string, FileRecord>;
  views: Map<string, ViewRecord>;
  /** Ids of a person's open modals, bottom first. */
  modals: Map<string, string[]>;
  /** Id of the published home, by person. */
  homes: Map<string, string>;
  triggers: Map<string, Trigger>;
  responseUrls: Map<string, ResponseUrl>;
  scheduled: Map<string, ScheduledMessage>;
  /** `channel/ts` of a message with links, by the id for chat.unfurl. */
  unfurls: Map<string, string>;
  functionRuns: Map<string, FunctionRun>;
  oauthCodes: Map<string, OauthCode>;
  /** Newest message read, by `person/channel`. */
  lastRead: Map<string, string>;
  lastTsMicros: number;
}

export const nowSeconds = (store: Store): number => Math.floor(store.clock.now().getTime() / 1000);

/**
 * A timestamp as Slack makes them: unique and increasing. Slack's clock never goes back, even if a test's clock does.
 */
export function nextTs(store: Store): string {
  const micros = Math.max(Math.floor(store.clock.now().getTime() * 1000), store.lastTsMicros + 1);
  store.lastTsMicros = micros;
  // Always ten digits before the point, so that timestamps compare as text.
  const text = String(micros).padStart(16, '0');
  return `${text.slice(0, -6)}.${text.slice(-6)}`;
}

function personRecord(store: Store, key: string, spec: PersonSpec): PersonRecord {
  const realName = spec.realName ?? key.charAt(0).toUpperCase() + key.slice(1);
  const isStranger = spec.stranger ?? false;
  const teamIds = teamIdsOf(store, spec.workspaces);
  return {
    id: spec.id ?? fixedId('U', key),
    key,
    teamId: isStranger ? store.team.strangersId : (teamIds[0] ?? store.team.id),
    name: spec.name ?? key,
    realName,
    displayName: spec.displayName ?? spec.name ?? key,
    email: spec.email ?? `${key}@${isStranger ? 'partner' : store.team.domain}.example`,
    title: spec.title ?? '',
    tz: spec.tz ?? 'Etc/UTC',
    statusText: spec.status?.text ?? '',
    statusEmoji: spec.status?.emoji ?? '',
    isBot: false,
    isAdmin: spec.admin ?? false,
    isGuest: spec.guest ?? false,
    isStranger,
    organisationTeams: store.organisation && !isStranger ? teamIds : [],
    isOrgAdmin: spec.orgAdmin ?? false,
    isCrowd: false,
    deleted: spec.deleted ?? false,
    away: false,
    updated: nowSeconds(store),
    dnd: { enabled: false, nextStart: 1, nextEnd: 1 },
  };
}

/** Throws when a channel or group names an unknown person. */
function idsOf(byKey: ReadonlyMap<string, string>, keys: readonly string[], where: string): string[] {
  return keys.map((key) => {
    const id = byKey.get(key);
    if (id === undefined) throw new Error(`${where} has the member "${key}", who is not in \`people\`.`);
    return id;
  });
}

export function addPerson(store: Store, key: string, spec: PersonSpec): PersonRecord {
  const person = personRecord(store, key, spec);
  if (store.people.has(person.id)) throw new Error(`There is already a person called "${key}".`);
  store.people.set(person.id, person);
  return person;
}

function fill(store: Store, spec: WorkspaceSpec): void {
  for (const [key, person] of Object.entries(spec.people)) addPerson(store, key, person);
  for (let number = 1; number <= (spec.crowd ?? 0); number += 1) {
    addPerson(store, `p${number}`, { realName: `Person ${number}` }).isCrowd = true;
  }
  const byKey = new Map(Array.from(store.people.values(), ({ key, id }) => [key, id]));
  const everyone = [...store.people.values()].filter((p) => !p.isGuest && !p.isStranger && !p.deleted && !p.isBot);
  const botIn = new Set(spec.botIn ?? []);
  for (const name of botIn)
    if (!spec.channels[name]) throw new Error(`The bot is in "${name}", which is not a channel.`);
  for (const [name, channel] of Object.entries(spec.channels)) {
    const teamIds = teamIdsOf(store, channel.workspaces);
    const members = channel.members
      ? idsOf(byKey, channel.members, `The channel "${name}"`)
      : everyone.filter((person) => isOfTeams(store, person, teamIds)).map((person) => person.id);
    if (botIn.has(name)) members.push(store.app.botUserId);
    const id = fixedId('C', name);
    store.channels.set(id, {
      id,
      name,
      kind: channel.kind ?? 'channel',
      topic: channel.topic ?? '',
      members,
      creator: members[0] ?? store.app.botUserId,
      created: nowSeconds(store),
      isArchived: false,
      isShared: channel.shared ?? false,
      teamIds,
      previousNames: [],
    });
  }
  for (const [handle, group] of Object.entries(spec.userGroups ?? {})) {
    const id = fixedId('S', handle);
    const users = idsOf(byKey, group.members, `The user group "${handle}"`);
    const at = nowSeconds(store);
    const [teamId = store.team.id] = teamIdsOf(store, group.workspace === undefined ? undefined : [group.workspace]);
    const name = group.name ?? handle;
    store.groups.set(id, { id, handle, name, users, teamId, created: at, updated: at, disabled: 0 });
  }
}

/** A workspace as the spec describes it, with the app installed. */
export function createStore(
  spec: WorkspaceSpec,
  manifest: Manifest,
  clock: Clock,
  declinedScopes: string[] = [],
): Store {
  const appName = manifest.display_information.name;
  const domain = spec.domain ?? 'acme';
  const store: Store = {
    clock,
    changes: createChanges(),
    manifest,
    team: {
      id: fixedId('T', domain),
      name: spec.name ?? 'Acme',
      domain,
      strangersId: fixedId('T', `${domain}/partner`),
    },
    app: {
      id: fixedId('A', appName),
      name: appName,
      botId: fixedId('B', appName),
      botUserId: fixedId('U', `bot/${appName}`),
      connected: false,
      installed: true,
      declinedScopes,
    },
    people: new Map(),
    channels: new Map(),
    groups: new Map(),
    messages: new Map(),
    ephemerals: [],
    files: new Map(),
    views: new Map(),
    modals: new Map(),
    homes: new Map(),
    triggers: new Map(),
    responseUrls: new Map(),
    scheduled: new Map(),
    unfurls: new Map(),
    functionRuns: new Map(),
    oauthCodes: new Map(),
    lastRead: new Map(),
    lastTsMicros: 0,
  };
  store.organisation = createOrganisation(spec, { id: store.team.id, name: store.team.name, domain });
  const botName = (manifest.features.bot_user?.display_name ?? appName).toLowerCase().replace(/\s+/g, '');
  const bot = personRecord(store, botName, { realName: manifest.features.bot_user?.display_name ?? appName });
  store.people.set(store.app.botUserId, { ...bot, id: store.app.botUserId, email: '', isBot: true });
  fill(store, spec);
  return store;
}
