import { createAuditSender } from '../audit/send.ts';
import type { Secret } from '../platform/crypto/secret.ts';
import type { Proxies } from '../platform/proxy.ts';
import type { AsyncTask } from '../platform/schedule/job.ts';
import type { Services } from '../platform/services.ts';
import { rangesOf } from '../platform/webhooks/addresses.ts';
import { createWebhookSender } from '../platform/webhooks/send.ts';
import { keyOfSecret } from '../platform/webhooks/sign.ts';

/** Where the audit log goes. */
export interface AuditWebhook {
  /** Its query may hold a key. */
  url: Secret;
  /** Each signs, so that the receiver can go from one to the next. */
  secrets: Secret[];
  /** Private addresses and ranges that it may reach. */
  allowed: string[];
}

/** The task that sends the audit log; none without a webhook. */
export function auditWebhookTasks(
  services: Pick<Services, 'db' | 'write' | 'now'>,
  { webhook, proxies }: { webhook?: AuditWebhook | undefined; proxies?: Proxies | undefined },
): AsyncTask[] {
  if (!webhook) return [];
  const keys = webhook.secrets.flatMap((secret) => keyOfSecret(secret.reveal()) ?? []);
  const send = createWebhookSender({ proxies, allowed: rangesOf(webhook.allowed) });
  return [{ name: 'send the audit log', run: createAuditSender(services, { url: webhook.url.reveal(), keys }, send) }];
}
