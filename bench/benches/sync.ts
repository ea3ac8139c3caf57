import { atMost, type Bench } from '../bench.ts';
import { rounds } from '../measure/rounds.ts';
import { exactly, median, ms, ratios, spread } from '../measure/statistics.ts';
import { withServers } from '../servers/servers.ts';
import type { ReadAgain, Taken } from '../servers/sync.child.ts';

/** Of a list, and of one poll in which marketing qualified a few people. */
const [LIST, FEW] = [100, 5];
/** Records that the sync takes in one transaction. */
const SLICE = 20;

/** The sync with a CRM that answers at once: its own cost. */
export const sync: Bench = {
  name: 'sync',
  what: 'The sync with a CRM: records that come in, looks at a CRM in which nothing changed, and linked records that are read again',
  run: ({ short, seeded }) =>
    withServers(async ({ child }) => {
      const leads = short ? 10_000 : 100_000;
      const server = await child('sync.child.ts', { synced: await seeded(leads), plain: await seeded(leads) });
      const [list, few] = short ? [300, 25] : [1_000, 50];
      await server.ask('watchLoop');
      const came = await rounds(
        { count: short ? 3 : 5, warmUp: 1 },
        {
          list: () => server.ask<Taken>('comeIn', { count: list, each: list }),
          few: () => server.ask<Taken>('comeIn', { count: few, each: FEW }),
          many: () => server.ask<Taken>('handOffs', { count: list, each: SLICE }),
          one: () => server.ask<Taken>('handOffs', { count: few, each: 1 }),
        },
      );
      const [hold = Number.NaN] = await server.ask<number[]>('loopDelays', [1]);
      const each = (taken: Taken[], count: number) => taken.map(({ processorMs }) => processorMs / count);
      const [many, one] = [each(came.many, list), each(came.one, few)];
      const oneMs = median(came.one.map((taken) => taken.ms)) / few;
      const looked = await rounds(
        { count: short ? 3 : 7, warmUp: 1 },
        {
          looks: () => server.ask<number[]>('look', { times: 4 }),
          again: () => server.ask<ReadAgain>('readAgain', { times: 10 }),
        },
      );
      const looks = looked.looks.map(median);
      const [again, byKey] = [
        looked.again.map(({ poll }) => median(poll)),
        looked.again.map((one) => median(one.byKey)),
      ];
      return [
        {
          what: `A record of a list, relative to a hand-off in a commit of ${SLICE}`,
          value: spread(ratios(each(came.list, list), many)),
          unit: '×',
          // A hand-off, its link, and what both sides agree on in each field.
          target: atMost(3),
          absolute: `${ms(median(each(came.list, list)))} of the processor vs. ${ms(median(many))}; ${leads.toLocaleString('en')} leads`,
          guards: true,
        },
        {
          what: `A record of ${FEW} in a poll, with what is written back, relative to a hand-off with its own commit`,
          value: spread(ratios(each(came.few, few), one)),
          unit: '×',
          target: atMost(6),
          absolute: `${ms(median(each(came.few, few)))} of the processor vs. ${ms(median(one))}`,
          guards: true,
        },
        {
          what: 'A look at a CRM in which nothing changed, relative to a hand-off with its own commit',
          value: exactly(median(looks) / oneMs),
          unit: '×',
          target: atMost(2),
          absolute: `${ms(median(looks))} vs. ${ms(oneMs)}; twice a minute`,
          guards: true,
        },
        {
          what: `${LIST} linked records that are read again and did not change, relative to reading them by key`,
          value: spread(ratios(again, byKey)),
          unit: '×',
          target: atMost(20),
          absolute: `${ms(median(again))} vs. ${ms(median(byKey))}`,
          guards: true,
        },
        {
          what: 'The sync holds the event loop for at most',
          value: exactly(hold),
          unit: 'ms',
          // As for the loop as a whole: twenty records share a commit.
          target: atMost(50),
          absolute: `${list.toLocaleString('en')} records of a list at a time, and ${few} of polls`,
        },
      ];
    }),
};
