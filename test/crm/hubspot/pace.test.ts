/** The pace, on a clock that only waiting moves. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hubspotKind } from '../../../src/crm/hubspot/kind.ts';
import { createWindow } from '../../../src/crm/hubspot/pace.ts';
import { hubspotFake } from '../../support/hubspot/fake.ts';
import { waitingClock } from '../../support/hubspot/kind.ts';
import { usualLimits } from '../../support/hubspot/limits.ts';
import { plan } from './scene.ts';

const signal = new AbortController().signal;

test('no span of ten seconds has more than the limit, whatever the pauses between the calls', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 20 }),
      fc.array(fc.integer({ min: 0, max: 3000 }), { maxLength: 80 }),
      async (most, pauses) => {
        const clock = waitingClock();
        const window = createWindow(most, 10_000, clock);
        const sent: number[] = [];
        for (const pause of pauses) {
          await clock.sleep(pause, signal);
          const free = await window.take(signal);
          sent.push(clock.nowMs());
          free();
        }
        for (const at of sent)
          expect(sent.filter((other) => other >= at && other < at + 10_000).length).toBeLessThanOrEqual(most);
      },
    ),
    { numRuns: 50 },
  );
});

test('calls that come together keep their order and the limit', async () => {
  const clock = waitingClock();
  const window = createWindow(3, 1000, clock);
  const order: number[] = [];
  await Promise.all(
    Array.from({ length: 9 }, async (_, n) => {
      const free = await window.take(signal);
      order.push(n);
      free();
    }),
  );
  expect(order).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
  expect(clock.nowMs()).toBeGreaterThanOrEqual(2000);
});

test('an end that was asked for ends the waiting, and the line goes on', async () => {
  const clock = waitingClock();
  const window = createWindow(1, 1000, clock);
  const ending = new AbortController();
  const free = await window.take(signal);
  const waiting = window.take(ending.signal);
  const next = window.take(signal);
  ending.abort();
  await expect(waiting).rejects.toThrow();
  free();
  await next;
});

test.each([100, 190])('an account with %i requests in ten seconds never refuses one', async (inTenSeconds) => {
  const clock = waitingClock();
  const fake = await hubspotFake({ limits: { ...usualLimits(clock.nowMs), inTenSeconds } });
  const tuning = { pace: { inTenSeconds: 90, searchesInSecond: 4, clock } };
  const crm = await hubspotKind(tuning).open(
    { key: fake.key },
    { proxies: {}, now: () => new Date(), address: fake.url, signal },
  );
  const contacts = Array.from({ length: 30 }, (_, n) =>
    fake.people.addContact({ firstname: `C ${n}`, phone: `+3519123456${10 + n}` }),
  );
  await Promise.all(
    contacts.map((_, n) => crm.find(plan(), { email: `c${n}@acme.example`, phone: `+3519123456${10 + n}` })),
  );
  for (let n = 0; n < 100; n++) await crm.owners();
  expect(fake.seen.filter(({ status }) => status === 429)).toEqual([]);
  expect(fake.seen.length).toBeGreaterThan(250);
  await crm.close();
  await fake.close();
});
