import { createAuditSender } from '../audit/send.ts';
import type { Secret } from '../platform/crypto/secret.ts';
import type { AsyncTask } from '../platform/schedule/job.ts';
import type { Services } from '../platform/services.ts';
import type { SendWebhook } from '../platform/webhooks/send.ts';
import { keyOfSecret } from '../platform/webhooks/sign.ts';

/** Where the audit log goes. */
export interface AuditWebhook {
  /** Its query may hold a key. */
  url: Secret;
  /** Each signs, so that the receiver can go from one to the next. */
  secrets: Secret[];
}

/** The task that sends the audit log; none without a webhook. */
export function auditWebhookTasks(
  services: Pick<Services, 'db' | 'write' | 'now'>,
  webhook: AuditWebhook | undefined,
  send: SendWebhook,
): AsyncTask[] {
  if (!webhook) return [];
  const keys = webhook.secrets.flatMap((secret) => keyOfSecret(secret.reveal()) ?? []);
  return [{ name: 'send the audit log', run: createAuditSender(services, { url: webhook.url.reveal(), keys }, send) }];
}
