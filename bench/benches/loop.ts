import { atMost, type Bench } from '../bench.ts';
import { syncTimes } from '../measure/disk.ts';
import { exactly, ms, percentile } from '../measure/statistics.ts';
import { onStage } from '../servers/stage.ts';
import { submissions } from './handoff.ts';

const SECONDS = 10;
const AT_ONCE = 64;

/** How long Baton keeps everything else waiting while the three heaviest things come together. */
export const loop: Bench = {
  name: 'loop',
  what: 'Delay of the event loop at 1,000,000 leads: digests of all teams, a bulk load and a burst of hand-offs together',
  isLong: true,
  run: ({ seeded, folder, tell }) =>
    onStage(async ({ slack, child, target }) => {
      const { apiUrl } = await slack();
      const databasePath = await seeded(1_000_000);
      const next = submissions(databasePath);
      const baton = await child('baton.child.ts', { mode: 'http', apiUrl, databasePath });
      const to = target(baton);
      tell('warming up');
      await to.fire(next(2_000), { atOnce: AT_ONCE });
      await baton.ask('digests');
      const syncs = syncTimes(folder, 500);
      const sync = percentile(syncs, 0.999);
      tell(`${SECONDS} seconds of everything`);
      await baton.ask('watchLoop');
      const until = performance.now() + SECONDS * 1000;
      const during = async (work: () => Promise<unknown>) => {
        let times = 0;
        while (performance.now() < until) {
          await work();
          times += 1;
        }
        return times;
      };
      const [handoffs, loads, digests] = await Promise.all([
        during(() => to.fire(next(500), { atOnce: AT_ONCE })),
        during(() => baton.ask('load', 500)),
        during(() => baton.ask('digests')),
      ]);
      const [p50 = 0, p999 = 0, longest = 0] = await baton.ask<number[]>('loopDelays', [0.5, 0.999, 1]);
      const seen = `${handoffs * 500} hand-offs, ${loads * 500} rows loaded, ${digests * 20} digests in ${SECONDS} s`;
      const beyond = (delay: number) => Math.max(0, delay - sync);
      return [
        {
          what: 'p99.9 beyond that of the disk’s own sync',
          value: exactly(beyond(p999)),
          unit: 'ms',
          mark: atMost(20),
          seen: `${ms(p999)}, p50 ${ms(p50)}, fdatasync p99.9 ${ms(sync)}; ${seen}`,
        },
        {
          what: 'The longest, beyond the longest sync',
          value: exactly(Math.max(0, longest - Math.max(...syncs))),
          unit: 'ms',
          mark: atMost(50),
          seen: `${ms(longest)}, fdatasync ${ms(Math.max(...syncs))}`,
        },
      ];
    }),
};
