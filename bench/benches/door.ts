import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { atLeast, atMost, type Bench, type BenchContext, type Row } from '../bench.ts';
import { addFormSource, FORMS_PATH, signedForm } from '../load/forms.ts';
import { type Endpoint, endpoint } from '../load/http.ts';
import { rounds } from '../measure/rounds.ts';
import { exactly, median, ms, percentile, ratios, spread } from '../measure/statistics.ts';
import type { Child } from '../servers/child.ts';
import { withServers } from '../servers/servers.ts';
import { signed } from '../slack/requests.ts';
import { waitingLeads } from './acceptance.ts';

const AT_ONCE = 64;
const PER_SECOND = 200;
const REACTIONS_PER_SECOND = 50;
/** A start ends with the collection of its garbage, after a second. */
const STARTED_MS = 2_000;

let made = 0;
const forms = (count: number) => Array.from({ length: count }, () => signedForm(++made));

/** Signed forms over HTTP, each a lead before its answer. */
export const door: Bench = {
  name: 'door',
  what: 'Leads over HTTP from signed forms, answered after their commit',
  run: (setting) =>
    withServers(async ({ slack, child, endpoint: toSlackOf }) => {
      const { apiUrl } = await slack();
      const databasePath = await setting.seeded(10_000, 1_200);
      await addFormSource(databasePath);
      const file = join(await setting.built(), 'baton.child.js');
      const baton = await child(file, { mode: 'http', apiUrl, databasePath });
      const plain = await child('form.child.ts', {});
      const [ours, theirs] = await Promise.all([formsOf(baton), formsOf(plain)]);
      try {
        setting.tell(`${PER_SECOND} forms a second while people accept leads`);
        const steady = await whilePeopleWork(setting, { ours, slackSide: toSlackOf(baton), databasePath });
        setting.tell(`${AT_ONCE} at once`);
        // Neither side waits for the disk, so that the ratio is one of work.
        await baton.ask('stopSyncing');
        return [...steady, ...(await relative(setting, { baton, plain, ours, theirs }))];
      } finally {
        await Promise.all([ours.close(), theirs.close()]);
      }
    }),
};

async function formsOf(child: Child): Promise<Endpoint> {
  const port = (await child.ask<number | undefined>('doorPort').catch(() => undefined)) ?? (child.ready as number);
  return endpoint(port, AT_ONCE, FORMS_PATH);
}

async function whilePeopleWork(
  { short }: BenchContext,
  { ours, slackSide, databasePath }: { ours: Endpoint; slackSide: Endpoint; databasePath: string },
): Promise<Row[]> {
  const seconds = short ? 3 : 20;
  const events = waitingLeads(databasePath)(REACTIONS_PER_SECOND * (seconds + 1)).map((event) =>
    signed(JSON.stringify(event)),
  );
  await sleep(STARTED_MS);
  // The code of both is compiled.
  await ours.fire(forms(PER_SECOND), { atOnce: AT_ONCE, perSecond: PER_SECOND });
  await slackSide.fire(events.splice(0, REACTIONS_PER_SECOND), { atOnce: 16, perSecond: REACTIONS_PER_SECOND });
  const [sent, heard] = await Promise.all([
    ours.fire(forms(PER_SECOND * seconds), { atOnce: AT_ONCE, perSecond: PER_SECOND }),
    slackSide.fire(events, { atOnce: 16, perSecond: REACTIONS_PER_SECOND }),
  ]);
  const p99 = percentile(sent.latencies, 0.99);
  return [
    {
      what: `p99 of ${PER_SECOND} forms a second, each on the disk before its answer, while people accept ${REACTIONS_PER_SECOND} leads a second`,
      value: exactly(p99),
      unit: 'ms',
      target: atMost(100),
      absolute: `${sent.latencies.length} of ${PER_SECOND * seconds} answered, p50 ${ms(median(sent.latencies))}; p99 of the reactions ${ms(percentile(heard.latencies, 0.99))}`,
    },
  ];
}

async function relative(
  { short }: BenchContext,
  { baton, plain, ours, theirs }: { baton: Child; plain: Child; ours: Endpoint; theirs: Endpoint },
): Promise<Row[]> {
  const count = short ? 800 : 3_000;
  const fired = (child: Child, to: Endpoint) => async () => {
    const requests = forms(count);
    const before = await child.ask<number>('processorMs');
    const { perSecond } = await to.fire(requests, { atOnce: AT_ONCE });
    return { perSecond, processorMs: ((await child.ask<number>('processorMs')) - before) / count };
  };
  const results = await rounds(
    { count: short ? 3 : 9, warmUp: 2 },
    { baton: fired(baton, ours), plain: fired(plain, theirs) },
  );
  const rate = (name: 'baton' | 'plain') => results[name].map(({ perSecond }) => perSecond);
  const processor = (name: 'baton' | 'plain') => results[name].map(({ processorMs }) => processorMs);
  return [
    {
      what: `Forms per second, ${AT_ONCE} at once, relative to bare node:http with the same body and signature, no disk on either side`,
      value: spread(ratios(rate('baton'), rate('plain'))),
      unit: '×',
      target: atLeast(0.05),
      absolute: `${Math.round(median(rate('baton')))} vs. ${Math.round(median(rate('plain')))} per second`,
      guards: true,
    },
    {
      what: 'Processor time of each, relative to the same',
      value: spread(ratios(processor('baton'), processor('plain'))),
      unit: '×',
      absolute: `${ms(median(processor('baton')))} vs. ${ms(median(processor('plain')))}`,
    },
  ];
}
