/** Direct messages that name a lead again although nothing has happened to it. */
import type { SeenMessage } from '@baton/sandbox';
import type { Db } from '../../../src/platform/db/open.ts';

const LEAD = /Lead \d\d/g;

/** Each as "Lead 03 in: the text". `messages` are those of one person on one day, oldest first. */
export function repeatedLeads(db: Db, messages: SeenMessage[]): string[] {
  const changes = db.$client.prepare(
    'SELECT count(*) FROM lead_history h JOIN leads l ON l.id = h.lead_id WHERE l.name = ? AND h.at > ? AND h.at <= ?',
  );
  const atOf = ({ ts }: SeenMessage) => Number(ts) * 1000;
  const told = new Map<string, number>();
  return messages.flatMap((message) => {
    const names = [...new Set(message.text.match(LEAD) ?? [])];
    const repeated = names.filter((name) => {
      const before = told.get(name);
      return before !== undefined && changes.pluck().get(name, before, atOf(message)) === 0;
    });
    for (const name of names) told.set(name, atOf(message));
    return repeated.map((name) => `${name} in: ${message.text}`);
  });
}
