/** The lead that the texts of a body give: what is cut, what stands for what is missing, and what is refused. */
import { expect, test } from 'vitest';
import { formOf } from '../../src/intake/lead-form.ts';
import type { ReadFields } from '../../src/intake/mapping/read.ts';
import { memoryDatabase } from '../support/temp-database.ts';

const SOURCE = { name: 'Contact form', sourceLabel: null, temperature: null };

function form(fields: ReadFields, source: Partial<Parameters<typeof formOf>[2]['source']> = {}, country?: string) {
  const read = formOf(memoryDatabase(), fields, { source: { ...SOURCE, ...source }, country });
  return 'form' in read ? read.form : read;
}

const EMAIL = 'ana@porto-foods.example';

test('a body with everything gives all of it', () => {
  const texts = {
    ...{ name: 'Ana Reis', company: 'Porto Foods', email: EMAIL, phone: '+351 912 345 678', need: 'A demo\nsoon' },
    ...{ role: 'CEO', source: 'Fair', campaign: 'Spring', companySize: '51-200' },
  };
  expect(form({ ...texts, temperature: 'HOT', stage: 'Decision', score: '42 %', country: 'Portugal' })).toEqual({
    ...texts,
    ...{ phone: '+351912345678', temperature: 'hot', stage: 'decision', score: 42, country: 'PT' },
  });
});

test('an address alone is enough', () => {
  expect(form({ email: EMAIL })).toEqual({
    ...{
      name: EMAIL,
      company: 'porto-foods.example',
      email: EMAIL,
      phone: null,
      need: 'No message. Sent by Contact form.',
    },
    ...{ source: 'Contact form', temperature: 'warm', role: null, campaign: null, stage: null, score: null },
    ...{ country: null, companySize: null },
  });
});

test('a source gives what the body leaves out or says in words of its own', () => {
  const source = { sourceLabel: 'Website', temperature: 'cold' as const };
  expect(form({ email: EMAIL, temperature: 'lukewarm', stage: 'soon', score: '101' }, source)).toMatchObject({
    ...{ source: 'Website', temperature: 'cold', stage: null, score: null },
  });
});

test.each<[ReadFields, string | undefined, string | null]>([
  [{ phone: '030 901820' }, 'DE', '+4930901820'],
  [{ phone: '030 901820', country: 'Germany' }, 'PT', '+4930901820'],
  [{ phone: '030 901820', country: 'Nowhere' }, 'DE', '+4930901820'],
  [{ phone: '030 901820', email: EMAIL }, undefined, null],
])('the country of a number: %j in %s', (fields, country, phone) => {
  expect(form(fields, {}, country)).toMatchObject({ phone });
});

test('a contact that is not valid goes into the words, next to one that is', () => {
  expect(form({ email: 'ana@', phone: '+351912345678', need: 'A demo' })).toMatchObject({
    ...{ email: null, name: '+351912345678', company: 'Unknown', need: 'A demo\nEmail as typed: ana@' },
  });
  expect(form({ email: EMAIL, phone: '12' })).toMatchObject({
    need: 'No message. Sent by Contact form.\nPhone as typed: 12',
  });
});

test('a contact as it was typed is kept when the words are too long', () => {
  const { need } = form({ email: EMAIL, phone: '12', need: 'x'.repeat(3_000) }) as { need: string };
  expect([need.length, need.endsWith('x…\nPhone as typed: 12')]).toEqual([2_000, true]);
});

test.each<[ReadFields, string[]]>([
  [{}, ['It has no email address and no phone number.']],
  [{ email: ' \u200b ' }, ['It has no email address and no phone number.']],
  [{ email: 'ana' }, ['The email address is not valid.']],
  [{ phone: '12' }, ['The phone number is not valid. A number without + needs a country.']],
  [
    { email: 'ana', phone: '12' },
    ['The email address is not valid.', 'The phone number is not valid. A number without + needs a country.'],
  ],
])('%j is no lead', (fields, reasons) => expect(form(fields)).toEqual({ reasons }));

test.each<[keyof ReadFields, number]>([
  ['name', 80],
  ['company', 60],
  ['role', 100],
  ['source', 70],
  ['campaign', 70],
  ['companySize', 40],
])('%s has at most %d characters', (name, limit) => {
  const of = (length: number) => Object(form({ email: EMAIL, [name]: 'x'.repeat(length) }))[name] as unknown;
  expect([of(limit), of(limit + 1)]).toEqual(['x'.repeat(limit), `${'x'.repeat(limit - 1)}…`]);
});

test('a cut is never within a character', () => {
  const name = `${'x'.repeat(78)}😀y`;
  expect(form({ email: EMAIL, name })).toMatchObject({ name: `${'x'.repeat(78)}…` });
});

test('one line without invisible characters, but emoji stay whole, and the need keeps its lines', () => {
  const family = '👨\u200d👩\u200d👧';
  expect(form({ email: EMAIL, name: `A\u202en\u0000a\n Reis ${family}`, need: 'one\n\ttwo\u0007' })).toMatchObject({
    ...{ name: `Ana Reis ${family}`, need: 'one\n\ttwo' },
  });
});

test('a long address of 254 characters and a long text in its place', () => {
  const local = 'x'.repeat(64);
  const email = `${local}@${['y'.repeat(63), 'z'.repeat(63), 'w'.repeat(53), 'example'].join('.')}`;
  expect(email).toHaveLength(254);
  expect(form({ email })).toMatchObject({ email, name: email.slice(0, 80) });
  const typed = (form({ email: 'x'.repeat(400), phone: '+351912345678' }) as { need: string }).need;
  expect(typed).toBe(`No message. Sent by Contact form.\nEmail as typed: ${'x'.repeat(299)}…`);
});

test('the domain of a company and the name of a source fit too', () => {
  const domain = `${'y'.repeat(63)}.example`;
  expect(form({ email: `a@${domain}` }, { name: 'n'.repeat(99) })).toMatchObject({
    ...{ company: `${'y'.repeat(59)}…`, source: `${'n'.repeat(69)}…` },
  });
});
