/** Baton as in production, with a fixed clock on a working morning. */
import { startBaton } from '../../src/app/boot.ts';
import { collectAtRest, keepBaselineWasm } from '../../src/app/memory.ts';
import type { BatonOptions } from '../../src/app/options.ts';
import { createLog } from '../../src/platform/log.ts';
import { enqueue } from '../../src/platform/outbox/enqueue.ts';
import { teamsOfKind } from '../../src/teams/queries.ts';
import { APP_TOKEN, AT, BOT_TOKEN, SIGNING_SECRET } from '../slack/workspace.ts';
import { serve } from './child.ts';
import { loopDelays } from './loop-delays.ts';

export interface BatonSettings {
  mode: 'http' | 'socket';
  apiUrl: string;
  databasePath: string;
  /** Slack takes any number of calls of a method. */
  isUnlimited?: boolean;
}

serve<BatonSettings>(async ({ mode, apiUrl, databasePath, isUnlimited }) => {
  keepBaselineWasm();
  collectAtRest();
  const offsetMs = AT.getTime() - Date.now();
  const connection: BatonOptions['connection'] =
    mode === 'http' ? { mode, signingSecret: SIGNING_SECRET, port: 0 } : { mode, appToken: APP_TOKEN };
  const now = () => new Date(Date.now() + offsetMs);
  const baton = await startBaton({
    connection,
    apiUrl,
    databasePath,
    now,
    botToken: BOT_TOKEN,
    log: createLog('error'),
    door: { host: '127.0.0.1', port: 0 },
    ...(isUnlimited && { posting: { limitSecondMs: 0 } }),
  });
  const { db, write } = baton.deps;
  const unhandled = db.$client.prepare('select count(*) from inbox where handled_at is null').pluck();
  const acceptedSince = db.$client
    .prepare("select count(*) from lead_history where kind = 'accepted' and id > ?")
    .pluck();
  const before = db.$client.prepare('select max(id) from lead_history').pluck().get();
  return {
    ready: baton.port,
    answers: {
      /** Resolves when every event is handled; messages may still be waiting. */
      handled: async () => {
        while (unhandled.get() !== 0) await new Promise(setImmediate);
      },
      doorPort: () => baton.doorPort(),
      /** Commits no longer wait for the disk. */
      stopSyncing: () => db.$client.pragma('synchronous = OFF'),
      /** Number of leads accepted since the start. */
      accepted: () => acceptedSince.get(before),
      /** Renders and posts the digest of every team. */
      digests: () =>
        write((tx) => {
          for (const { id: teamId, channelId } of teamsOfKind(tx, 'sales')) {
            enqueue(tx, 'digest', { teamId, slotAt: now().getTime() }, { orderingKey: `${channelId} digest` }, now());
          }
        }),
      ...loopDelays(),
    },
  };
});
