import { openDatabase } from '../../src/platform/db/open.ts';
import { atLeast, type Bench } from '../bench.ts';
import { deliver } from '../load/socket.ts';
import { rounds } from '../measure/rounds.ts';
import { median, ms, percentile, ratios, spread } from '../measure/statistics.ts';
import { onStage } from '../servers/stage.ts';
import { acceptance } from '../slack/requests.ts';
import { AT } from '../slack/workspace.ts';

const AT_ONCE = 64;

/** ✅ on cards over Socket Mode: every event is on the disk before it is acknowledged, and handled after. */
export const acceptances: Bench = {
  name: 'acceptance',
  what: 'Acceptance by reaction over Socket Mode, the event committed before it is acknowledged',
  run: ({ short, seeded }) =>
    onStage(async ({ slack, child }) => {
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
        `${Math.round(median(of(what)))} to ${Math.round(median(ignored))} a second`;
      return [
        {
          what: 'Reactions acknowledged a second, 64 at once, to those of bare Bolt',
          value: spread(ratios(of('acknowledged'), ignored)),
          unit: '×',
          mark: atLeast(0.22),
          seen: `${numbers('acknowledged')}; p99 ${ms(p99)}`,
          guards: true,
        },
        {
          what: 'Leads accepted a second, to the end of the last one, to the same',
          value: spread(ratios(of('handled'), ignored)),
          unit: '×',
          seen: numbers('handled'),
        },
      ];
    }),
};

const perSecond = (events: unknown[], took: number) => (events.length * 1000) / took;

/** Reactions of whoever was asked, each to a lead that nobody has accepted, and to another each time; then the first again. */
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
      if (!card) throw new RangeError('No lead waits.');
      made += 1;
      return acceptance(`Ev${made}`, { ...card, at: new Date(AT.getTime() + made) });
    });
}
