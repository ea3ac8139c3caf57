import { expect, test } from 'vitest';
import { checkPast, historyOf } from './past-checks.ts';

test('eight weeks are those of a company at work, and the same each time', async () => {
  const one = await checkPast('Europe/Berlin', '2026-11-23');
  const other = await checkPast('Europe/Berlin', '2026-11-23');
  expect(historyOf(one)).toEqual(historyOf(other));
});
