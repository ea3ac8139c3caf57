import type { Db } from '../db/open.ts';
import type { OutboxContext } from './context.ts';
import type { AnyMessages, Delivery, Message } from './message.ts';
import type { OutboxRow } from './table.ts';

/** The message of a row with its payload. Throws for an unknown kind and for a payload that its schema refuses. */
export function messageOf({ messages, payloads }: AnyMessages, row: Pick<OutboxRow, 'kind' | 'payload'>) {
  const message = messages[row.kind] as Message<unknown> | undefined;
  const schema = payloads[row.kind];
  if (!message || !schema) throw new TypeError(`No message is called ${row.kind}.`);
  return { message, payload: schema.parse(row.payload) };
}

/** The delivery of a row, from the state that `db` shows; undefined when there is nothing left to post. */
export function render(context: OutboxContext, db: Db, row: OutboxRow): Delivery | undefined {
  const { message, payload } = messageOf(context, row);
  return message.deliver(db, payload, context.now());
}
