/** A client of HubSpot on a fake account; both end with the test. */
import { onTestFinished } from 'vitest';
import type { Crm, CrmNote, CrmPlan, CrmRecord, CrmWrite } from '../../../src/crm/crm.ts';
import { type FakeOptions, hubspotFake } from '../../support/hubspot/fake.ts';
import { testHubSpot } from '../../support/hubspot/kind.ts';

export const plan = (further: Partial<CrmPlan> = {}): CrmPlan => ({
  rule: 'lifecyclestage=marketingqualifiedlead',
  teamId: 1,
  marketerId: 'U1',
  addsLeads: true,
  status: null,
  deals: { pipeline: 'default', stages: { qualified: 'qualifiedtobuy', won: 'closedwon', lost: 'closedlost' } },
  fields: {},
  writesOwner: true,
  writesNotes: true,
  masters: {},
  ...further,
});

let leads = 0;
export const write = (further: Partial<CrmWrite> = {}): CrmWrite => ({
  leadId: ++leads,
  recordId: null,
  isRepeat: false,
  contact: {},
  extra: {},
  notes: [],
  ...further,
});

export const note = (key: string, further: Partial<CrmNote> = {}): CrmNote => ({
  key,
  kind: 'note',
  at: new Date('2026-11-02T08:00:00.000Z'),
  text: 'Accepted by Sam',
  ownerId: '71',
  ...further,
});
export const deal = (further: Partial<NonNullable<CrmWrite['deal']>> = {}) => ({
  id: null,
  name: 'Porto Foods',
  stage: 'qualifiedtobuy',
  amount: 1200.5,
  currency: 'EUR',
  closeOn: '2026-12-24',
  ...further,
});

export interface Clock {
  now: () => Date;
  move(ms: number): void;
}

export function clock(at = '2026-11-02T09:00:00.000Z'): Clock {
  let ms = Date.parse(at);
  return {
    now: () => new Date(ms),
    move: (byMs) => {
      ms += byMs;
    },
  };
}

export const openClient = (fake: { url: string; key: string }, now: () => Date, timeoutMs?: number): Promise<Crm> => {
  const ending = new AbortController();
  onTestFinished(() => ending.abort());
  return testHubSpot(timeoutMs).open({ key: fake.key }, { proxies: {}, now, address: fake.url, signal: ending.signal });
};

export async function scene(options: FakeOptions & { timeoutMs?: number } = {}) {
  const time = clock();
  const fake = await hubspotFake({ now: time.now, ...options });
  onTestFinished(() => fake.close());
  const crm = await openClient(fake, time.now, options.timeoutMs);
  onTestFinished(() => crm.close());
  fake.seen.length = 0;
  return { fake, crm, time, people: fake.people };
}

/** A short wait for an answer that never comes; another answer may be slow on a busy machine. */
export const patience = (fault: string) => (fault.startsWith('silent') ? { timeoutMs: 150 } : {});

/** All pages until the end. */
export async function readAll(crm: Crm, of: CrmPlan, cursor: string | null = null) {
  const records: CrmRecord[] = [];
  for (let pages = 1; ; pages++) {
    const page = await crm.changes(of, cursor);
    records.push(...page.records);
    cursor = page.cursor;
    if (page.isEnd) return { records, cursor, pages };
    if (pages > 500) throw new Error('the pages have no end');
  }
}

/** The error of a promise. */
export const failure = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => new Error('it did not fail'),
    (error: unknown) => error,
  );
