/**
 * Two queues: for leads that come, and for leads that nobody accepted in time. Apart, since whoever had a lead cannot be
 * asked for it again, which would bend the turns of the first queue.
 */
export const queues = ['first', 'moved'] as const;
export type Queue = (typeof queues)[number];
