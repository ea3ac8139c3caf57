import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CrmWrite, SharedField } from '../../../src/crm/crm.ts';
import { quoted } from '../../../src/crm/salesforce/soql.ts';
import { connectedSalesforce } from '../../support/salesforce/client.ts';
import { parseSoql } from '../../support/salesforce/soql-parser.ts';

/** Letters that mean something in a query, in JSON or in an address, and some of other scripts. */
const letters = [...'aZ19\'\\"&<>%+#?/(),;:=_-.@$üßéñЖ中😀'];
const word = fc.array(fc.constantFrom(...letters), { minLength: 1, maxLength: 12 }).map((parts) => parts.join(''));
const words = fc.array(word, { minLength: 1, maxLength: 3 }).map((parts) => parts.join(' '));
const contacts: fc.Arbitrary<Record<SharedField, string | null>> = fc.record({
  name: words,
  company: words,
  email: fc.option(fc.stringMatching(/^[a-z0-9.'+-]{1,20}$/).map((local) => `${local}@globex.example`)),
  phone: fc.option(fc.constantFrom('+4930901820', '+14155552671', '+442079460958')),
  role: fc.option(words),
  country: fc.option(fc.constantFrom('Germany', 'France', 'United States')),
  companySize: fc.option(fc.integer({ min: 1, max: 500_000 }).map(String)),
});

test('contact data come back as they were written, and a second write changes nothing', async () => {
  const { crm, fake, plan } = await connectedSalesforce();
  let leadId = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(contacts, { minLength: 1, maxLength: 5 }), async (several) => {
      const writes = several.map((contact): CrmWrite => {
        leadId += 1;
        return { leadId, recordId: null, isRepeat: false, contact, extra: {}, notes: [] };
      });
      const results = await crm.write(plan, writes);
      expect(results.map(({ error }) => error)).toEqual(several.map(() => undefined));
      const ids = results.map(({ recordId }) => recordId ?? '');
      const read = async () => {
        const found = await crm.read(plan, ids);
        return ids.map((id) => {
          const one = found.get(id);
          return one && 'record' in one ? one.record.contact : undefined;
        });
      };
      const first = await read();
      expect(first).toEqual(several.map((contact) => ({ ...contact, email: contact.email?.toLowerCase() ?? null })));
      const values = ids.map((id) => fake.values(id));
      await crm.write(
        plan,
        first.map((contact, place) => ({ ...writes[place], recordId: ids[place], contact }) as CrmWrite),
      );
      expect(ids.map((id) => fake.values(id))).toEqual(values);
    }),
    { numRuns: 15 },
  );
});

test('every text can stand in a query', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...letters, '\n', '\r', '\t', ' ', '\0')), (parts) => {
      const text = parts.join('');
      const { where } = parseSoql(`SELECT Id FROM Lead WHERE Name = ${quoted(text)}`);
      expect(where).toEqual({ field: 'Name', operator: '=', value: text });
    }),
  );
});
