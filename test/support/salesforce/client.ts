import { onTestFinished } from 'vitest';
import type { Crm, CrmPlan } from '../../../src/crm/crm.ts';
import { salesforceKind } from '../../../src/crm/salesforce/kind.ts';
import { salesforceFake } from './fake.ts';

/** Nothing comes in and nothing is written besides contact data. */
const plainPlan: CrmPlan = {
  rule: null,
  teamId: 1,
  marketerId: 'U1',
  addsLeads: true,
  status: null,
  deals: null,
  fields: {},
  writesOwner: false,
  writesNotes: false,
  masters: {},
};

/** A Monday. */
const START = new Date('2026-11-02T09:00:00Z');

/** A fake account, its clock, and a client that is connected to it. */
export async function connectedSalesforce({
  plan = {},
  timeoutMs,
}: {
  plan?: Partial<CrmPlan>;
  timeoutMs?: number;
} = {}) {
  let now = START.getTime();
  const clock = {
    now: () => new Date(now),
    advance(ms: number) {
      now += ms;
    },
  };
  const fake = await salesforceFake({ now: clock.now });
  const stop = new AbortController();
  const open = (credentials: Record<string, string> = fake.credentials): Promise<Crm> =>
    salesforceKind(timeoutMs === undefined ? {} : { timeoutMs }).open(credentials, {
      proxies: {},
      now: clock.now,
      address: fake.url,
      signal: stop.signal,
    });
  const crm = await open();
  onTestFinished(async () => {
    await crm.close();
    await fake.close();
  });
  return { fake, clock, crm, open, stop, plan: { ...plainPlan, ...plan } };
}
