import { expect, test } from 'vitest';
import { CrmError } from '../../src/crm/crm.ts';
import { pageEnd } from '../../src/crm/page-end.ts';

test('a CRM that gives the same page again is not asked without end', () => {
  const at = pageEnd();
  at('a');
  at('b');
  expect(() => at('a')).toThrow(CrmError);
});

test('a reading has a thousand pages at most', () => {
  const at = pageEnd();
  for (let page = 0; page < 1_000; page += 1) at(String(page));
  expect(() => at('one more')).toThrow('The pages of an answer have no end.');
});
