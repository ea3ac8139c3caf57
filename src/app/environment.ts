import { existsSync, readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { crmKinds } from './crm-kinds.ts';

export type Environment = Record<string, string | undefined>;

/**
 * The environment is unusable. The message lists every fault on its own line, with the place where the value is found.
 */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** `NAME_FILE` names a file with the value, which is how containers and clusters hand over secrets. */
export const SECRETS = [
  'SLACK_BOT_TOKEN',
  'SLACK_APP_TOKEN',
  'SLACK_SIGNING_SECRET',
  'HTTPS_PROXY',
  'HTTP_PROXY',
  'AUDIT_WEBHOOK_URL',
  'AUDIT_WEBHOOK_SECRET',
  ...crmKinds.flatMap(({ credentials }) => credentials.map(({ variable }) => variable)),
];
/** Most systems write these in lower case. */
const PROXIES = ['HTTPS_PROXY', 'HTTP_PROXY', 'NO_PROXY'];

/**
 * The environment of this process, over the values of a `.env` file in the current folder, with the secrets that are in
 * files of their own.
 * @throws ConfigError for files that cannot be read
 */
export function loadEnvironment(file = '.env', env: Environment = process.env): Environment {
  const inFile = existsSync(file) ? parseEnv(readFileSync(file, 'utf8').replace(/^\uFEFF/, '')) : {};
  const merged: Environment = { ...inFile, ...env };
  for (const name of PROXIES) {
    const lower = merged[name.toLowerCase()];
    if (lower !== undefined) merged[name] = lower;
  }
  const faults: string[] = [];
  for (const name of SECRETS) {
    const path = merged[`${name}_FILE`]?.trim();
    if (!path) continue;
    if (merged[name] !== undefined) faults.push(`${name} and ${name}_FILE are both set. Remove one of them.`);
    else {
      try {
        merged[name] = readFileSync(path, 'utf8').trim();
      } catch (error) {
        faults.push(`${name}_FILE names ${path}, which cannot be read: ${(error as NodeJS.ErrnoException).code}.`);
      }
    }
  }
  if (faults.length > 0)
    throw new ConfigError(['Baton cannot start:', ...faults.map((line) => `  ${line}`)].join('\n'));
  return merged;
}
