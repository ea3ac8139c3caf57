import { onTestFinished } from 'vitest';
import { createWriter } from '../../../src/platform/db/write.ts';
import { createInbox, type EventBody, type Inbox, type InboxOptions } from '../../../src/platform/inbox/receive.ts';
import { inbox as table } from '../../../src/platform/inbox/table.ts';
import { logLines } from '../../support/log-lines.ts';
import { tempDatabase } from '../../support/temp-database.ts';

export const event = (id: string, more: Record<string, unknown> = {}): EventBody => ({
  type: 'event_callback',
  event_id: id,
  event: { type: 'reaction_added', ...more },
});

/** A database, and inboxes on it that start and stop as processes do. */
export function setting() {
  const { db, path } = tempDatabase();
  const write = createWriter(db);
  const lines = logLines();
  return {
    db,
    path,
    write,
    lines,
    open: (options: Partial<InboxOptions> = {}): Inbox => {
      const opened = createInbox({
        db,
        write,
        now: () => new Date(),
        log: lines.log,
        pauses: { firstMs: 1, longestMs: 300_000 },
        ...options,
      });
      onTestFinished(() => opened.stop());
      return opened;
    },
    rows: () => db.select().from(table).orderBy(table.receivedAt, table.eventId).all(),
  };
}
