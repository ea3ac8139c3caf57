/** Acts of people in the account. */
import type { ObjectType } from './catalogue.ts';
import { type PropertyDefinition, property } from './catalogue.ts';
import { Refusal } from './problem.ts';
import { storedValues } from './values.ts';
import { archive, link, linked, present, store, survivorOf, type Thing, type Values, type World } from './world.ts';

export interface Player {
  addContact(values: Record<string, string>): string;
  /** Also values that the API refuses to change, such as a score. */
  edit(type: ObjectType, id: string, values: Values): void;
  addDeal(contactId: string, values: Record<string, string>): string;
  /** Into the bin. */
  remove(type: ObjectType, id: string): void;
  /** @returns the id of the contact that is left. A merge makes a new id, unless the account keeps the primary one. */
  merge(primaryId: string, otherId: string): string;
  addList(name: string, members?: readonly string[]): string;
  join(listId: string, contactId: string): void;
  leave(listId: string, contactId: string): void;
  addProperty(name: string, type: PropertyDefinition['type'], further?: Parameters<typeof property>[2]): void;
  valuesOf(type: ObjectType, id: string): Values | undefined;
  all(type: ObjectType): { id: string; values: Values }[];
  linked(contactId: string, type: ObjectType): { id: string; values: Values }[];
}

export function createPlayer(world: World, keepsPrimaryId: boolean): Player {
  const thingOf = (type: ObjectType, id: string): Thing => {
    const thing = present(world, type, id);
    if (!thing) throw new Error(`no ${type} ${id}`);
    return thing;
  };
  const listOf = (id: string) => {
    const list = world.lists.find((each) => each.id === id);
    if (!list) throw new Error(`no list ${id}`);
    return list;
  };
  const add = (type: ObjectType, values: Record<string, string>): string => {
    const email = type === 'contacts' ? values.email?.toLowerCase() : undefined;
    if (email && world.emails.has(email)) throw new Error('there is a contact with this address');
    return store(world, type, world.nextId(), checked(world, type, values)).id;
  };
  return {
    addContact: (values) => add('contacts', values),
    edit: (type, id, values) => {
      store(world, type, thingOf(type, id).id, checked(world, type, values));
    },
    addDeal: (contactId, values) => {
      const id = add('deals', values);
      link(world, ['deals', id], ['contacts', thingOf('contacts', contactId).id]);
      return id;
    },
    remove: (type, id) => archive(world, type, thingOf(type, id)),
    merge: (primaryId, otherId) =>
      merge(world, thingOf('contacts', primaryId), thingOf('contacts', otherId), keepsPrimaryId),
    addList: (name, members = []) => {
      const list = {
        id: String(world.lists.length + 1),
        name,
        members: members.map((recordId) => ({ recordId, at: world.now().getTime() })),
      };
      world.lists.push(list);
      return list.id;
    },
    join: (listId, recordId) => {
      listOf(listId).members.push({ recordId, at: world.now().getTime() });
    },
    leave: (listId, recordId) => {
      const list = listOf(listId);
      list.members = list.members.filter((member) => member.recordId !== recordId);
    },
    addProperty: (name, type, further) => {
      world.properties.contacts.push(property(name, type, { hubspotDefined: false, ...further }));
    },
    valuesOf: (type, id) => present(world, type, id)?.values,
    all: (type) =>
      [...world.things[type].values()]
        .filter(({ isArchived }) => !isArchived)
        .map(({ id, values }) => ({ id, values })),
    linked: (contactId, type) =>
      linked(world, 'contacts', survivorOf(world, contactId), type).map((id) => ({
        id,
        values: thingOf(type, id).values,
      })),
  };
}

/** People may write what is read-only in the API; the other rules hold for them as well. */
function checked(world: World, type: ObjectType, values: Values): Values {
  const readOnly = new Set(
    world.properties[type].filter((own) => own.modificationMetadata.readOnlyValue).map(({ name }) => name),
  );
  const own = Object.entries(values).filter(([name]) => !readOnly.has(name));
  const required = world.required;
  world.required = [];
  try {
    return {
      ...Object.fromEntries(Object.entries(values).filter(([name]) => readOnly.has(name))),
      // Lifecycle stages move back by hand.
      ...storedValues(world, type, Object.fromEntries(own.map(([name, value]) => [name, value ?? ''])), {
        dealname: 'x',
        dealstage: 'x',
        pipeline: 'x',
        hs_timestamp: 'x',
        phone: values.phone ?? null,
      }),
    };
  } catch (error) {
    throw error instanceof Refusal ? new Error(error.message) : error;
  } finally {
    world.required = required;
  }
}

/** Source: *Merge records*: values of the primary stay, those that it lacks come from the other; both ids lead to the new one. */
function merge(world: World, primary: Thing, other: Thing, keepsPrimaryId: boolean): string {
  const filled = Object.entries(other.values).filter(([name, value]) => value !== null && !primary.values[name]);
  const emails = [
    primary.values.hs_additional_emails,
    other.values.hs_additional_emails,
    primary.values.email ? other.values.email : null,
  ];
  const values: Values = {
    ...primary.values,
    ...Object.fromEntries(filled),
    hs_additional_emails: emails.filter(Boolean).join(';') || null,
    hs_merged_object_ids: [primary.values.hs_merged_object_ids, other.values.hs_merged_object_ids, primary.id, other.id]
      .filter(Boolean)
      .join(';'),
  };
  const gone = keepsPrimaryId ? [other] : [primary, other];
  for (const thing of gone) archive(world, 'contacts', thing);
  const { id } = store(world, 'contacts', keepsPrimaryId ? primary.id : world.nextId(), values);
  for (const thing of gone) {
    world.merged.set(thing.id, id);
    for (const type of ['deals', 'notes', 'calls', 'emails', 'meetings'] as const)
      for (const own of linked(world, 'contacts', thing.id, type)) link(world, ['contacts', id], [type, own]);
    for (const list of world.lists)
      for (const member of list.members) if (member.recordId === thing.id) member.recordId = id;
  }
  return id;
}
