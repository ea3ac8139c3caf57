import type { Logger } from 'pino';
import type { CrmsOptions } from '../crm/clients.ts';
import type { HomesOptions } from '../home/publisher.ts';
import type { DoorOptions } from '../http/door/server.ts';
import type { Pauses } from '../platform/backoff.ts';
import type { Secret } from '../platform/crypto/secret.ts';
import type { BackupPlan } from '../platform/db/daily-backup.ts';
import type { PosterOptions } from '../platform/outbox/poster.ts';
import type { Proxies } from '../platform/proxy.ts';
import type { Now } from '../platform/time/clock.ts';
import type { AuditWebhook } from './audit-webhook.ts';

export interface BatonOptions {
  /** The connection to Slack. */
  connection:
    | { mode: 'socket'; appToken: Secret | string }
    | { mode: 'http'; signingSecret: Secret | string; port: number };
  botToken: Secret | string;
  /** With the token of an organisation: the ids of the workspaces to work in; all that are granted when left out. */
  workspaces?: readonly string[];
  /** A Web API other than Slack's. */
  apiUrl?: string;
  /** For Socket Mode, whose WebSocket does not use Node's fetch. */
  proxies?: Proxies;
  databasePath: string;
  now: Now;
  log: Logger;
  /** Off when another process, such as Litestream, moves the write-ahead log. */
  checkpoints?: 'on' | 'off';
  /** Daily backups; none when left out. */
  backups?: BackupPlan;
  /** Where the audit log goes too; nowhere when left out. */
  auditWebhook?: AuditWebhook | undefined;
  /** CRMs that can be connected; none when left out. */
  crm?: CrmsOptions;
  /** The address of links to leads, such as `https://baton.acme.example`; none when left out. */
  publicUrl?: string | undefined;
  /** Private addresses and ranges that webhooks may reach. */
  webhooksAllow?: readonly string[];
  /** Address of health and metrics; none when left out. */
  intake?: { host: string; port: number };
  /** Address for leads of other systems; none when left out. */
  door?: DoorOptions;
  /** Paces for a sandbox without rate limits. */
  posting?: Pick<PosterOptions, 'paceMs' | 'limitSecondMs' | 'backoffMs' | 'reconcileAfterMs' | 'probeMs'>;
  health?: { restMs: number };
  /** Between two tries of a read from Slack, and of an event. */
  pauses?: Pauses;
  /** How long Slack drops events once it says so; a minute. */
  droppedMs?: number;
  /** All parts together have so long to stop. */
  stopMs?: number;
  homes?: Pick<HomesOptions<unknown>, 'paceMs' | 'backoffMs' | 'perMinute'>;
}
