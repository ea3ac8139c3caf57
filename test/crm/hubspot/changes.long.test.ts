import { expect, test } from 'vitest';
import { plan, readAll, scene } from './scene.ts';

const MINUTE_MS = 60_000;
const stage = 'marketingqualifiedlead';

test('10,000 contacts and more come once each, also if they changed in one moment', async () => {
  const { crm, people, time } = await scene();
  for (let count = 0; count < 10_450; count++) {
    people.addContact({ firstname: `Contact ${count}`, lifecyclestage: stage });
    if (count % 1000 === 999) time.move(1);
  }
  time.move(MINUTE_MS);
  const { records } = await readAll(crm, plan({ deals: null }));
  expect(new Set(records.map(({ id }) => id)).size).toBe(10_450);
  expect(records.map(({ changedAt }) => changedAt.getTime())).toEqual(
    records.map(({ changedAt }) => changedAt.getTime()).toSorted((a, b) => a - b),
  );
});
