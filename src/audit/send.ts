/** Sends the audit log out of the machine, where no one who runs it can change it. */
import { written } from '../platform/audit/chain.ts';
import { entriesAfter } from '../platform/audit/queries.ts';
import { type AuditEntry, auditDelivery } from '../platform/audit/table.ts';
import { type Pauses, pauseMs } from '../platform/backoff.ts';
import { eq } from '../platform/db/drizzle.ts';
import type { Services } from '../platform/services.ts';
import { HOUR_MS, MINUTE_MS } from '../platform/time/units.ts';
import { type SendWebhook, WebhookFailed, type WebhookTarget } from '../platform/webhooks/send.ts';
import type { WebhookMessage } from '../platform/webhooks/sign.ts';

const AT_ONCE = 100;
const PAUSES: Pauses = { firstMs: MINUTE_MS, longestMs: HOUR_MS };

type Sending = Pick<Services, 'db' | 'write' | 'now'>;

/**
 * An async task: each entry in its order, from the first one on, until the receiver answers with 2xx. After a failure it rejects
 * until a try succeeds, so that health reports it. An entry can arrive twice, with the same id.
 */
export function createAuditSender(
  { db, write, now }: Sending,
  target: WebhookTarget,
  send: SendWebhook,
): (stop: AbortSignal) => Promise<void> {
  const { origin } = new URL(target.url);
  let failure: unknown;

  async function sendNext(entry: AuditEntry, attempts: number): Promise<void> {
    try {
      await send(target, messageOf(entry), now());
    } catch (error) {
      const asked = error instanceof WebhookFailed ? error.afterMs : 0;
      const notBefore = new Date(now().getTime() + Math.max(asked, pauseMs(PAUSES, attempts + 1)));
      await note({ lastId: entry.id - 1, attempts: attempts + 1, notBefore });
      throw error;
    }
    await note({ lastId: entry.id, attempts: 0, notBefore: now() });
  }

  const note = (values: Omit<typeof auditDelivery.$inferInsert, 'origin'>) =>
    write((tx) =>
      tx
        .insert(auditDelivery)
        .values({ origin, ...values })
        .onConflictDoUpdate({ target: auditDelivery.origin, set: values })
        .run(),
    );

  return async (stop) => {
    for (;;) {
      const state = db.select().from(auditDelivery).where(eq(auditDelivery.origin, origin)).get();
      if (state && now() < state.notBefore) {
        if (failure !== undefined) throw failure;
        return;
      }
      failure = undefined;
      const entries = entriesAfter(db, state?.lastId ?? 0, AT_ONCE);
      let attempts = state?.attempts ?? 0;
      for (const entry of entries) {
        if (stop.aborted) return;
        try {
          await sendNext(entry, attempts);
        } catch (error) {
          failure = error;
          throw error;
        }
        attempts = 0;
      }
      if (entries.length < AT_ONCE) return;
    }
  };
}

/** The hash is part of the id: after a restore, another entry can have the number. */
const messageOf = (entry: AuditEntry): WebhookMessage => ({
  id: `audit_${entry.id}_${entry.hash.slice(0, 12)}`,
  body: JSON.stringify({ type: `audit.${entry.kind}`, timestamp: entry.at.toISOString(), data: written(entry) }),
});
