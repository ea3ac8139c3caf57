import type { Server } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Deps } from '../../commands/deps.ts';
import { createCatchUp } from '../../commands/missed-reactions.ts';
import { recordNote } from '../../views/crm/record-note.ts';
import { recordStart } from '../audit/start.ts';
import { announceProgress } from '../crm/announce.ts';
import { createCrms } from '../crm/clients.ts';
import { requireConnection } from '../crm/connection.ts';
import { createCrmSync } from '../crm/engine.ts';
import { crmHealth } from '../crm/trouble.ts';
import { isFixable } from '../health/fixable.ts';
import { countersOf, type Live, readHealth } from '../health/read.ts';
import { startHomes } from '../home/publisher.ts';
import { createDoor, type Door } from '../http/door/server.ts';
import { healthRoute } from '../http/health.ts';
import { metricsRoute } from '../http/metrics.ts';
import { startIntake } from '../http/server.ts';
import { withLostSecret } from '../intake/keys.ts';
import { unreadBySource } from '../intake/queries.ts';
import { pageOfLead } from '../leads/links/page.ts';
import { messageCatalogue } from '../messages/all.ts';
import { drawHome } from '../messages/home.ts';
import { endAlertsOf, raiseAlert } from '../platform/alerts/alerts.ts';
import { createKeys } from '../platform/crypto/keys.ts';
import { asSecret } from '../platform/crypto/secret.ts';
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
import { startPoster } from '../platform/outbox/poster.ts';
import { createSchedule } from '../platform/schedule/schedule.ts';
import type { Services } from '../platform/services.ts';
import { slackClients } from '../platform/slack/clients.ts';
import { createDirectory } from '../platform/slack/directory.ts';
import { fetchSlackFile } from '../platform/slack/fetch-file.ts';
import { httpReceiver } from '../platform/slack/http-receiver.ts';
import { whoAmI } from '../platform/slack/identity.ts';
import { socketReceiver } from '../platform/slack/socket-receiver.ts';
import { MINUTE_MS } from '../platform/time/units.ts';
import { rangesOf } from '../platform/webhooks/addresses.ts';
import { createDeliverer } from '../platform/webhooks/deliver.ts';
import { createProbe } from '../platform/webhooks/probe.ts';
import { createWebhookSender } from '../platform/webhooks/send.ts';
import { applyErasuresAgain } from '../privacy/apply-again.ts';
import { manifestParts } from '../setup/manifest-news.ts';
import { alertManager } from '../teams/alert.ts';
import { withDeputies } from '../teams/deputies.ts';
import { quietUntil } from '../teams/quiet-time.ts';
import { withSisters } from '../teams/sisters.ts';
import { isOptionsStep } from '../workflows/option-steps.ts';
import { createApp } from './app.ts';
import { auditWebhookTasks } from './audit-webhook.ts';
import { jobsOf } from './jobs.ts';
import type { BatonOptions } from './options.ts';
import { startFacts } from './start-facts.ts';
import { createStops } from './stops.ts';

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
    const door =
      options.door &&
      createDoor(
        { ...services, workspaceUrl: identity.workspaceUrl, hasLinks: options.publicUrl !== undefined },
        options.door,
      );
    if (door) {
      write.onCommit(door.wake);
      stops.part('HTTP door', door.stop);
      // A port that is taken ends no start: the task tries again, and health tells of it.
      await door.look().catch((error: unknown) => log.error({ error: errorName(error) }, 'The HTTP door stays closed'));
    }
    const crms = createCrms({ ...services, proxies }, options.crm ?? { kinds: [], given: {} });
    stops.part('CRM', crms.stop);
    const crmSync = createCrmSync(services, {
      crms,
      announce: (tx, _, at) => announceProgress(tx, requireConnection(tx), at),
      noteOf: recordNote,
      pageOf: (leadId) => pageOfLead(db, leadId, { publicUrl: options.publicUrl, workspaceUrl: identity.workspaceUrl }),
    });
    const allowed = rangesOf(options.webhooksAllow ?? []);
    const sendWebhook = createWebhookSender({ proxies, allowed });
    const webhooks = createDeliverer(services, { send: sendWebhook, allowed });
    stops.part('webhooks', webhooks.stop);
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
        auditTasks: auditWebhookTasks(services, options.auditWebhook, sendWebhook),
        webhooks,
        crmSync,
        manifestParts: () => parts,
        botId: identity.botId,
        workspaceUrl: identity.workspaceUrl,
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
        crm: crmHealth(db, startedAt, now()),
        lostSecrets: withLostSecret(db, keys, now()).map(({ name }) => name),
      };
    }
    const inbox = createInbox({ db, write, now, log, pauses: options.pauses });
    const deps: Deps = {
      ...services,
      modals: clients.modals,
      homes,
      webhooks,
      crms,
      crmSync,
      workspaceUrl: identity.workspaceUrl,
      publicUrl: options.publicUrl,
      health: () => readHealth(db, live(), now()),
      probe: createProbe({ proxies, allowed }),
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
      { onDropped, isQuestion: isOptionsStep },
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
        await receiver.idle();
        await inbox.idle();
        await poster.idle();
        await homes.idle();
        await webhooks.idle();
      },
      stop: stops.stop,
    };
  } catch (error) {
    await stops.stop();
    throw error;
  }
}

/** All paths of the health server. They need no proof, so no answer has data of people. */
export const routesOf = ({ db, now, health }: Pick<Deps, 'db' | 'now' | 'health'>, door: Door | undefined) => ({
  '/health': healthRoute(health),
  '/metrics': metricsRoute({ health, counters: () => ({ ...countersOf(db), door: door?.counts() }), now }),
});

function portOf(server: Server): number | undefined {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : undefined;
}
