import { atMost, type Bench } from '../bench.ts';
import { rounds } from '../measure/rounds.ts';
import { median, ms, ratios, spread } from '../measure/statistics.ts';
import { withServers } from '../servers/servers.ts';

const LEADS = 100_000;
const TIMES = 50;

interface Looks {
  took: number[];
  byKey: number[];
}

/** The cost of the rituals between their days: the clock looks at them each second. */
export const rituals: Bench = {
  name: 'rituals',
  what: 'A look of the clock at all rituals, when none is due',
  run: ({ seeded }) =>
    withServers(async ({ child }) => {
      const name = String(LEADS);
      const reads = await child('reads.child.ts', { paths: { [name]: await seeded(LEADS) } });
      const look = () => reads.ask<Looks>('rituals', { name, times: TIMES });
      const { looks } = await rounds({ count: 5, warmUp: 2 }, { looks: look });
      const of = (side: keyof Looks) => looks.map((round) => median(round[side]));
      return [
        {
          what: 'Relative to reading a row by key for each ritual',
          value: spread(ratios(of('took'), of('byKey'))),
          unit: '×',
          target: atMost(60),
          absolute: `${ms(median(of('took')))} vs. ${ms(median(of('byKey')))}`,
        },
      ];
    }),
};
