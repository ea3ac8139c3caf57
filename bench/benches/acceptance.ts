import { openDatabase } from '../../src/platform/db/open.ts';
import { atLeast, type Bench } from '../bench.ts';
import { deliver } from '../load/socket.ts';
import { rounds } from '../measure/rounds.ts';
import { median, ms, percentile, ratios, spread } from '../measure/statistics.ts';
import { withServers } from '../servers/servers.ts';
import { acceptance } from '../slack/requests.ts';
import { AT } from '../slack/workspace.ts';

const AT_ONCE = 64;

/** ✅ on cards over Socket Mode: every event is on the disk before it is acknowledged, and is handled afterwards. */
export const acceptances: Bench = {
  name: 'acceptance',
  what: 'Acceptance by reaction over Socket Mode, the event committed before it is acknowledged',
  run: ({ short, seeded }) =>
    withServers(async ({ slack, child }) => {
      const [ours, theirs] = [await slack(), await slack()];
      const databasePath = await seeded(short ? 10_000 : 30_000, short ? 400 : 1_200);
      const next = waitingLeads(databasePath);
      const baton = await child('baton.child.ts', { mode: 'socket', apiUrl: ours.apiUrl, databasePath });
      await child('bolt.child.ts', { mode: 'socket', apiUrl: theirs.apiUrl });
      const [toBaton, toBolt] = [await ours.socket(), await theirs.socket()];
      const some = () => next(short ? 500 : 1_500);
      const { baton: accepted, bolt: ignored } = await rounds(
        { count: short ? 4 : 6, warmUp: 1 },
        {
          baton: async () => {
            const events = some();
            const begin = performance.now();
            const latencies = await deliver(toBaton, events, AT_ONCE);
            const acknowledged = performance.now() - begin;
            await baton.ask('handled');
            const handled = performance.now() - begin;
            return { acknowledged: perSecond(events, acknowledged), handled: perSecond(events, handled), latencies };
          },
          bolt: async () => {
            const events = some();
            const begin = performance.now();
            await deliver(toBolt, events, AT_ONCE);
            return perSecond(events, performance.now() - begin);
          },
        },
      );
      const of = (what: 'acknowledged' | 'handled') => accepted.map((round) => round[what]);
      const p99 = median(accepted.map(({ latencies }) => percentile(latencies, 0.99)));
      const numbers = (what: 'acknowledged' | 'handled') =>
        `${Math.round(median(of(what)))} vs. ${Math.round(median(ignored))} per second`;
      return [
        {
          what: 'Reactions acknowledged per second, 64 at once, relative to bare Bolt',
          value: spread(ratios(of('acknowledged'), ignored)),
          unit: '×',
          target: atLeast(0.22),
          absolute: `${numbers('acknowledged')}; p99 ${ms(p99)}`,
          guards: true,
        },
        {
          what: 'Leads accepted per second, until the last one is done, relative to the same',
          value: spread(ratios(of('handled'), ignored)),
          unit: '×',
          absolute: numbers('handled'),
        },
      ];
    }),
};

const perSecond = (events: unknown[], took: number) => (events.length * 1000) / took;

/**
 * Reactions of the assigned sellers, each to a different lead that has not been accepted; then from the first lead
 * again.
 */
export function waitingLeads(databasePath: string): (count: number) => Record<string, unknown>[] {
  const db = openDatabase(databasePath);
  const waiting = db.$client
    .prepare(
      "select assignee_id as userId, channel, ts from leads join posted_messages on kind = 'lead_card' and subject_id = leads.id where status = 'new'",
    )
    .all() as { userId: string; channel: string; ts: string }[];
  db.$client.close();
  let made = 0;
  return (count) =>
    Array.from({ length: count }, () => {
      const card = waiting[made % waiting.length];
      if (!card) throw new RangeError('No lead is waiting to be accepted.');
      made += 1;
      return acceptance(`Ev${made}`, { ...card, at: new Date(AT.getTime() + made) });
    });
}
