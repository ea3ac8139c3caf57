/** The sync with a CRM in memory, which answers at once, and hand-offs of the same contacts on a copy of the database. */
import { connectCrm, keepCheck, setPlan, switchOn } from '../../src/crm/connection.ts';
import type { Crm, CrmPlan, CrmRecord } from '../../src/crm/crm.ts';
import { createCrmSync } from '../../src/crm/engine.ts';
import { handOff } from '../../src/leads/acts/handoff.ts';
import { createKeys } from '../../src/platform/crypto/keys.ts';
import { type Db, openDatabase } from '../../src/platform/db/open.ts';
import { createWriter } from '../../src/platform/db/write.ts';
import { createLog } from '../../src/platform/log.ts';
import type { Directory } from '../../src/platform/slack/directory.ts';
import { MINUTE_MS } from '../../src/platform/time/units.ts';
import { timed } from '../measure/rounds.ts';
import { contact } from '../seed/words.ts';
import { AT, MARKETER } from '../slack/workspace.ts';
import { serve } from './child.ts';
import { loopDelays } from './loop-delays.ts';

export interface Taken {
  /** Other processes change it less than the time on the clock. */
  processorMs: number;
  ms: number;
}

export interface ReadAgain {
  poll: number[];
  /** The same links with their leads, each read by its key with better-sqlite3 alone. */
  byKey: number[];
}

/** A page of a CRM. */
const PAGE = 100;
/** Far from the contacts of the seeded leads. */
const FROM = 4_000_000;

const PLAN: CrmPlan = {
  ...{ rule: 'mql', teamId: 1, marketerId: MARKETER, addsLeads: false, writesOwner: true, writesNotes: true },
  status: { field: 'status', values: { new: 'New', accepted: 'Open', working: 'Open', qualified: 'Qualified' } },
  ...{ deals: null, fields: {}, masters: {} },
};

function recordOf(number: number): CrmRecord {
  const { name, company, email } = contact(FROM + number);
  return {
    ...{ id: String(number), changedAt: AT, isMatch: true, source: null, campaign: 'Fair', score: null },
    ...{ need: 'A demo next week', ownerId: null, status: null, deal: null, extra: {} },
    // A namesake at the same company would be the same person.
    contact: {
      name: `${name} ${number}`,
      company,
      email: `${number}.${email}`,
      phone: null,
      role: null,
      country: null,
      companySize: null,
    },
  };
}

/** Lists each record once, in pages, and keeps what is written. */
function memoryCrm() {
  const records = new Map<string, CrmRecord>();
  const listed: CrmRecord[] = [];
  const crm: Crm = {
    check: async () => ({ account: 'Northwind', missing: [], notes: [] }),
    offers: async () => ({ rules: [], statusFields: [], pipelines: [], fields: [] }),
    changes: async () => {
      const some = listed.splice(0, PAGE);
      return { records: some, cursor: String(some.at(-1)?.id), isEnd: listed.length === 0 };
    },
    read: async (_, ids) =>
      new Map(
        ids.map((id) => {
          const record = records.get(id);
          return [id, record ? { record } : { gone: true }];
        }),
      ),
    find: async () => [],
    write: async (_, writes) =>
      writes.map(({ recordId, status, notes }) => {
        const record = records.get(recordId ?? '');
        if (record && status !== undefined) record.status = status;
        return { recordId, dealId: null, notes: notes.map(({ key }) => key) };
      }),
    owners: async () => [],
    linkOf: (id) => `https://crm.example/record/${id}`,
    recordIn: () => undefined,
    left: () => undefined,
    close: async () => {},
  };
  const add = (record: CrmRecord) => {
    records.set(record.id, record);
    listed.push(record);
  };
  return { crm, add };
}

