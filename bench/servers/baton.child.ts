/** Baton as it runs in production, with a clock that stands on a working morning. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { type BatonOptions, startBaton } from '../../src/boot.ts';
import { type HandOff, handOff } from '../../src/leads/handoff.ts';
import { openLog } from '../../src/log.ts';
import { enqueue } from '../../src/outbox/enqueue.ts';
import { teamsOfKind } from '../../src/teams/queries.ts';
import { COMPANY } from '../seed/leads.ts';
import { contact } from '../seed/words.ts';
import { APP_TOKEN, AT, BOT_TOKEN, MARKETER, SIGNING_SECRET } from '../slack/workspace.ts';
import { serve } from './child.ts';

export interface BatonSettings {
  mode: 'http' | 'socket';
  apiUrl: string;
  databasePath: string;
}

const RESOLUTION_MS = 1;
const SLICE = 10;

serve<BatonSettings>(async ({ mode, apiUrl, databasePath }) => {
  const offsetMs = AT.getTime() - Date.now();
  const connection: BatonOptions['connection'] =
    mode === 'http' ? { mode, signingSecret: SIGNING_SECRET, port: 0 } : { mode, appToken: APP_TOKEN };
  const now = () => new Date(Date.now() + offsetMs);
  const baton = await startBaton({ connection, apiUrl, databasePath, now, botToken: BOT_TOKEN, log: openLog('error') });
  const { db, write } = baton.deps;
  let imported = 0;
  const nextImported = () => {
    imported += 1;
    return importedLead(imported);
  };
  const unhandled = db.$client.prepare('select count(*) from inbox where handled_at is null').pluck();
  const acceptedSince = db.$client
    .prepare("select count(*) from lead_history where kind = 'accepted' and id > ?")
    .pluck();
  const before = db.$client.prepare('select max(id) from lead_history').pluck().get();
  const loop = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  return {
    ready: baton.port,
    answers: {
      /** Resolves when every event is handled; messages may still wait. */
      handled: async () => {
        while (unhandled.get() !== 0) await new Promise(setImmediate);
      },
      /** Leads that were accepted since the start. */
      accepted: () => acceptedSince.get(before),
      /** Has the digest of every team rendered and posted. */
      digests: () =>
        write((tx) => {
          for (const { id: teamId, channelId } of teamsOfKind(tx, 'sales')) {
            enqueue(tx, { kind: 'digest', facts: { teamId, lateSince: null }, lane: `${channelId} digest` }, now());
          }
        }),
      /** Hands off so many leads as an import does: in slices, with room for others in between. */
      load: async (rows: number) => {
        for (let done = 0; done < rows; done += SLICE) {
          await write((tx) => {
            for (let row = 0; row < SLICE; row += 1) handOff(tx, nextImported(), now());
          });
        }
      },
      watchLoop: () => {
        loop.reset();
        loop.enable();
      },
      /** Milliseconds that the loop was late, beyond the timer's own step. */
      loopDelays: (shares: number[]) => {
        loop.disable();
        return shares.map((share) => loop.percentile(share * 100) / 1e6 - RESOLUTION_MS);
      },
    },
  };
});

function importedLead(number: number): HandOff {
  const { name, company, email } = contact(10_000_000 + number);
  const unknown = { phone: null, role: null, source: 'Webinar', stage: null };
  const form = { name, company, email, ...unknown, temperature: 'cold', need: 'From the list of the fair.' } as const;
  const teamId = 1 + (number % COMPANY.teams);
  return { form, teamId, assigneeId: null, marketerId: MARKETER, messageLink: null, earlierLeadId: null };
}
