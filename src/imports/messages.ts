import { z } from 'zod';
import type { PayloadsOf } from '../platform/outbox/enqueue.ts';

export const importPayloads = {
  /** To the person who dropped the file, edited in place: the content, the progress and the result. */
  import_progress: z.object({ importId: z.number() }),
  /** In its thread: the result of each row, as a file that is written when it is uploaded. */
  import_report: z.object({ importId: z.number() }),
  /** In place of the card of a lead that went with the undo of its import. */
  import_card_gone: z.object({ channel: z.string(), ts: z.string() }),
  /** To the channel of the team: the leads of a list, which have no cards. */
  import_list: z.object({ importId: z.number() }),
};

declare module '../platform/outbox/enqueue.ts' {
  interface Messages extends PayloadsOf<typeof importPayloads> {}
}
