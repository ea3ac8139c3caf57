import type { Logger } from 'pino';
import { proxyNames, useProxies } from '../platform/proxy.ts';
import { systemClock } from '../platform/time/clock.ts';
import { type Baton, startBaton } from './boot.ts';
import type { HttpConfig, SocketConfig } from './config.ts';
import { crmKinds } from './crm-kinds.ts';
import { collectAtRest, keepBaselineWasm } from './memory.ts';

/** Runs Baton until SIGTERM, as a supervisor sends it, or Ctrl+C. */
export async function main(config: SocketConfig | HttpConfig, log: Logger): Promise<void> {
  keepBaselineWasm();
  for (const note of config.notes) log.info(note);
  if (config.proxies) {
    useProxies(config.proxies);
    log.info({ proxies: proxyNames(config.proxies) }, 'Slack is reached through a proxy');
  }
  let baton: Baton | undefined;
  // Nothing is lost by an end during the start.
  stopOnSignal({ stop: async () => baton?.stop() }, log);
  baton = await startBaton({
    connection:
      config.mode === 'socket'
        ? { mode: 'socket', appToken: config.appToken }
        : { mode: 'http', signingSecret: config.signingSecret, port: config.port },
    botToken: config.botToken,
    workspaces: config.workspaces,
    apiUrl: config.slackApiUrl,
    proxies: config.proxies,
    databasePath: config.databasePath,
    intake: config.intake,
    door: config.door,
    backups: config.backups,
    auditWebhook: config.auditWebhook,
    crm: { kinds: crmKinds, given: config.crmCredentials },
    webhooksAllow: config.webhooksAllow,
    publicUrl: config.publicUrl,
    checkpoints: config.checkpoints,
    now: systemClock,
    log,
  });
  renewOnHangUp(config, log);
  log.info({ mode: config.mode, port: baton.port }, 'Baton is running');
  collectAtRest();
}

/** SIGHUP reads the files of secrets again, as `systemctl reload` asks for. Without files it ends the process, as usual. */
function renewOnHangUp(config: SocketConfig | HttpConfig, log: Logger): void {
  if (config.secretFiles.length === 0) return;
  const { botToken } = config;
  const other = config.mode === 'socket' ? config.appToken : config.signingSecret;
  process.on('SIGHUP', () => {
    const renewed = [botToken, other].filter((secret) => secret.renew()).length;
    log.info({ renewed }, 'The files of secrets were read again');
  });
}

/** Stops once, and ends the process, which a request without an answer would keep; a second signal ends it at once. */
export function stopOnSignal(running: Pick<Baton, 'stop'>, log: Logger): void {
  let stopping = false;
  const stop = (signal: NodeJS.Signals) => {
    if (stopping) process.exit(1);
    stopping = true;
    log.info({ signal }, 'Stopping');
    running.stop().then(
      () => {
        log.info('Stopped');
        process.exit();
      },
      (err: unknown) => {
        log.error({ err }, 'Did not stop cleanly');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}