serve<{ synced: string; plain: string }>(async ({ synced, plain }) => {
  const db = openDatabase(synced);
  const write = createWriter(db);
  const keys = createKeys(synced);
  const { crm, add } = memoryCrm();
  const kind = { name: 'hubspot', label: 'HubSpot', credentials: [], open: async () => crm } as const;
  let now = AT;
  await write((tx) => {
    connectCrm(tx, keys, { kind: 'hubspot', credentials: {}, by: MARKETER }, now);
    keepCheck(tx, { account: 'Northwind', missing: [], notes: [] }, now);
    setPlan(tx, { plan: PLAN, by: MARKETER }, now);
    switchOn(tx, { by: MARKETER }, now);
  });
  const directory = { people: async (ids: Iterable<string>) => [...ids].map((id) => ({ id, name: id })) };
  const syncer = createCrmSync(
    {
      ...{ db, write, keys, now: () => now, log: createLog('error') },
      ...{ directory: directory as unknown as Directory, web: {} as never },
    },
    {
      crms: {
        client: async () => crm,
        kindOf: () => kind,
        knownChoices: () => undefined,
        readChoices: async () => ({ offers: await crm.offers(), owners: [] }),
      },
      pageOf: (leadId) => `https://baton.example/lead/${leadId}`,
      noteOf: ({ kind: what }) => (what === 'handed_off' ? { kind: 'note', text: 'Handed off to Team 1' } : undefined),
    },
  );
  const stop = new AbortController();
  const poll = async (afterMs: number) => {
    now = new Date(now.getTime() + afterMs);
    await syncer.run(stop.signal);
  };
  let made = 0;
  const other = openDatabase(plain);
  const otherWrite = createWriter(other);

  return {
    ready: true,
    answers: {
      /** New records, which the CRM lists at once, or so many a poll. */
      comeIn: async ({ count, each }: { count: number; each: number }): Promise<Taken> => {
        const before = leadsIn(db);
        const one = await taken(async () => {
          for (let left = count; left > 0; left -= each) {
            for (let n = 0; n < Math.min(each, left); n += 1) {
              made += 1;
              add(recordOf(made));
            }
            await poll(MINUTE_MS);
          }
        });
        if (leadsIn(db) !== before + count)
          throw new RangeError(`${leadsIn(db) - before} of ${count} records are leads.`);
        return one;
      },
      /** So many in a commit. */
      handOffs: ({ count, each }: { count: number; each: number }): Promise<Taken> =>
        taken(async () => {
          for (let left = count; left > 0; left -= each)
            await otherWrite((tx) => {
              for (let n = 0; n < each; n += 1) {
                made += 1;
                const { name, email, company } = recordOf(made).contact;
                const form = { name: name ?? '', company: company ?? '', email, temperature: 'warm' as const };
                const others = { phone: null, role: null, source: 'HubSpot', stage: null, need: 'A demo next week' };
                const by = { marketerId: MARKETER, assigneeId: null, messageLink: null, earlierLeadId: null };
                handOff(tx, { form: { ...form, ...others }, teamId: 1, ...by }, AT);
              }
            });
        }),
      /** A look at a CRM in which nothing changed; no linked record is due to be read again. */
      look: async ({ times }: { times: number }): Promise<number[]> => {
        const took: number[] = [];
        db.$client.prepare('update crm_links set seen_at = ?').run(now.getTime() + MINUTE_MS);
        for (let run = 0; run < times; run += 1) took.push(await timeOf(() => poll(MINUTE_MS / 2)));
        return took;
      },
      /** The same, with a hundred linked records that are read again. */
      readAgain: async ({ times }: { times: number }): Promise<ReadAgain> => {
        const took: number[] = [];
        for (let run = 0; run < times; run += 1) took.push(await timeOf(() => poll(6 * MINUTE_MS)));
        const ids = db.$client.prepare('select id from crm_links order by seen_at limit ?').pluck().all(PAGE);
        const byKey = db.$client.prepare(
          'select * from crm_links join leads on leads.id = crm_links.lead_id where crm_links.id = ?',
        );
        return { poll: took, byKey: timed(times, () => ids.map((id) => byKey.get(id))) };
      },
      ...loopDelays(),
    },
  };
});

const leadsIn = ({ $client }: Db): number => Number($client.prepare('select count(*) from crm_links').pluck().get());

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const begin = performance.now();
  await work();
  return performance.now() - begin;
}

async function taken(work: () => Promise<unknown>): Promise<Taken> {
  const before = process.cpuUsage();
  const ms = await timeOf(work);
  const { user, system } = process.cpuUsage(before);
  return { processorMs: (user + system) / 1000, ms };
}
