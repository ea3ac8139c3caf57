/** A body with other parts than the one by which its mapping was made: it gives fields, or the reasons in sentences. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { leadFields, type Mapping, mapping as mappingSchema } from '../../../src/intake/mapping/mapping.ts';
import { proposeMapping } from '../../../src/intake/mapping/propose.ts';
import { readLead } from '../../../src/intake/mapping/read.ts';
import { readOwn } from '../../../src/intake/own-fields.ts';
import { anySpoil, wrongParts } from '../../support/spoil.ts';

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

const step = fc.oneof(
  fc.constantFrom<string | number>(
    'data',
    'fields',
    'value',
    'raw',
    'email',
    '__proto__',
    'constructor',
    'toString',
    '',
    0,
    2,
    1000,
  ),
  fc.constantFrom({ entry: 'Name' }, { entry: 'q2' }, { entry: '__proto__' }),
);
const path = fc.array(step, { minLength: 1, maxLength: 12 });
const spot = fc.record(
  { path, part: fc.constantFrom('first' as const, 'last' as const), label: fc.constantFrom('', 'Size', '\ud800?') },
  { requiredKeys: ['path'] },
);
const rule = fc.record(
  {
    places: fc.array(
      fc.oneof(
        spot,
        fc.record({ join: fc.array(spot, { minLength: 1, maxLength: 3 }), with: fc.constantFrom('', ' ', '\0') }),
        fc.record({ fixed: fc.constantFrom('x', 'ana@porto-foods.example') }),
      ),
      { minLength: 1, maxLength: 3 },
    ),
    values: fc.constantFrom({ hot: 'cold' }, { __proto__: 'x', '': '' }),
  },
  { requiredKeys: ['places'] },
);
const anyMapping: fc.Arbitrary<Mapping> = fc.record({
  fields: fc.dictionary(fc.constantFrom(...leadFields), rule) as fc.Arbitrary<Mapping['fields']>,
  ignored: fc.array(fc.record({ path, is: fc.constant(['ana@porto-foods.example']), reason: fc.constant('None.') }), {
    maxLength: 1,
  }),
});

test('any mapping reads any body: text for fields of a lead, or reasons', () => {
  fc.assert(
    fc.property(anyMapping, wrongParts, (mapping, spoil) => {
      expect(mappingSchema.safeParse(mapping).error).toBeUndefined();
      const reading = readLead(mapping, JSON.parse(spoil(whole)));
      if ('fields' in reading) {
        expect(leadFields).toEqual(expect.arrayContaining(Object.keys(reading.fields)));
        for (const value of Object.values(reading.fields)) expect(typeof value).toBe('string');
      } else expect('ignored' in reading || reading.reasons.every((one) => one.endsWith('.'))).toBe(true);
    }),
    { numRuns: Number(process.env.SPOILT ?? 80) },
  );
});
