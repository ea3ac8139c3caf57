import { recordAudit } from '../platform/audit/record.ts';
import type { Tx } from '../platform/db/write.ts';
import { enqueue, type Messages } from '../platform/outbox/enqueue.ts';

/** Sends a file with figures to the person, and records that data leaves. */
export function askForCsv(tx: Tx, payload: Messages['scoreboard_csv'], now: Date): void {
  const { userId, asked } = payload;
  enqueue(tx, 'scoreboard_csv', payload, { orderingKey: userId }, now);
  const details = asked === null ? {} : { leads: asked };
  recordAudit(tx, { kind: 'data.exported', actor: userId, subject: 'scoreboard', details }, now);
}

/** The same as a document and a picture. */
export function askForPictures(tx: Tx, payload: Messages['scoreboard_charts'], now: Date): void {
  const { userId } = payload;
  enqueue(tx, 'scoreboard_charts', payload, { orderingKey: userId }, now);
  enqueue(tx, 'scoreboard_picture', payload, { orderingKey: userId }, now);
  recordAudit(tx, { kind: 'data.exported', actor: userId, subject: 'scoreboard', details: { as: 'pictures' } }, now);
}
