import type { MessageRecord } from './records.ts';
import type { Store } from './store.ts';
import { nextTs } from './store.ts';

/** Adds the reaction; false when this person had already added it. */
export function addReaction(store: Store, message: MessageRecord, user: string, name: string): boolean {
  const known = message.reactions.find((each) => each.name === name);
  if (known?.users.includes(user)) return false;
  if (known) known.users.push(user);
  else message.reactions.push({ name, users: [user] });
  store.changes.emit({ type: 'reaction_added', message, user, name, ts: nextTs(store) });
  return true;
}

/** Removes the reaction; false when it did not exist. */
export function removeReaction(store: Store, message: MessageRecord, user: string, name: string): boolean {
  const known = message.reactions.find((each) => each.name === name);
  if (!known?.users.includes(user)) return false;
  known.users = known.users.filter((each) => each !== user);
  if (known.users.length === 0) message.reactions = message.reactions.filter((each) => each !== known);
  store.changes.emit({ type: 'reaction_removed', message, user, name, ts: nextTs(store) });
  return true;
}
