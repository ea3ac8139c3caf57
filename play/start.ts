import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Sandbox, startSandbox, type Travel } from '@baton/sandbox';
import type { Logger } from 'pino';
import { parse } from 'yaml';
import { type Baton, startBaton } from '../src/app/boot.ts';
import type { CrmsOptions } from '../src/crm/clients.ts';
import { lockDatabase } from '../src/platform/db/lock.ts';
import { stopsBetween } from './clock-stops.ts';
import { SETUP_GREETING, setupTasks } from './setup-tasks.ts';
import { atWork, playStory } from './story.ts';
import { storyTasks } from './tasks.ts';
import { emptyWorkspace, storyWorkspace } from './workspace.ts';

export interface PlayOptions {
  /** CRMs that can be connected: none in the sandbox, but for a test. */
  crm?: CrmsOptions;
  databasePath: string;
  /** 0 lets the system choose. */
  port: number;
  log: Logger;
  /** Address for leads of other systems; none when left out. */
  door?: { host: string; port: number };
  /** When the story ends: now, if left out. */
  at?: Date;
  /** The company on the day that it installs Baton, without teams and story: to rehearse the set-up. */
  isEmpty?: boolean;
}

export interface Play {
  /** The address of the page. */
  url: string;
  slack: Sandbox;
  baton: Baton;
  /** Resolves when everything that was started has ended. */
  settled(): Promise<void>;
  stop(): Promise<void>;
}

/** The log of erasures too: the next story has the same leads. */
const FILES = ['', '-wal', '-shm', '.files', '.erasures.jsonl'];
/** A clock move waits this long at each stop; with a simulated fault, the due work may never finish. */
const PATIENCE_MS = 1000;

/**
 * Baton in a workspace of its own on this machine, to try it without Slack: the sandbox, Baton, and a story that was
 * played through Baton's commands and forms. The workspace is in memory, so the database starts empty with it.
 */
export async function startPlay(options: PlayOptions): Promise<Play> {
  const { databasePath, port, log, door, crm, at = new Date(), isEmpty = false } = options;
  // Not the files of one that runs.
  lockDatabase(databasePath, new Date())();
  for (const suffix of FILES) rmSync(databasePath + suffix, { force: true, recursive: true });
  const manifest: unknown = parse(readFileSync(join(import.meta.dirname, '../manifest.yml'), 'utf8'));
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;

  // Baton's clock can be moved only here: with real tokens it is the system's clock.
  const start = atWork(at);
  // Messages never go back in time: without a story the clock begins at work.
  let offsetMs = isEmpty ? start.getTime() - Date.now() : 0;
  const now = () => new Date(Date.now() + offsetMs);
  const storyPlayed = Promise.withResolvers<void>();
  const { tasks, begin } = isEmpty ? setupTasks(manifest) : storyTasks(manifest);
  const travel: Travel = async (to, reached) => {
    await storyPlayed.promise;
    let isPatient = true;
    for (const stop of stopsBetween(now(), to)) {
      offsetMs = stop.getTime() - Date.now();
      reached();
      await baton.runDue();
      if (isPatient) isPatient = await Promise.race([settled().then(() => true), sleep(PATIENCE_MS, false)]);
    }
  };
  const slack = await startSandbox({
    manifest,
    workspace: isEmpty ? emptyWorkspace(zone) : storyWorkspace(zone),
    clock: { now },
    travel,
    tasks,
    page: true,
    port,
  });
  const baton = await startBaton({
    connection: { mode: 'socket', appToken: slack.appToken },
    botToken: slack.botToken,
    apiUrl: slack.apiUrl,
    databasePath,
    now,
    log,
    ...(door && { door }),
    ...(crm && { crm }),
    posting: { paceMs: 0 },
  });
  const settled = async () => {
    await slack.settled();
    await baton.idle();
  };
  const travelTo = async (moment: Date) => {
    await settled();
    offsetMs = moment.getTime() - Date.now();
    await baton.runDue();
    await settled();
  };
  if (isEmpty) await slack.as('ada').waitForMessage('dm', SETUP_GREETING);
  else await playStory({ slack, settled, travelTo }, baton.deps, start);
  offsetMs = start.getTime() - Date.now();
  begin(slack);
  storyPlayed.resolve();
  return {
    url: slack.url,
    slack,
    baton,
    settled,
    stop: async () => {
      await baton.stop();
      await slack.close();
    },
  };
}
