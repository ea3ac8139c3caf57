import { setTimeout as sleep } from 'node:timers/promises';
import { atLeast, atMost, type Bench } from '../bench.ts';
import { exactly, median, ms, percentile } from '../measure/statistics.ts';
import { COMPANY } from '../seed/leads.ts';
import { withServers } from '../servers/servers.ts';
import { signed } from '../slack/requests.ts';
import { waitingLeads } from './acceptance.ts';

const EVENTS = 5_000;
const PER_SECOND = 500;
const ANSWER_MS = 100;
/** The time after the burst in which the outbox is observed. */
const WATCH_S = 12;

/** A morning's reactions in ten seconds, with Slack's real answer time. */
export const events: Bench = {
  name: 'events',
  what: `${EVENTS.toLocaleString('en')} reactions in ten seconds over HTTP, all leads in ${COMPANY.teams} channels`,
  isLong: true,
  run: ({ seeded, tell }) =>
    withServers(async ({ slack, child, endpoint }) => {
      const ours = await slack({ answerMs: ANSWER_MS });
      const databasePath = await seeded(30_000, 1_200);
      const next = waitingLeads(databasePath);
      const baton = await child('baton.child.ts', { mode: 'http', apiUrl: ours.apiUrl, databasePath });
      const to = endpoint(baton);
      const posts: { channel: string; at: number }[] = [];
      ours.onCall = ({ method, arguments: given, at }) => {
        if (method === 'chat.postMessage') posts.push({ channel: given.get('channel') ?? '', at });
      };
      tell('the burst');
      const requests = next(EVENTS).map((event) => signed(JSON.stringify(event)));
      const { latencies } = await to.fire(requests, { atOnce: 64, perSecond: PER_SECOND });
      await baton.ask('handled');
      tell(`the outbox, for ${WATCH_S} seconds`);
      const from = performance.now();
      await sleep(WATCH_S * 1000);
      const seen = posts.filter(({ at }) => at >= from);
      const channels = new Set(seen.map(({ channel }) => channel)).size;
      const accepted = await baton.ask<number>('accepted');
      return [
        {
          what: 'p99 of the acknowledgements, from the due time of each event',
          value: exactly(percentile(latencies, 0.99)),
          unit: 'ms',
          target: atMost(1_000),
          absolute: `${latencies.length} of ${EVENTS} acknowledged, p50 ${ms(median(latencies))}; ${accepted} leads accepted`,
        },
        {
          what: 'Messages posted, relative to Slack’s limit of one per second and channel',
          value: exactly(seen.length / (channels * WATCH_S)),
          unit: '×',
          target: atLeast(0.9),
          absolute: `${seen.length} messages in ${channels} channels in ${WATCH_S} s, each answered after ${ANSWER_MS} ms`,
        },
      ];
    }),
};
