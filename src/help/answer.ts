import type { Tx } from '../platform/db/write.ts';
import { enqueue } from '../platform/outbox/enqueue.ts';

export const wishes = ['help', 'leads', 'content', 'handoff', 'nothing'] as const;

export interface Answer {
  userId: string;
  /** The channel of the mention; null for a direct message to Baton. */
  channel: string | null;
  wants: (typeof wishes)[number];
  /** The draft of the form that the answer offers. */
  draftId: string | null;
  /** The person's roles, from a closed list. */
  roles: string[];
}

/** Answers a person in private. Several messages in a row get one answer, to the first. */
export function answer(tx: Tx, { userId, channel, wants, draftId, roles }: Answer, now: Date): void {
  const facts = { userId, channel, wants, draftId, roles: roles.join(',') };
  enqueue(tx, { kind: 'answer', facts, lane: userId, mergeKey: `answer:${userId}:${channel}` }, now);
}
