/** A client of a CRM whose answers are spoilt: it does what was asked, or says in short words what is wrong. */
import fc from 'fast-check';
import { expect, onTestFinished } from 'vitest';
import { type Crm, CrmError, type CrmKind, type CrmName, type CrmPlan, type CrmWrite } from '../../src/crm/crm.ts';
import { salesforceKind } from '../../src/crm/salesforce/kind.ts';
import { hubspotFake } from '../support/hubspot/fake.ts';
import { testHubSpot } from '../support/hubspot/kind.ts';
import { salesforceFake } from '../support/salesforce/fake.ts';
import { anySpoil, continued, type Spoil, spoiling } from '../support/spoil.ts';
import { plan as hubspotPlan } from './hubspot/scene.ts';

const NOW = new Date('2026-11-02T09:00:00Z');
/** Values of a person that stand in answers and in what is written. */
const PERSON = { name: 'Zebra Quagga', company: 'Okapi Works', email: 'zebra@quagga.example', phone: '+4930901820' };
const SECRETS = /zebra|quagga|okapi|901820/i;

interface Account {
  kind: CrmKind;
  credentials: Record<string, string>;
  url: string;
  plan: CrmPlan;
  recordId: string;
}

const accounts: Record<CrmName, () => Promise<Account>> = {
  async hubspot() {
    const fake = await hubspotFake({ now: () => NOW });
    onTestFinished(() => fake.close());
    const status = { lifecyclestage: 'marketingqualifiedlead' };
    const recordId = fake.people.addContact({ firstname: 'Zebra', lastname: 'Quagga', email: PERSON.email, ...status });
    return { kind: testHubSpot(), credentials: { key: fake.key }, url: fake.url, plan: hubspotPlan(), recordId };
  },
  async salesforce() {
    const fake = await salesforceFake({ now: () => NOW });
    onTestFinished(() => fake.close());
    const recordId = fake.addLead({
      LastName: 'Quagga',
      Company: PERSON.company,
      Email: PERSON.email,
      Status: 'Qualified',
    });
    const stages = { qualified: 'Prospecting', won: 'Closed Won', lost: 'Closed Lost' };
    const plan = { ...hubspotPlan(), rule: 'status:Qualified', deals: { pipeline: 'Opportunity', stages } };
    return { kind: salesforceKind({}), credentials: fake.credentials, url: fake.url, plan, recordId };
  },
};

const aWrite = (leadId: number, recordId: string | null): CrmWrite => ({
  ...{ leadId, recordId, isRepeat: leadId % 2 === 0, contact: PERSON, extra: {} },
  notes: [{ key: `note-${leadId}`, kind: 'note', at: NOW, text: `Spoke to ${PERSON.name}`, ownerId: null }],
  deal: { id: null, name: PERSON.company, stage: '', amount: 1, currency: null, closeOn: null },
});

type Act = (crm: Crm, account: Account, leadId: number) => Promise<unknown>;
const acts: Record<string, Act> = {
  check: (crm) => crm.check(),
  offers: (crm) => crm.offers(),
  owners: (crm) => crm.owners(),
  changes: async (crm, { plan }) => {
    const page = await crm.changes(plan, null);
    return [page, await crm.changes(plan, page.cursor)];
  },
  read: async (crm, { plan, recordId }) => [...(await crm.read(plan, [recordId]))],
  find: (crm, { plan }) => crm.find(plan, PERSON),
  write: (crm, { plan, recordId }, leadId) => {
    const deals = plan.deals?.stages.qualified ?? '';
    const writes = [aWrite(leadId, null), aWrite(leadId + 1, recordId)];
    return crm.write(
      plan,
      writes.map((one) => ({ ...one, deal: one.deal && { ...one.deal, stage: deals } })),
    );
  },
};

const LONGEST_WORDS = 700;
/** Of one act, with its tries. */
const MOST_REQUESTS = 150;

/** The fault of how an act ended, if it has one. */
function wrongWith(error: unknown): string | undefined {
  if (!(error instanceof CrmError)) return error instanceof Error ? `${error.stack}` : `${error}`;
  if (error.words.length > LONGEST_WORDS) return `${error.words.length} characters`;
  if (SECRETS.test(`${error.words} ${error.stack}`)) return `a value in ${error.words}`;
  return error.afterMs === undefined || Number.isFinite(error.afterMs) ? undefined : `waits for ${error.afterMs}`;
}

/** Invalid dates become null without a word, so all are looked at. */
function allIn(value: unknown): unknown[] {
  if (typeof value !== 'object' || value === null || value instanceof Date || value instanceof Error) return [value];
  return Object.values(value).flatMap(allIn);
}

function wrongIn(result: unknown): string | undefined {
  for (const part of allIn(result)) {
    if (part instanceof Date && Number.isNaN(part.getTime())) return 'an invalid date';
    if (typeof part === 'number' && !Number.isFinite(part)) return 'a number without end';
    const fault = part instanceof Error ? wrongWith(part) : undefined;
    if (fault) return fault;
  }
  return undefined;
}

/** Tries this many spoilt answers of each act. */
export async function trySpoilt(name: CrmName, numRuns: number): Promise<void> {
  const account = await accounts[name]();
  const door = await spoiling(account.url);
  const stop = new AbortController();
  const options = { proxies: {}, now: () => NOW, address: door.url, signal: stop.signal };
  let leadId = 0;
  const end = async (act: Act, after: number, spoil: Spoil): Promise<string | undefined> => {
    leadId += 2;
    door.from(after, spoil);
    let crm: Crm | undefined;
    try {
      crm = await account.kind.open(account.credentials, options);
      const result = await act(crm, account, leadId);
      return wrongIn(result);
    } catch (error) {
      return wrongWith(error);
    } finally {
      await crm?.close();
    }
  };
  const anyAct = fc.constantFrom(...Object.keys(acts));
  await fc.assert(
    fc.asyncProperty(anyAct, fc.nat(12), anySpoil, async (what, after, spoil) => {
      expect(await end(acts[what] as Act, after, spoil), what).toBeUndefined();
      expect(door.asked(), `requests of ${what}`).toBeLessThan(MOST_REQUESTS);
    }),
    // Pages without end, always; the rest is chosen.
    { numRuns, examples: Object.keys(acts).map((act) => [act, 1, continued]) },
  );
}
