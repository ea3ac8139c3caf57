import { fingerprint, type StartFacts } from '../audit/start.ts';
import { asSecret, type Secret } from '../platform/crypto/secret.ts';
import { type Proxies, proxyNames } from '../platform/proxy.ts';

interface Configured {
  connection: { mode: 'socket'; appToken: Secret | string } | { mode: 'http'; signingSecret: Secret | string };
  botToken: Secret | string;
  apiUrl?: string | undefined;
  proxies?: Proxies | undefined;
  backups?: { keep: number } | undefined;
  auditWebhook?: { url: Secret } | undefined;
}

/** The configuration as the audit log has it: parts without a value stay out, and secrets are fingerprints. */
export function startFacts({ connection, botToken, apiUrl, proxies, backups, auditWebhook }: Configured): StartFacts {
  const printOf = (secret: Secret | string) => fingerprint(asSecret(secret).reveal());
  return {
    connection: connection.mode,
    'bot token': printOf(botToken),
    ...(connection.mode === 'socket'
      ? { 'app token': printOf(connection.appToken) }
      : { 'signing secret': printOf(connection.signingSecret) }),
    ...(apiUrl && { 'Web API': new URL(apiUrl).origin }),
    ...(proxies && { proxies: proxyNames(proxies).join(' ') }),
    backups: backups ? `${backups.keep} kept` : 'none',
    ...(auditWebhook && {
      'audit webhook': `${new URL(auditWebhook.url.reveal()).origin} ${printOf(auditWebhook.url)}`,
    }),
  };
}
