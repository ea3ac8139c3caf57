import { atMost, type Bench } from '../bench.ts';
import { median, ms, percentile, spread } from '../measure/statistics.ts';
import { withServers } from '../servers/servers.ts';
import { handoffCommand } from '../slack/requests.ts';

/** From the slash command to the API call that opens the form, without Slack's part. */
export const modal: Bench = {
  name: 'modal',
  what: 'Slash command to views.open sent, Baton’s part',
  run: ({ short, seeded }) =>
    withServers(async ({ slack, child, endpoint }) => {
      const ours = await slack();
      const databasePath = await seeded(10_000);
      const baton = endpoint(await child('baton.child.ts', { mode: 'http', apiUrl: ours.apiUrl, databasePath }));
      let opened = Promise.withResolvers<number>();
      ours.onCall = ({ method, at }) => {
        if (method === 'views.open') opened.resolve(at);
      };
      let number = 0;
      const one = async () => {
        number += 1;
        opened = Promise.withResolvers();
        const request = handoffCommand(number, `${ours.apiUrl}response`);
        const begin = performance.now();
        await baton.fire([request], { atOnce: 1 });
        return (await opened.promise) - begin;
      };
      const some = async (count: number) => {
        const took: number[] = [];
        for (let i = 0; i < count; i += 1) took.push(await one());
        return took;
      };
      await some(200);
      const runs: number[][] = [];
      for (let round = 0; round < (short ? 2 : 5); round += 1) runs.push(await some(short ? 200 : 600));
      return [
        {
          what: 'p99 from the command to views.open',
          value: spread(runs.map((run) => percentile(run, 0.99))),
          unit: 'ms',
          target: atMost(10),
          absolute: `p50 ${ms(median(runs.map(median)))}`,
        },
      ];
    }),
};
