/**
 * The first run with many records: flat memory, within the limits of the CRM, with stops in the middle, while people work.
 * `npm run test:sync -- --records 50000` is the size of a large company.
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { type CrmChanges, CrmError, type CrmRecord, sharedFields } from '../../src/crm/crm.ts';
import { syncState } from '../../src/crm/state.ts';
import { leads } from '../../src/leads/table.ts';
import { count } from '../../src/platform/db/drizzle.ts';
import { syncedWorld } from './world.ts';

const RECORDS = Number(process.env.SYNC_RECORDS ?? 8_000);
const PAGE = 100;
/** The CRM takes so many calls in ten seconds, and says when it takes more. */
const CALLS = 20;

setFlagsFromString('--expose-gc');
const collect: () => void = runInNewContext('gc');

/** Of the heap, once the garbage is gone, also that of other tests of this process. The database in memory is not in it. */
function keptMb(): number {
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 1e6;
}

function recordOf(number: number, changedAt: Date): CrmRecord {
  const empty = Object.fromEntries(sharedFields.map((field) => [field, null])) as CrmRecord['contact'];
  return {
    ...{ id: String(number), changedAt, isMatch: true, source: null, campaign: 'Fair', score: null, need: null },
    ...{ ownerId: null, status: null, deal: null, extra: {} },
    contact: { ...empty, name: `Person ${number}`, email: `p${number}@c${number % 9000}.example` },
  };
}

test(`brings ${RECORDS} records in as a list`, { timeout: 900_000 }, async () => {
  const world = await syncedWorld({ plan: { addsLeads: false } });
  const { db, crm, clock } = world;
  let calls: number[] = [];
  let [refused, pages] = [0, 0];
  crm.crm.changes = async (_, cursor): Promise<CrmChanges> => {
    const at = clock().getTime();
    calls = calls.filter((one) => at - one < 10_000);
    if (calls.length >= CALLS) {
      refused += 1;
      throw new CrmError('limit', 'too many requests', { afterMs: 10_000 });
    }
    calls.push(at);
    pages += 1;
    const from = Number(cursor ?? 0);
    const until = Math.min(from + PAGE, RECORDS);
    const records = Array.from({ length: until - from }, (_, index) => recordOf(from + index, clock()));
    // Someone stops Baton now and then, in the middle of a page.
    if (pages % 30 === 0) stopping?.abort();
    return { records, cursor: String(until), isEnd: until === RECORDS };
  };
  let stopping: AbortController | undefined;
  const sizes: number[] = [];
  let handedOff = 0;
  while (syncState(db, world.connection.id, clock())?.isFirstDone !== true) {
    stopping = new AbortController();
    world.later(60);
    const run = world.syncer.run(stopping.signal);
    // People hand leads off meanwhile, and are not kept waiting until the end.
    handedOff += 1;
    await world.handOff(clock(), { name: `Own ${handedOff}`, email: `own${handedOff}@own.example` });
    await run;
    sizes.push(keptMb());
  }
  const found = db.select({ leads: count() }).from(leads).get()?.leads;
  expect(found).toBe(RECORDS + handedOff);
  expect(syncState(db, world.connection.id, clock())).toMatchObject({ added: RECORDS, kept: 0, known: 0 });
  // A short list stays within the limits of the account.
  expect(refused).toBeGreaterThanOrEqual(RECORDS < 5_000 ? 0 : 1);
  const [first = 0, last = 0] = [sizes[Math.floor(sizes.length / 4)], sizes.at(-1)];
  console.info(
    `${RECORDS} records, ${pages} pages, ${refused} refused; kept ${Math.round(first)} MB, ${Math.round(last)} MB`,
  );
  expect(last - first).toBeLessThan(15);
});
