import { expect, test } from 'vitest';
import { groupsText, readGroups } from '../../src/targets/groups.ts';

test('groups are read a line at a time, and written as they are read', () => {
  const text = 'Existing customers: € 50,000\n\n  Trade fair: Köln: 1.2m\nPartners | 20.000,50 ';
  const read = readGroups(text, 'EUR');
  const groups = [
    { name: 'Existing customers', cents: 5_000_000 },
    { name: 'Trade fair: Köln', cents: 120_000_000 },
    { name: 'Partners', cents: 2_000_050 },
  ];
  expect(read).toEqual({ groups });
  const written = groupsText({ groups });
  expect(written).toBe('Existing customers: 50,000\nTrade fair: Köln: 1,200,000\nPartners: 20,000.5');
  expect(readGroups(written, 'EUR')).toEqual({ groups });
});

test.each([
  ['Partners', 'Line 1: Write the group, a colon and its amount.'],
  ['A: 1\nPartners: lots', 'Line 2: Enter an amount, such as 1.2m or 50,000.'],
  ['Partners: -5', 'Line 1: Enter an amount above 0.'],
  ['Partners: $5', 'Line 1: This target is in EUR.'],
  ['A: 1\na: 2', 'Line 2: a is there twice.'],
  [': 5', 'Line 1: Write the group, a colon and its amount.'],
  [`${'x'.repeat(76)}: 5`, 'Line 1: The name has at most 75 characters.'],
  [Array.from({ length: 21 }, (_, at) => `G${at}: 1`).join('\n'), 'At most 20 groups.'],
])('a line that is not understood is named: %s', (text, fault) => {
  expect(readGroups(text, 'EUR')).toEqual({ fault });
});
