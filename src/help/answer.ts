import type { Tx } from '../platform/db/write.ts';
import { enqueue } from '../platform/outbox/enqueue.ts';

export const wishes = ['help', 'leads', 'content', 'handoff', 'nothing'] as const;

export interface Answer {
  userId: string;
  /** Where they mentioned Baton; null where they wrote to it alone. */
  channel: string | null;
  wants: (typeof wishes)[number];
  /** Of the form that they are offered. */
  draftId: string | null;
  /** What they are to Baton, in words of a closed list. */
  roles: string[];
}

/** Answers somebody, in private. Several messages in a row are answered together, by what the first one wants. */
export function answer(tx: Tx, { userId, channel, wants, draftId, roles }: Answer, now: Date): void {
  const facts = { userId, channel, wants, draftId, roles: roles.join(',') };
  enqueue(tx, { kind: 'answer', facts, lane: userId, mergeKey: `answer:${userId}:${channel}` }, now);
}
