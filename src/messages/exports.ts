import { exportFailed, exportMessage, MOST_IN_SLACK } from '../../views/exports/file.ts';
import type { Cell } from '../exports/dataset.ts';
import { datasets } from '../exports/list.ts';
import type { exportPayloads } from '../exports/messages.ts';
import { fileOf } from '../exports/write.ts';
import type { Db } from '../platform/db/open.ts';
import type { PayloadsOf } from '../platform/outbox/enqueue.ts';
import type { MessageTable } from '../platform/outbox/message.ts';

type Payloads = PayloadsOf<typeof exportPayloads>;

export const exportMessages: MessageTable<Payloads> = {
  export_file: {
    deliver: (db, payload, now) => {
      const { userId, what, format, since } = payload;
      const { title } = datasets[what];
      const name = `${what}-${now.toISOString().slice(0, 10)}.${format}`;
      return {
        act: 'upload',
        to: userId,
        file: { make: () => contentOf(db, payload), name, title },
        message: exportMessage(title, since),
        instead: exportFailed(title),
        atOnce: true,
      };
    },
  },
};

async function contentOf(db: Db, { userId, what, format, since, teamIds }: Payloads['export_file']) {
  const dataset = datasets[what];
  const rows = dataset.rows(db, {
    since: since === null ? undefined : new Date(`${since}T00:00:00Z`),
    sight: { userId, teamIds },
  });
  const parts: Uint8Array[] = [];
  const encoder = new TextEncoder();
  for await (const part of fileOf(format, { ...dataset, rows: firstOf(rows) }))
    parts.push(typeof part === 'string' ? encoder.encode(part) : part);
  // Slack refuses an empty file.
  return parts.length === 0 ? encoder.encode('\n') : Buffer.concat(parts);
}

function* firstOf(rows: Iterable<Cell[]>): Generator<Cell[]> {
  let count = 0;
  for (const row of rows) {
    if (count === MOST_IN_SLACK) return;
    count += 1;
    yield row;
  }
}
