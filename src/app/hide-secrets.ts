import { SECRETS } from './environment.ts';

/**
 * Takes the secrets out of the environment once they are read, and the environment out of the reports that Node writes about a
 * crash (`--report-on-fatalerror`), so that no report and no child process has a token.
 */
export function hideSecrets(env: NodeJS.ProcessEnv = process.env): void {
  for (const name of SECRETS) for (const each of [name, name.toLowerCase()]) delete env[each];
  if (process.report) process.report.excludeEnv = true;
}
