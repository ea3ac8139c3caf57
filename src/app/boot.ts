import type { Server } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Deps } from '../../commands/deps.ts';
import { createCatchUp } from '../../commands/missed-reactions.ts';
import { recordStart } from '../audit/start.ts';
import { isFixable } from '../health/fixable.ts';
import { countersOf, type Live, readHealth } from '../health/read.ts';
import { type HomesOptions, startHomes } from '../home/publisher.ts';
import { createDoor, type Door, type DoorOptions } from '../http/door/server.ts';
import { healthRoute } from '../http/health.ts';
import { metricsRoute } from '../http/metrics.ts';
import { startIntake } from '../http/server.ts';
import { withLostSecret } from '../intake/keys.ts';
import { unreadBySource } from '../intake/queries.ts';
import { messageCatalogue } from '../messages/all.ts';
import { drawHome } from '../messages/home.ts';
import { endAlertsOf, raiseAlert } from '../platform/alerts/alerts.ts';
import type { Pauses } from '../platform/backoff.ts';
import { createKeys } from '../platform/crypto/keys.ts';
import { asSecret, type Secret } from '../platform/crypto/secret.ts';
import type { BackupPlan } from '../platform/db/daily-backup.ts';
import { diskFreeBytes, refuseNetworkDisk } from '../platform/db/disk.ts';
import { openErasureLog } from '../platform/db/erasure-log.ts';
import { lockDatabase } from '../platform/db/lock.ts';
import { NEVER, startMaintenanceWorker } from '../platform/db/maintenance.ts';
import { openDatabase } from '../platform/db/open.ts';
import { createWriter } from '../platform/db/write.ts';
import { filesBeside, openFiles } from '../platform/files/store.ts';
import { createInbox } from '../platform/inbox/receive.ts';
import { withInbox } from '../platform/inbox/receiver.ts';
import { createSeenRequests } from '../platform/inbox/seen-requests.ts';
import { errorName } from '../platform/log.ts';
import { type PosterOptions, startPoster } from '../platform/outbox/poster.ts';
import type { Proxies } from '../platform/proxy.ts';
import { createSchedule } from '../platform/schedule/schedule.ts';
import type { Services } from '../platform/services.ts';
import { slackClients } from '../platform/slack/clients.ts';
import { createDirectory } from '../platform/slack/directory.ts';
import { fetchSlackFile } from '../platform/slack/fetch-file.ts';
import { httpReceiver } from '../platform/slack/http-receiver.ts';
import { whoAmI } from '../platform/slack/identity.ts';
import { socketReceiver } from '../platform/slack/socket-receiver.ts';
import type { Now } from '../platform/time/clock.ts';
import { MINUTE_MS } from '../platform/time/units.ts';
import { applyErasuresAgain } from '../privacy/apply-again.ts';
import { manifestParts } from '../setup/manifest-news.ts';
import { alertManager } from '../teams/alert.ts';
import { withDeputies } from '../teams/deputies.ts';
import { quietUntil } from '../teams/quiet-time.ts';
import { withSisters } from '../teams/sisters.ts';
import { createApp } from './app.ts';
import { type AuditWebhook, auditWebhookTasks } from './audit-webhook.ts';
import { jobsOf } from './jobs.ts';
import { startFacts } from './start-facts.ts';
import { createStops } from './stops.ts';

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
  /** Address of health and metrics; none when left out. */
  intake?: { host: string; port: number };
  /** Address for leads of other systems; none when left out. */
  door?: DoorOptions;
  /** Paces for a sandbox without rate limits. */
  posting?: Pick<PosterOptions, 'paceMs' | 'backoffMs' | 'reconcileAfterMs' | 'probeMs'>;
  health?: { restMs: number };
  /** Between two tries of a read from Slack, and of an event. */
  pauses?: Pauses;
  /** How long Slack drops events once it says so; a minute. */
  droppedMs?: number;
  /** All parts together have so long to stop. */
  stopMs?: number;
  homes?: Pick<HomesOptions<unknown>, 'paceMs' | 'backoffMs' | 'perMinute'>;
}

export interface Baton {
  deps: Deps;
  /** The port for Slack's requests in HTTP mode. */
  port: number | undefined;
  /** The port of health and metrics. */
  intakePort: number | undefined;
  /** The port for leads of other systems; undefined without a source. */
  doorPort: () => number | undefined;
  /** Runs all due work, after the clock was moved. */
  runDue(): Promise<void>;
  /** Resolves when every event is handled and every due message is posted. */
  idle(): Promise<void>;
  /** Refuses new work, ends running work within ten seconds, closes the database. */
  stop(): Promise<void>;
}

const LONGEST_START_MS = 1_000;

