import { expect, test } from 'vitest';
import { plan, scene } from './scene.ts';

const MINUTE_MS = 60_000;
const stage = 'marketingqualifiedlead';

test('50,000 contacts come once each, in the order of their changes, in few requests', async () => {
  const { crm, people, time, fake } = await scene();
  for (let count = 0; count < 50_000; count++) {
    people.addContact({ firstname: `Contact ${count}`, email: `c${count}@acme.example`, lifecyclestage: stage });
    // Imports change thousands in one moment.
    if (count % 3000 === 0 || count > 40_000) time.move(1);
  }
  time.move(MINUTE_MS);
  const seen = new Set<string>();
  let newest = 0;
  for (let cursor: string | null = null, isEnd = false; !isEnd; ) {
    const page = await crm.changes(plan(), cursor);
    for (const { id, changedAt } of page.records) {
      seen.add(id);
      expect(changedAt.getTime()).toBeGreaterThanOrEqual(newest);
      newest = changedAt.getTime();
    }
    ({ cursor, isEnd } = page);
  }
  expect(seen.size).toBe(50_000);
  expect(fake.seen.length).toBeLessThan((50_000 / 200) * 5);
});
