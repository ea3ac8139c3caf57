/** A body with other parts than the one by which its mapping was made: it gives fields, or the reasons in sentences. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { proposeMapping } from '../../../src/intake/mapping/propose.ts';
import { readLead } from '../../../src/intake/mapping/read.ts';
import { readOwn } from '../../../src/intake/own-fields.ts';
import { anySpoil } from '../../support/spoil.ts';

const whole = JSON.stringify({
  data: {
    fields: [
      { key: 'q1', label: 'Name', value: 'Ana Reis' },
      { key: 'q2', label: 'Email', value: 'ana@porto-foods.example' },
      { key: 'q3', label: 'Size', value: ['a'], options: [{ id: 'a', text: '11-50' }] },
    ],
    raw: '{"phone":"030 901820","company":"Porto Foods"}',
  },
});

function parsed(text: string): { body: unknown } | undefined {
  try {
    return { body: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

test('a spoilt body gives fields or reasons, also for the mapping that it would propose', () => {
  const mapping = proposeMapping([JSON.parse(whole)]);
  fc.assert(
    fc.property(fc.array(anySpoil, { minLength: 1, maxLength: 3 }), (spoils) => {
      const found = parsed(spoils.reduce((all, spoil) => spoil(all, 200).text, whole));
      if (!found) return;
      for (const reading of [
        readLead(mapping, found.body),
        readLead(proposeMapping([found.body]), found.body),
        readOwn(found.body),
      ]) {
        if ('reasons' in reading) expect(reading.reasons.join()).toMatch(/\.$/);
        else if ('fields' in reading)
          for (const value of Object.values(reading.fields)) expect(value).toBe(value?.toWellFormed());
      }
    }),
    { numRuns: 60 },
  );
});
