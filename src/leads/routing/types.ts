/**
 * Two queues: for new leads, and for leads that were not accepted in time. They are separate because people who had a
 * lead cannot be asked again, which would distort the turns of the first queue.
 */
export const queues = ['first', 'moved'] as const;
export type Queue = (typeof queues)[number];