/** Starts Baton: database, outbox, the connection to Slack, and last the schedule. */
export async function startBaton(options: BatonOptions): Promise<Baton> {
  const { connection, botToken, apiUrl, proxies, now, log } = options;
  const startedAt = now();
  refuseNetworkDisk(options.databasePath);
  const unlock = lockDatabase(options.databasePath, startedAt);
  const stops = createStops(log, options.stopMs);
  stops.resource('lock', unlock);
  try {
    const db = openDatabase(options.databasePath);
    stops.resource('database', () => db.$client.close());
    const keys = createKeys(options.databasePath);
    const write = createWriter(db);
    const erasureLog = openErasureLog(options.databasePath, options.backups?.folder);
    await write((tx) => recordStart(tx, startFacts(options), startedAt));
    const again = await write((tx) => applyErasuresAgain(tx, erasureLog, now()));
    if (again > 0) log.warn({ erasures: again }, 'Erasures since the restored backup are applied again');
    const maintenance = startMaintenanceWorker(db, log, options.checkpoints === 'off' ? NEVER : undefined);
    stops.resource('database maintenance', maintenance.stop);
    write.onCommit(maintenance.checkpoint);
    const files = openFiles(filesBeside(options.databasePath));
    const clients = slackClients({ token: botToken, apiUrl, retryMs: options.pauses?.firstMs }, log);
    const identity = await whoAmI(clients.web, log, options.workspaces);
    const { company } = identity;
    const poster = startPoster({
      db,
      write,
      now,
      log,
      web: clients.web,
      posting: clients.posting,
      ...messageCatalogue({
        workspaceUrl: identity.workspaceUrl,
        now,
        keys,
        files,
        people: (ids) => directory.people(ids),
      }),
      placeFailed: (tx, failed) => {
        if (isFixable(tx, failed)) raiseAlert(tx, failed, now(), (_tx, alert) => alertManager(tx, alert, now()));
      },
      placeWorks: (tx, place) => endAlertsOf(tx, place, now()),
      quietUntil,
      readFile: files.blob,
      ...options.posting,
    });
    write.onCommit(poster.wake);
    stops.part('poster', poster.stop);

    const directory = withDeputies(withSisters(createDirectory(clients.web, company), db), db);
    const homes = startHomes({
      db,
      now,
      log,
      draw: drawHome({ db, keys, directory, now, workspaceUrl: identity.workspaceUrl }),
      publish: async (user_id, view, hash) => {
        const published = await clients.posting.views.publish({ user_id, view, hash });
        return published.view?.hash;
      },
      ...options.homes,
    });
    write.onCommit(homes.wake);
    stops.part('homes', homes.stop);
    const fetchFile = fetchSlackFile({ web: clients.web, token: botToken, apiUrl });
    const services: Services = {
      db,
      write,
      keys,
      erasureLog,
      now,
      log,
      web: clients.web,
      directory,
      company,
      files,
      fetchFile,
    };
    const door = options.door && createDoor({ ...services, workspaceUrl: identity.workspaceUrl }, options.door);
    if (door) {
      write.onCommit(door.wake);
      stops.part('HTTP door', door.stop);
      // A port that is taken ends no start: the task tries again, and health tells of it.
      await door.look().catch((error: unknown) => log.error({ error: errorName(error) }, 'The HTTP door stays closed'));
    }
    let parts: readonly string[] = [];
    const schedule = createSchedule(
      { db, write, now, log },
      jobsOf({
        ...services,
        homes,
        live,
        health: options.health,
        backups: options.backups,
        facts: () => startFacts(options),
        auditTasks: auditWebhookTasks(services, { webhook: options.auditWebhook, proxies }),
        manifestParts: () => parts,
        openDoor: door?.look,
      }),
    );
    stops.part('schedule', schedule.stop);
    function live(): Live {
      const { paused } = poster.status();
      return {
        startedAt,
        paused,
        failing: schedule.failing(),
        diskFreeBytes: diskFreeBytes(options.databasePath),
        unread: unreadBySource(db),
        lostSecrets: withLostSecret(db, keys, now()).map(({ name }) => name),
      };
    }
    const inbox = createInbox({ db, write, now, log, pauses: options.pauses });
    const deps: Deps = {
      ...services,
      modals: clients.modals,
      homes,
      workspaceUrl: identity.workspaceUrl,
      health: () => readHealth(db, live(), now()),
      refusedBy: (slug) => door?.refused(slug),
      readInbox: () => inbox.look(),
      reschedule: () => void schedule.runDue(),
    };

    const stopping = new AbortController();
    stops.part('missed reactions', () => stopping.abort());
    const catchUp = createCatchUp(deps, stopping.signal, options.pauses);
    const onDropped = () => void setTimeout(catchUp, options.droppedMs ?? MINUTE_MS).unref();
    const receiver = withInbox(
      connection.mode === 'socket'
        ? socketReceiver({ appToken: connection.appToken, apiUrl, proxies, log, onConnected: catchUp, onDropped })
        : httpReceiver({
            signingSecret: connection.signingSecret,
            log,
            isNew: createSeenRequests({ db, write, log }),
          }),
      inbox,
      log,
      onDropped,
    );
    const { app, routes } = createApp({ deps, receiver, identity, botToken: asSecret(botToken) });
    parts = manifestParts(routes);
    stops.part('connection to Slack', () => app.stop());
    const starting = connection.mode === 'http' ? app.start(connection.port) : app.start();
    // Due work starts after the connection, but does not wait for a Slack that is away.
    await Promise.race([starting, sleep(LONGEST_START_MS, undefined, { ref: false })]);
    schedule.start();
    const started = await starting;
    if (connection.mode === 'http') catchUp();
    const intake = options.intake && (await startIntake({ ...options.intake, log }, routesOf(deps, door)));
    if (intake) stops.part('health server', intake.stop);
    return {
      deps,
      intakePort: intake?.port,
      doorPort: () => door?.port(),
      port: connection.mode === 'http' ? portOf(started as Server) : undefined,
      runDue: schedule.runDue,
      idle: async () => {
        await inbox.idle();
        await poster.idle();
        await homes.idle();
      },
      stop: stops.stop,
    };
  } catch (error) {
    await stops.stop();
    throw error;
  }
}

const routesOf = ({ db, now, health }: Deps, door: Door | undefined) => ({
  '/health': healthRoute(health),
  '/metrics': metricsRoute({ health, counters: () => ({ ...countersOf(db), door: door?.counts() }), now }),
});

function portOf(server: Server): number | undefined {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : undefined;
}
