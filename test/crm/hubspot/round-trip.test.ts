/** Written values read back equal. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sharedFields } from '../../../src/crm/crm.ts';
import { dayOf, noonOf } from '../../../src/crm/hubspot/days.ts';
import { joinName, splitName } from '../../../src/crm/hubspot/names.ts';
import { emailText, oneLine } from '../../../src/crm/hubspot/values.ts';
import { plan, scene, write } from './scene.ts';

const word = fc.stringMatching(/^[\p{L}\p{M}'.-]{1,12}$/u);
const name = fc.array(word, { maxLength: 5 }).map((words) => words.join(' '));
const text = fc.string({ unit: 'grapheme', maxLength: 30 });

describe('names', () => {
  test('a name that is divided joins to itself, whatever the record had', () => {
    fc.assert(
      fc.property(fc.oneof(name, text), name, name, (whole, firstname, lastname) => {
        const parts = splitName(whole, { firstname, lastname });
        expect(joinName(parts.firstname, parts.lastname)).toBe(oneLine(whole));
      }),
    );
  });

  test('the parts of a record stay if its name does', () => {
    fc.assert(
      fc.property(name, name, (firstname, lastname) => {
        const had = { firstname: firstname || null, lastname: lastname || null };
        const whole = joinName(firstname, lastname);
        if (whole) expect(splitName(whole, had)).toEqual(had);
      }),
    );
  });

  test.each([
    ['Cher', 'Cher', null],
    ['Ana Reis', 'Ana', 'Reis'],
    ['Ana  Maria Reis ', 'Ana Maria', 'Reis'],
  ])('%s', (whole, firstname, lastname) => {
    expect(splitName(whole)).toEqual({ firstname, lastname });
  });
});

test('normalizing twice changes nothing', () => {
  fc.assert(
    fc.property(text, (typed) => {
      expect(oneLine(oneLine(typed))).toBe(oneLine(typed));
      expect(emailText(emailText(typed))).toBe(emailText(typed));
    }),
  );
});

test.each(['Europe/Berlin', 'America/Los_Angeles', 'Pacific/Auckland', 'Pacific/Kiritimati', 'UTC'])(
  'a close date is the same day in %s',
  (zone) => {
    fc.assert(
      fc.property(fc.date({ min: new Date('2000-01-01'), max: new Date('2060-01-01'), noInvalidDate: true }), (at) => {
        const day = at.toISOString().slice(0, 10);
        expect(dayOf(noonOf(day, zone), zone)).toBe(day);
      }),
    );
  },
);

test('contact data that is written reads back equal, so the next write sends nothing', async () => {
  const { crm, fake } = await scene();
  const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
  const contact = fc.record({
    name: name.filter((whole) => oneLine(whole) !== null),
    company: maybe(text),
    email: maybe(fc.emailAddress().map((address) => address.toUpperCase())),
    phone: maybe(fc.integer({ min: 912_000_000, max: 912_999_999 }).map((number) => `+351${number}`)),
    role: maybe(text),
    country: maybe(fc.constantFrom('Portugal', 'Germany')),
    companySize: maybe(fc.constantFrom('40', '11-50')),
  });
  await fc.assert(
    fc.asyncProperty(contact, async (given) => {
      const [written] = await crm.write(plan(), [write({ contact: given })]);
      if (written?.error?.words.includes('INVALID_EMAIL')) return;
      expect(written?.error).toBeUndefined();
      const id = written?.recordId ?? '';
      const found = (await crm.read(plan(), [id])).get(id);
      const own = found && 'record' in found ? found.record.contact : undefined;
      for (const field of sharedFields)
        expect(own?.[field]).toBe(field === 'email' ? emailText(given.email) : oneLine(given[field]));
      fake.seen.length = 0;
      await crm.write(plan(), [write({ recordId: id, contact: own ?? {} })]);
      expect(fake.seen.filter(({ path, method }) => method === 'PATCH' || path.includes('update'))).toEqual([]);
    }),
    { numRuns: 40 },
  );
});
