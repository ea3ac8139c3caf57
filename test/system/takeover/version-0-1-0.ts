import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { type Sandbox, startSandbox } from '@baton/sandbox';
import { storyWorkspace } from '../../../play/workspace.ts';
import { type Baton, startBaton } from '../../../src/app/boot.ts';
import { createLog } from '../../../src/platform/log.ts';
import { manifest } from '../../support/test-app.ts';

type Store = Sandbox['store'];
type Channel = Store['channels'] extends Map<string, infer Record> ? Record : never;
type Messages = Store['messages'] extends Map<string, infer Records> ? Records : never;

/**
 * The files and messages that Baton 0.1.0 left after three days in a company: its database and keys, and the messages
 * in Slack. The story of play/ ran, a setting was changed, one person answered an anonymous survey, one anonymous
 * question was sent. Then Slack refused messages: one hand-off and one acceptance were not posted when Baton stopped.
 */
interface Left {
  now: string;
  /** Contents in base64, by path next to the database. */
  files: Record<string, string>;
  channels: Channel[];
  messages: [string, Messages][];
  ids: Sandbox['ids'];
}

const ARCHIVE = join(import.meta.dirname, 'version-0.1.0.json.gz');

const left = (): Left =>
  JSON.parse(gunzipSync(readFileSync(ARCHIVE)).toString('utf8'), (_, value) => {
    if (value?.$map) return new Map(value.$map);
    if (value?.$set) return new Set(value.$set);
    return value;
  });

export interface Takeover {
  databasePath: string;
  slack: Sandbox;
  ids: Left['ids'];
  /** Starts this version on the files of the other one. */
  start(): Promise<Baton>;
  setTime(to: string): void;
  logLines: string[];
  close(): Promise<void>;
}

/** Writes the files of version 0.1.0 into a folder; the database is `baton.db`. */
export function writeVersion010(folder: string): void {
  for (const [path, content] of Object.entries(left().files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), Buffer.from(content, 'base64'));
  }
}

/** Slack and the files as version 0.1.0 left them. */
export async function leftByVersion010(): Promise<Takeover> {
  const { now: stoppedAt, channels, messages, ids } = left();
  const folder = mkdtempSync(join(tmpdir(), 'baton-'));
  writeVersion010(folder);
  let offsetMs = new Date(stoppedAt).getTime() - Date.now();
  const now = () => new Date(Date.now() + offsetMs);
  const slack = await startSandbox({ manifest, workspace: storyWorkspace('Europe/Berlin'), clock: { now } });
  // Channels of that sandbox knew one workspace.
  const teamIds = [slack.store.team.id];
  for (const channel of channels) slack.store.channels.set(channel.id, { ...channel, teamIds });
  for (const [channelId, records] of messages) slack.store.messages.set(channelId, records);
  const logLines: string[] = [];
  let baton: Baton | undefined;
  return {
    databasePath: join(folder, 'baton.db'),
    slack,
    ids,
    logLines,
    setTime: (to) => {
      offsetMs = new Date(to).getTime() - Date.now();
    },
    start: async () => {
      baton = await startBaton({
        connection: { mode: 'socket', appToken: slack.appToken },
        botToken: slack.botToken,
        apiUrl: slack.apiUrl,
        databasePath: join(folder, 'baton.db'),
        now,
        log: createLog('warn', { write: (line: string) => void logLines.push(line) }),
        health: { restMs: 0 },
        posting: { paceMs: 0, backoffMs: 20, reconcileAfterMs: 50, probeMs: 100 },
        homes: { paceMs: 20, backoffMs: 20, perMinute: 60_000 },
      });
      return baton;
    },
    close: async () => {
      await baton?.stop();
      await slack.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
