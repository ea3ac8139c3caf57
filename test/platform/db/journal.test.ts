import { expect, test } from 'vitest';
import journal from '../../../migrations/meta/_journal.json' with { type: 'json' };

test('each migration is later than the one before: drizzle skips one that is not', () => {
  const moments = journal.entries.map(({ when }) => when);
  expect(moments.length).toBeGreaterThan(0);
  expect(moments).toEqual([...new Set(moments)].toSorted((one, other) => one - other));
});
