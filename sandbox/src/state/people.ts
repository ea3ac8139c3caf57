import type { PersonRecord, UserGroupRecord } from './records.ts';
import type { Store } from './store.ts';
import { nowSeconds } from './store.ts';

export function requirePerson(store: Store, id: string): PersonRecord {
  const person = store.people.get(id);
  if (!person) throw new Error(`There is no person with the id "${id}".`);
  return person;
}

/** By the key in the workspace spec, by handle or by id. Throws an error that lists the known keys. */
export function personNamed(store: Store, name: string): PersonRecord {
  const bare = name.replace(/^@/, '');
  const people = [...store.people.values()];
  const found = people.find((p) => p.key === bare) ?? people.find((p) => p.id === bare || p.name === bare);
  if (found) return found;
  throw new Error(`There is no person called "${name}". There are: ${people.map((p) => p.key).join(', ')}.`);
}

/** Updates a person and emits the change. */
export function changePerson(store: Store, id: string, change: Partial<PersonRecord>): PersonRecord {
  const person = requirePerson(store, id);
  Object.assign(person, change, { updated: nowSeconds(store) });
  store.changes.emit({ type: 'person_changed', person });
  return person;
}

/** Turns do-not-disturb on until `untilSeconds`, or off. */
export function changeDnd(store: Store, id: string, untilSeconds: number | undefined): void {
  const person = requirePerson(store, id);
  const at = nowSeconds(store);
  person.dnd =
    untilSeconds === undefined
      ? { enabled: false, nextStart: 1, nextEnd: 1 }
      : { enabled: true, nextStart: at, nextEnd: untilSeconds };
  store.changes.emit({ type: 'dnd_changed', person });
}

function requireGroup(store: Store, handle: string): UserGroupRecord {
  const group = [...store.groups.values()].find((each) => each.handle === handle.replace(/^@/, ''));
  if (!group) throw new Error(`There is no user group "${handle}".`);
  return group;
}

/** Disables a user group, or enables it again. Slack then sends `subteam_updated`, which the sandbox does not. */
export function switchGroup(store: Store, handle: string, isOn: boolean): void {
  const group = requireGroup(store, handle);
  group.updated = nowSeconds(store);
  group.disabled = isOn ? 0 : group.updated;
}

export function changeGroup(store: Store, handle: string, users: string[]): UserGroupRecord {
  const group = requireGroup(store, handle);
  const added = users.filter((user) => !group.users.includes(user));
  const removed = group.users.filter((user) => !users.includes(user));
  const previousUpdate = group.updated;
  group.users = [...users];
  group.updated = nowSeconds(store);
  store.changes.emit({ type: 'group_changed', group, added, removed, previousUpdate });
  return group;
}
