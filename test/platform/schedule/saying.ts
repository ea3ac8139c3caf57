import { insertMessage } from '../../../src/platform/outbox/enqueue.ts';
import type { Job } from '../../../src/platform/schedule/job.ts';

/** A job that says in the outbox which slot it ran for. */
export function saying(cron: string, zone = 'Europe/Berlin', name = 'digest'): Job {
  return {
    name,
    cron,
    zone,
    run: (tx, { at, late }, now) =>
      insertMessage(
        tx,
        { kind: name, payload: { at: at.toISOString(), late: late ? 'late' : '' }, orderingKey: name },
        now,
      ),
  };
}
