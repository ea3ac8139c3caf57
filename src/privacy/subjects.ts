/** The subject of an entry of the log of erasures, which does not name the person. */
import type { Lead } from '../leads/table.ts';
import type { PostedPlace } from '../platform/outbox/posted-messages.ts';

/**
 * A lead's number and the moment of its hand-off: after a restore, another lead may have the number.
 */
export const subjectOfLead = ({ id, handedOffAt }: Pick<Lead, 'id' | 'handedOffAt'>): string =>
  `lead:${id}:${handedOffAt.getTime()}`;

/** The number of the lead, if the subject is one. */
export function leadIdOf(subject: string): number | undefined {
  const id = /^lead:(\d+):\d+$/.exec(subject)?.[1];
  return id === undefined ? undefined : Number(id);
}

/** The thread of another card, in which the person was named. */
export const subjectOfThread = ({ channel, ts }: PostedPlace): string => `thread:${channel}:${ts}`;
