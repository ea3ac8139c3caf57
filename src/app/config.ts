import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { type GivenCredentials, givenIn } from '../crm/credentials.ts';
import { type Secret, secret } from '../platform/crypto/secret.ts';
import type { BackupPlan } from '../platform/db/daily-backup.ts';
import { type LogLevel, logLevels } from '../platform/log.ts';
import type { Proxies } from '../platform/proxy.ts';
import { rangesOf } from '../platform/webhooks/addresses.ts';
import { keyOfSecret } from '../platform/webhooks/sign.ts';
import { crmKinds } from './crm-kinds.ts';
import { ConfigError, type Environment } from './environment.ts';
import { completeSet, FOUND_AT, type SlackVariable, slackValue, slackVariables, token } from './slack-values.ts';

interface Common {
  databasePath: string;
  logLevel: LogLevel;
  /** A Web API other than Slack's; ends with a slash. */
  slackApiUrl: string | undefined;
  /** Address of health and metrics; undefined for none. */
  intake: { host: string; port: number } | undefined;
  /** Address for leads of other systems. It is open once a source exists. */
  door: { host: string; port: number };
  /** Daily backups; undefined for none. */
  backups: BackupPlan | undefined;
  /** Where the audit log goes too; undefined for nowhere. */
  auditWebhook: { url: Secret; secrets: Secret[] } | undefined;
  /** Keys of CRMs that the environment has. */
  crmCredentials: GivenCredentials;
  /** The address of links to leads, without a path; undefined for none. */
  publicUrl: string | undefined;
  /** Private addresses and ranges that webhooks may reach. */
  webhooksAllow: string[];
  /** Off when Litestream moves the write-ahead log. */
  checkpoints: 'on' | 'off';
  /** The company's proxies; undefined when Slack is reached directly. */
  proxies: Proxies | undefined;
  /** Workspaces of an Enterprise organisation to work in; undefined for all that are granted. */
  workspaces: string[] | undefined;
  /** Files from which secrets are read again when they change. */
  secretFiles: string[];
  /** Settings without effect, in sentences for the log. */
  notes: string[];
}

/** Slack is reached through a WebSocket that Baton opens: no open port is needed. */
export interface SocketConfig extends Common {
  mode: 'socket';
  botToken: Secret;
  appToken: Secret;
}

/** Slack sends signed requests to `port`. */
export interface HttpConfig extends Common {
  mode: 'http';
  botToken: Secret;
  signingSecret: Secret;
  port: number;
}

/** Without Slack: a workspace on this machine, with its own database file. */
interface SandboxConfig extends Common {
  mode: 'sandbox';
  /** Port of the page; 0 is any free one. */
  port: number;
}

export type Config = SocketConfig | HttpConfig | SandboxConfig;

const CANNOT_START = 'Baton cannot start with this environment (or .env file):';
const DEFAULT_DATABASE = join('data', 'baton.db');
/** Recreated at each start of the sandbox, so it must never be a file that a person keeps. */
const SANDBOX_DATABASE = 'sandbox.db';
const DEFAULT_PORT = 3000;
const DEFAULT_LEADS_PORT = 3002;
const DEFAULT_BACKUPS = 14;

const portNumber = z
  .string()
  .regex(/^\d{1,5}$/, 'is not a port number from 0 to 65535.')
  .transform(Number)
  .refine((port) => port <= 65_535, 'is not a port number from 0 to 65535.');

const ipAddress = z.union([z.ipv4(), z.ipv6()], 'is not an IP address, such as 127.0.0.1 or 0.0.0.0.');

const listed = z.string().transform((text) => text.split(/[\s,]+/).filter((one) => one !== ''));

function areRanges(texts: string[]): boolean {
  try {
    return rangesOf(texts) !== undefined;
  } catch {
    return false;
  }
}

const proxy = z.url({ protocol: /^https?$/, error: 'is not an address such as http://proxy.example:3128.' }).optional();

const NO_PUBLIC_URL = 'is not an address such as https://baton.acme.example, with https and without a path.';

