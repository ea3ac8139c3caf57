import { insertMessage } from '../../../src/platform/outbox/enqueue.ts';
import type { Job } from '../../../src/platform/schedule/job.ts';

/** A job that writes its slot to the outbox. */
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
