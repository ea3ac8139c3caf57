import { setTimeout as sleep } from 'node:timers/promises';
import { atLeast, atMost, type Bench } from '../bench.ts';
import { exactly, median, ms, percentile } from '../measure/statistics.ts';
import { COMPANY } from '../seed/leads.ts';
import { onStage } from '../servers/stage.ts';
import { signed } from '../slack/requests.ts';
import { waitingLeads } from './acceptance.ts';

const EVENTS = 5_000;
const PER_SECOND = 500;
const ANSWER_MS = 100;
/** After the burst, in which the outbox is watched. */
const WATCH_S = 20;

/** A morning's worth of reactions in ten seconds, from a Slack that takes as long to answer as Slack does. */
export const events: Bench = {
  name: 'events',
  what: `${EVENTS.toLocaleString('en')} reactions in ten seconds over HTTP, every lead in one of ${COMPANY.teams} channels`,
  isLong: true,
  run: ({ seeded, tell }) =>
    onStage(async ({ slack, child, target }) => {
      const ours = await slack({ answerMs: ANSWER_MS });
      const databasePath = await seeded(30_000, 1_200);
      const next = waitingLeads(databasePath);
      const baton = await child('baton.child.ts', { mode: 'http', apiUrl: ours.apiUrl, databasePath });
      const to = target(baton);
      const posts: { lane: string; at: number }[] = [];
      ours.onCall = ({ method, arguments: given, at }) => {
        if (method === 'chat.postMessage') posts.push({ lane: given.get('channel') ?? '', at });
      };
      tell('the burst');
      const requests = next(EVENTS).map((event) => signed(JSON.stringify(event)));
      const { latencies } = await to.fire(requests, { atOnce: 64, perSecond: PER_SECOND });
      await baton.ask('handled');
      tell(`the outbox, for ${WATCH_S} seconds`);
      const from = performance.now();
      await sleep(WATCH_S * 1000);
      const seen = posts.filter(({ at }) => at >= from);
      const lanes = new Set(seen.map(({ lane }) => lane)).size;
      const accepted = await baton.ask<number>('accepted');
      return [
        {
          what: 'p99 of the acknowledgements, from the moment that each event was due',
          value: exactly(percentile(latencies, 0.99)),
          unit: 'ms',
          mark: atMost(1_000),
          seen: `${latencies.length} of ${EVENTS} acknowledged, p50 ${ms(median(latencies))}; ${accepted} leads accepted`,
        },
        {
          what: 'Messages posted, to the one a second that Slack takes in each channel',
          value: exactly(seen.length / (lanes * WATCH_S)),
          unit: '×',
          mark: atLeast(0.9),
          seen: `${seen.length} messages in ${lanes} channels in ${WATCH_S} s, each answered after ${ANSWER_MS} ms`,
        },
      ];
    }),
};