const environment = z
  .object({
    SLACK_BOT_TOKEN: token('SLACK_BOT_TOKEN', 'xoxb-').optional(),
    SLACK_APP_TOKEN: token('SLACK_APP_TOKEN', 'xapp-').optional(),
    SLACK_SIGNING_SECRET: slackValue('SLACK_SIGNING_SECRET').optional(),
    SLACK_BOT_TOKEN_FILE: z.string().optional(),
    SLACK_APP_TOKEN_FILE: z.string().optional(),
    SLACK_SIGNING_SECRET_FILE: z.string().optional(),
    SLACK_API_URL: z
      .url({ protocol: /^https?$/, error: 'is not an address such as https://slack.com/api/.' })
      .transform((url) => (url.endsWith('/') ? url : `${url}/`))
      .optional(),
    SLACK_WORKSPACES: z
      .string()
      .transform((ids) => ids.split(/[\s,]+/).filter((id) => id !== ''))
      .refine(
        (ids) => ids.every((id) => /^T[A-Z0-9]{2,20}$/.test(id)),
        'is not a list of workspace IDs, such as T0123ABCD,T0456EFGH.',
      )
      .optional(),
    DATABASE_PATH: z
      .string()
      .refine(
        (path) => basename(path) !== SANDBOX_DATABASE,
        `cannot be a file named ${SANDBOX_DATABASE}: the sandbox recreates that one at each start. Choose another name.`,
      )
      .default(DEFAULT_DATABASE),
    BACKUP_DIR: z.string().optional(),
    BACKUP_KEEP: z
      .string()
      .regex(/^[1-9]\d{0,2}$/, 'is not a number of backups from 1 to 999.')
      .transform(Number)
      .default(DEFAULT_BACKUPS),
    AUDIT_WEBHOOK_URL: z
      .url({ protocol: /^https?$/, error: 'is not an address such as https://siem.example/baton.' })
      .optional(),
    AUDIT_WEBHOOK_SECRET: listed
      .refine(
        (secrets) => secrets.every((one) => keyOfSecret(one) !== undefined),
        'is not a secret of Standard Webhooks: whsec_ and 24 to 64 bytes in Base64. Make one with: echo "whsec_$(openssl rand -base64 32)".',
      )
      .optional(),
    WEBHOOKS_ALLOW: listed
      .refine(areRanges, 'is not a list of IP addresses and ranges, such as 10.1.2.3,10.2.0.0/16.')
      .optional(),
    PUBLIC_URL: z
      .url({ protocol: /^https$/, error: NO_PUBLIC_URL })
      // The checks of zod go on after one that failed.
      .refine((url) => URL.parse(url)?.pathname === '/' && !/[?#@]/.test(url), NO_PUBLIC_URL)
      .transform((url) => new URL(url).origin)
      .optional(),
    CHECKPOINTS: z.enum(['on', 'off'], 'is not on or off.').default('on'),
    PORT: portNumber.optional(),
    INTAKE_PORT: portNumber.optional(),
    INTAKE_HOST: ipAddress.default('127.0.0.1'),
    LEADS_PORT: portNumber.default(DEFAULT_LEADS_PORT),
    LEADS_HOST: ipAddress.default('127.0.0.1'),
    HTTPS_PROXY: proxy,
    HTTP_PROXY: proxy,
    NO_PROXY: z.string().optional(),
    LOG_LEVEL: z.enum(logLevels, `is not one of ${logLevels.join(', ')}.`).default('info'),
    NODE_ENV: z.string().optional(),
  })
  // Also after another fault, so that all faults are listed at once.
  .superRefine(completeSet, { when: () => true })
  .superRefine(completeWebhook, { when: () => true });

/** An address without a secret would send entries that no one can trust. */
function completeWebhook(
  env: { AUDIT_WEBHOOK_URL?: unknown; AUDIT_WEBHOOK_SECRET?: unknown },
  ctx: z.RefinementCtx,
): void {
  const [url, key] = ['AUDIT_WEBHOOK_URL', 'AUDIT_WEBHOOK_SECRET'] as const;
  if ((env[url] === undefined) === (env[key] === undefined)) return;
  const [missing, given] = env[url] === undefined ? [url, key] : [key, url];
  ctx.addIssue({ code: 'custom', path: [missing], message: `is missing. ${given} needs it.` });
}

/**
 * Reads the configuration. A bot token with an app-level token means Socket Mode, even with a signing secret, since it
 * needs no open port. A bot token with a signing secret means HTTP. None of them means the sandbox, on `sandbox.db`
 * next to the file of DATABASE_PATH.
 * @throws ConfigError with every fault
 */
export function readConfig(env: Environment): Config {
  const read = environment.safeParse(blankIsUnset(env));
  if (!read.success) throw new ConfigError(tell(read.error.issues));
  const { data } = read;
  const crm = givenIn(crmKinds, env);
  if (crm.faults.length > 0) throw new ConfigError([CANNOT_START, ...crm.faults.map((line) => `  ${line}`)].join('\n'));
  const common = {
    databasePath: data.DATABASE_PATH,
    logLevel: data.LOG_LEVEL,
    slackApiUrl: data.SLACK_API_URL,
    intake: data.INTAKE_PORT === undefined ? undefined : { host: data.INTAKE_HOST, port: data.INTAKE_PORT },
    door: { host: data.LEADS_HOST, port: data.LEADS_PORT },
    backups: data.BACKUP_DIR ? { folder: data.BACKUP_DIR, keep: data.BACKUP_KEEP } : undefined,
    checkpoints: data.CHECKPOINTS,
    proxies: proxiesOf(data),
    secretFiles: slackVariables.flatMap((name) => data[`${name}_FILE`] ?? []),
    auditWebhook: webhookOf(data),
    crmCredentials: crm.given,
    webhooksAllow: data.WEBHOOKS_ALLOW ?? [],
    publicUrl: data.PUBLIC_URL,
    workspaces: data.SLACK_WORKSPACES,
    notes: [],
  };
  /** A changed file must hold a value of the same kind. */
  const secretOf = (name: SlackVariable) => {
    const path = data[`${name}_FILE`];
    const isUsable = (value: string) => environment.shape[name].safeParse(value).success && value !== '';
    return secret(data[name] ?? '', path ? { path, isUsable } : undefined);
  };
  const { SLACK_BOT_TOKEN: bot, SLACK_APP_TOKEN: app, SLACK_SIGNING_SECRET: signing } = data;
  if (bot && app) {
    const notes = [
      ...(signing ? ['SLACK_SIGNING_SECRET is not used. SLACK_APP_TOKEN selects Socket Mode.'] : []),
      ...(data.PORT === undefined ? [] : ['PORT is not used. Socket Mode needs no port.']),
    ];
    return {
      ...common,
      mode: 'socket',
      botToken: secretOf('SLACK_BOT_TOKEN'),
      appToken: secretOf('SLACK_APP_TOKEN'),
      notes,
    };
  }
  if (bot && signing) {
    return {
      ...common,
      mode: 'http',
      botToken: secretOf('SLACK_BOT_TOKEN'),
      signingSecret: secretOf('SLACK_SIGNING_SECRET'),
      port: data.PORT ?? DEFAULT_PORT,
    };
  }
  const databasePath = join(dirname(data.DATABASE_PATH), SANDBOX_DATABASE);
  const notes = data.SLACK_API_URL ? ['SLACK_API_URL is not used. The sandbox has its own.'] : [];
  return { ...common, mode: 'sandbox', databasePath, slackApiUrl: undefined, port: data.PORT ?? 0, notes };
}

function webhookOf(env: { AUDIT_WEBHOOK_URL?: string; AUDIT_WEBHOOK_SECRET?: string[] }) {
  const { AUDIT_WEBHOOK_URL: url, AUDIT_WEBHOOK_SECRET: secrets } = env;
  return url && secrets ? { url: secret(url), secrets: secrets.map((one) => secret(one)) } : undefined;
}

function proxiesOf(env: { HTTPS_PROXY?: string; HTTP_PROXY?: string; NO_PROXY?: string }): Proxies | undefined {
  const { HTTPS_PROXY: httpsProxy, HTTP_PROXY: httpProxy, NO_PROXY: noProxy } = env;
  if (!httpsProxy && !httpProxy) return undefined;
  return {
    ...(httpsProxy && { httpsProxy: secret(httpsProxy) }),
    ...(httpProxy && { httpProxy: secret(httpProxy) }),
    ...(noProxy && { noProxy }),
  };
}

/** The database of a command line command, which needs nothing else of the configuration. */
export const databasePathOf = ({ DATABASE_PATH }: Environment): string => DATABASE_PATH?.trim() || DEFAULT_DATABASE;

/** The backups' folder, likewise. */
export const backupFolderOf = ({ BACKUP_DIR }: Environment): string | undefined => BACKUP_DIR?.trim() || undefined;

/** Slack's values stay as they are: an empty secret is a mistake to report, not a request for the sandbox. */
function blankIsUnset(env: Environment): Environment {
  const known = Object.keys(environment.shape);
  return Object.fromEntries(
    Object.entries(env).filter(([name, value]) => known.includes(name) && (value?.trim() !== '' || name in FOUND_AT)),
  );
}

function tell(issues: z.core.$ZodIssue[]): string {
  const lines = issues.map(({ path, message }) => `  ${path.join('.')} ${message}`);
  return [CANNOT_START, ...new Set(lines)].join('\n');
}
