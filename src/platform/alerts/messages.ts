import { z } from 'zod';
import type { PayloadsOf } from '../outbox/enqueue.ts';

const about = z.object({ place: z.string(), error: z.string(), userId: z.string() });

export const alertPayloads = { alert: about, alert_over: about };

declare module '../outbox/enqueue.ts' {
  interface Messages extends PayloadsOf<typeof alertPayloads> {}
}
