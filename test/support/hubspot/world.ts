/** The account: its objects with the versions that the search knows, and everything that people made in it. */
import { type ObjectType, objectTypes, type PropertyDefinition, usualProperties } from './catalogue.ts';

export type Values = Record<string, string | null>;

export interface Thing {
  id: string;
  values: Values;
  createdAt: number;
  updatedAt: number;
  isArchived: boolean;
  /** Values that the search may still show, the oldest first. */
  versions: { at: number; values: Values }[];
}

interface FakeOwner {
  id: string;
  email: string;
  firstName: string;
  lastName: string;
  archived: boolean;
}

interface FakeList {
  id: string;
  name: string;
  /** In the order in which they were added. */
  members: { recordId: string; at: number }[];
}

interface FakePipeline {
  id: string;
  label: string;
  stages: { id: string; label: string }[];
}

export interface World {
  now: () => Date;
  /** How far the search runs behind. */
  lagMs: number;
  things: Record<ObjectType, Map<string, Thing>>;
  /** Former ids of merged contacts, with the id that took them over. */
  merged: Map<string, string>;
  /** Addresses of contacts that are there, with further ones. */
  emails: Map<string, string>;
  /** `contacts/12` → `deals/5`, both ways. */
  links: Map<string, Set<string>>;
  properties: Record<ObjectType, PropertyDefinition[]>;
  /** Properties that the account requires, by type. */
  required: { type: ObjectType; property: string; when?: (values: Values) => boolean }[];
  owners: FakeOwner[];
  lists: FakeList[];
  pipelines: FakePipeline[];
  account: { portalId: number; companyCurrency: string; additionalCurrencies: string[]; timeZone: string };
  /** Objects that were made through the API. */
  created: Record<ObjectType, number>;
  /** Changes of anything; the search keeps its order until one comes. */
  revision: number;
  nextId: () => string;
}

export function createWorld(now: () => Date): World {
  let last = 51_000;
  const ofEach = <T>(make: () => T) =>
    Object.fromEntries(objectTypes.map((type) => [type, make()])) as Record<ObjectType, T>;
  return {
    now,
    lagMs: 0,
    things: ofEach(() => new Map<string, Thing>()),
    merged: new Map(),
    emails: new Map(),
    links: new Map(),
    properties: usualProperties(),
    required: [],
    owners: [
      { id: '71', email: 'Sam@acme.example', firstName: 'Sam', lastName: 'Silva', archived: false },
      { id: '72', email: 'lena@acme.example', firstName: 'Lena', lastName: 'Brandt', archived: false },
      { id: '73', email: 'gone@acme.example', firstName: 'Gail', lastName: 'Gone', archived: true },
    ],
    lists: [],
    pipelines: [
      {
        id: 'default',
        label: 'Sales Pipeline',
        stages: [
          { id: 'qualifiedtobuy', label: 'Qualified to buy' },
          { id: 'contractsent', label: 'Contract sent' },
          { id: 'closedwon', label: 'Closed won' },
          { id: 'closedlost', label: 'Closed lost' },
        ],
      },
    ],
    account: { portalId: 4242, companyCurrency: 'EUR', additionalCurrencies: ['USD'], timeZone: 'Europe/Berlin' },
    created: ofEach(() => 0),
    revision: 0,
    nextId: () => {
      last++;
      return String(last);
    },
  };
}

/** Stores new values; the search sees them later. */
export function store(world: World, type: ObjectType, id: string, values: Values): Thing {
  const at = world.now().getTime();
  const before = world.things[type].get(id);
  const had = before && { ...before };
  const changed = type === 'contacts' ? 'lastmodifieddate' : 'hs_lastmodifieddate';
  const thing: Thing = before ?? { id, values: {}, createdAt: at, updatedAt: at, isArchived: false, versions: [] };
  thing.updatedAt = at;
  const born = new Date(thing.createdAt).toISOString();
  thing.values = {
    ...thing.values,
    ...values,
    hs_object_id: id,
    [changed]: new Date(at).toISOString(),
    ...(type === 'contacts' || type === 'deals' ? { createdate: born } : {}),
    ...(type !== 'contacts' && { hs_createdate: born }),
  };
  const seen = at - world.lagMs;
  const firstNeeded = thing.versions.findLastIndex((version) => version.at <= seen);
  thing.versions = [...thing.versions.slice(Math.max(firstNeeded, 0)), { at, values: thing.values }];
  world.things[type].set(id, thing);
  if (type === 'contacts') keepEmails(world, thing, had?.values);
  world.revision++;
  return thing;
}

/** Into the bin. */
export function archive(world: World, type: ObjectType, thing: Thing): void {
  thing.isArchived = true;
  if (type === 'contacts') for (const email of emailsOf(thing.values)) world.emails.delete(email);
  world.revision++;
}

/** Further addresses are unique as well. Source: *Contacts*, additional emails. */
const emailsOf = ({ email, hs_additional_emails }: Values): string[] =>
  [email, ...(hs_additional_emails?.split(';') ?? [])].filter(
    (each) => typeof each === 'string' && each !== '',
  ) as string[];

function keepEmails({ emails }: World, { id, values }: Thing, before: Values | undefined): void {
  for (const email of before ? emailsOf(before) : []) if (emails.get(email) === id) emails.delete(email);
  for (const email of emailsOf(values)) emails.set(email, id);
}

const keyOf = (type: ObjectType, id: string) => `${type}/${id}`;

export function link(world: World, a: [ObjectType, string], b: [ObjectType, string]): void {
  for (const [from, to] of [
    [keyOf(...a), keyOf(...b)],
    [keyOf(...b), keyOf(...a)],
  ] as const)
    world.links.set(from, (world.links.get(from) ?? new Set()).add(to));
}

/** Ids of the other type that are there, in the order in which they were linked. */
export function linked(world: World, from: ObjectType, id: string, to: ObjectType): string[] {
  return [...(world.links.get(keyOf(from, id)) ?? [])]
    .filter((key) => key.startsWith(`${to}/`))
    .map((key) => key.slice(to.length + 1))
    .filter((other) => world.things[to].get(other)?.isArchived === false);
}

/** A contact that was merged is found under its old id, but not in a batch. Source: *Merge records*. */
export const present = (world: World, type: ObjectType, id: string): Thing | undefined => {
  const thing = world.things[type].get(type === 'contacts' ? survivorOf(world, id) : id);
  return thing && !thing.isArchived ? thing : undefined;
};

export function survivorOf(world: World, id: string): string {
  let own = id;
  for (let next = world.merged.get(own); next !== undefined; next = world.merged.get(own)) own = next;
  return own;
}

export const everything = (world: World, type: ObjectType): Thing[] =>
  [...world.things[type].values()].filter(({ isArchived }) => !isArchived);
