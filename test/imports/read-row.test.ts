/** A row of a file, read as a lead with or without its past. */
import { describe, expect, test } from 'vitest';
import { type Reading, readRow } from '../../src/imports/read-row.ts';
import type { ImportField, ImportPlan } from '../../src/imports/types.ts';
import { leadSchemas } from '../../src/leads/lead-fields.ts';
import { MONDAY_9 } from '../leads/world.ts';
import { planFor } from './world.ts';

type Values = Partial<Record<ImportField, string>>;

/** The facts of a company whose team has Sam. */
const readingFor = (fields: ImportPlan['fields'], more: Partial<ImportPlan> = {}): Reading => ({
  ...{ plan: planFor(1, { fields, ...more }), schemas: leadSchemas(undefined), now: MONDAY_9 },
  ...{ context: { consumerDomains: ['gmail.com'] }, currency: 'EUR', dates: 'day-first' },
  colleagues: [{ userId: 'A', name: 'Sam Seller' }],
});

const read = (values: Values, more?: Partial<ImportPlan>) =>
  readRow(Object.values(values), readingFor(Object.keys(values) as ImportField[], more));

const leadOf = (values: Values, more?: Partial<ImportPlan>) => {
  const row = read(values, more);
  if (!row.ok) throw new Error(row.faults.join(' '));
  return row;
};

const pastOf = (values: Values, more?: Partial<ImportPlan>) => {
  const { past, notes } = leadOf(
    { name: 'Ana Reis', email: 'ana@porto.example', ...values },
    { ...more, isPast: true },
  );
  return { ...past, notes };
};

describe('a lead', () => {
  test('has all values of its row', () => {
    const values: Values = {
      ...{ first: 'Ana', last: 'Reis', company: 'Porto Foods', email: 'ana@porto.example', phone: '+351 912 345 678' },
      ...{ role: 'CFO', need: 'A demo', temperature: 'Hot', score: '91', stage: 'consideration', source: 'Fair' },
      ...{ campaign: 'Spring', country: 'Portugal', companySize: '200' },
    };
    const { lead, notes } = leadOf(values, { source: 'List', campaign: 'Autumn' });
    expect(lead).toEqual({
      ...{ name: 'Ana Reis', company: 'Porto Foods', email: 'ana@porto.example', phone: '+351912345678' },
      ...{ role: 'CFO', need: 'A demo', temperature: 'hot', score: 91, stage: lead.stage, source: 'Fair' },
      ...{ campaign: 'Spring', country: 'PT', companySize: '200' },
    });
    expect(notes).toEqual([]);
  });

  test.each<[values: Values, lead: object]>([
    [{ email: 'ana.reis@porto.example' }, { name: 'Ana Reis', company: 'Porto' }],
    [{ phone: '+351912345678' }, { name: '+351912345678', company: 'Unknown', email: null }],
    [{ email: 'info@gmail.com' }, { company: 'Unknown' }],
    [
      { name: 'Ana', email: 'ana@porto.example', company: '' },
      { need: 'From a list', source: 'List', campaign: 'Spring' },
    ],
    [{ email: 'a@b.example', temperature: 'kalt' }, { temperature: 'cold' }],
    [
      { email: 'a@b.example', temperature: 'unknown', stage: 'unknown' },
      { temperature: 'warm', stage: null },
    ],
  ])('of %j', (values, lead) => {
    expect(leadOf(values, { source: 'List', campaign: 'Spring' }).lead).toMatchObject(lead);
  });

  test('has the lines of several columns of its need', () => {
    const reading = readingFor(['email', 'need', null, 'need', 'need']);
    const row = readRow(['a@b.example', ' A demo ', 'left out', '', 'Soon\u0007'], reading);
    expect(row).toMatchObject({ ok: true, lead: { need: 'A demo\nSoon' } });
  });

  test('is read without optional values that are not valid, and the notes say which', () => {
    const { lead, notes } = leadOf({ email: 'a@b.example', phone: '12', score: 'many', country: 'Atlantis' });
    expect(lead).toMatchObject({ email: 'a@b.example', phone: null, score: null, country: null });
    expect(notes).toHaveLength(3);
    expect(notes[0]).toMatch(/^The phone is left out: /);
    expect(notes.join(' ')).not.toContain('undefined');
  });

  test.each<[values: Values, faults: string[]]>([
    [{ name: 'Ana' }, ['It has no email address and no phone number.']],
    [{ name: 'Ana', email: 'nowhere' }, ['Its email address or phone number is not valid.']],
    [{ name: 'x'.repeat(100), email: 'a@b.example' }, ['The name is too long, or not a text.']],
    [
      { company: 'x'.repeat(300), phone: '12' },
      ['Its email address or phone number is not valid.', 'The company is too long, or not a text.'],
    ],
  ])('is not made of %j', (values, faults) => {
    const row = read(values);
    expect(row.ok ? [] : row.faults).toEqual(faults);
  });
});

describe('the past of a lead', () => {
  const date = (text: string) => new Date(`${text}Z`);

  test('is its status, owner, dates, value and reason', () => {
    expect(
      pastOf({
        ...{ status: 'Lost', owner: 'Sam Seller', createdOn: '2026-03-01', contactedOn: '2026-03-02 10:00' },
        ...{ closedOn: '2026-03-03T11:30:00Z', amount: '1,200', currency: 'usd', reason: ' Price ' },
      }),
    ).toEqual({
      ...{ status: 'lost', ownerId: 'A', createdAt: date('2026-03-01T12:00'), contactedAt: date('2026-03-02T12:00') },
      ...{ closedAt: date('2026-03-03T11:30'), amount: 1200, currency: 'USD', reason: 'Price', notes: [] },
    });
  });

  test('of a row without it is that of a new lead', () => {
    expect(pastOf({}, { ownerId: 'B' })).toEqual({
      ...{ status: 'new', ownerId: null, createdAt: MONDAY_9, contactedAt: null, closedAt: null },
      ...{ amount: null, currency: null, reason: null, notes: [] },
    });
  });

  test.each<[values: Values, ownerId: string | null, notes: number]>([
    [{ status: 'working', owner: 'Sam Seller' }, 'A', 0],
    [{ status: 'working' }, 'B', 0],
    [{ status: 'working', owner: 'Pat Other' }, 'B', 1],
    [{ owner: 'Pat Other' }, 'B', 1],
    [{ owner: 'Sam Seller' }, 'A', 0],
  ])('with %j is owned by %s', (values, ownerId, notes) => {
    expect(pastOf(values, { ownerId: 'B' })).toMatchObject({ ownerId });
    expect(pastOf(values, { ownerId: 'B' }).notes).toHaveLength(notes);
  });

  test.each<[values: Values, past: object]>([
    [
      { status: 'won', contactedOn: '2026-03-02' },
      { closedAt: date('2026-03-02T12:00'), createdAt: date('2026-03-02T12:00') },
    ],
    [
      { status: 'won', closedOn: '2026-03-03' },
      { closedAt: date('2026-03-03T12:00'), createdAt: date('2026-03-03T12:00') },
    ],
    [{ status: 'disqualified', createdOn: '2026-03-01' }, { closedAt: date('2026-03-01T12:00') }],
    [{ status: 'disqualified' }, { closedAt: null, createdAt: MONDAY_9 }],
    [
      { status: 'working', closedOn: '2026-03-03' },
      { closedAt: null, createdAt: date('2026-03-03T12:00') },
    ],
    [
      { status: 'working', closedOn: 'soon', createdOn: '2026-03-01' },
      { closedAt: null, createdAt: date('2026-03-01T12:00') },
    ],
    // Today: its noon is still to come.
    [{ createdOn: '2026-06-01' }, { createdAt: MONDAY_9 }],
    [{ createdOn: '2026-06-01T09:00:00Z' }, { createdAt: MONDAY_9 }],
    [{ createdOn: '2026-05-31' }, { createdAt: date('2026-05-31T12:00') }],
  ])('with %j has the dates %j', (values, past) => {
    expect(pastOf(values)).toMatchObject(past);
  });

  test.each<[values: Values, money: [number | null, string | null], notes: string[]]>([
    [{ amount: '5' }, [5, 'EUR'], []],
    [{ amount: '5', currency: 'USD' }, [5, 'USD'], []],
    [
      { amount: '5', currency: 'Taler' },
      [null, null],
      ['The deal value is left out: its currency is not in the list.'],
    ],
    [{ amount: 'a lot' }, [null, null], ['The deal value is left out: it is not a number.']],
    [{ currency: 'Taler' }, [null, null], []],
    [{ currency: 'USD' }, [null, null], []],
  ])('with %j has the value %j', (values, [amount, currency], notes) => {
    expect(pastOf({ status: 'working', ...values })).toMatchObject({ amount, currency, notes });
  });

  test.each<[values: Values, fault: string]>([
    [{ status: 'no idea' }, 'Its status has no match.'],
    [{ status: 'won' }, 'A lead that was won needs a date.'],
    [{ status: 'lost' }, 'A lead that was lost needs a date.'],
    [{ createdOn: 'soon' }, 'One of its dates cannot be read'],
    [{ contactedOn: 'soon' }, 'One of its dates cannot be read'],
    [{ status: 'won', createdOn: '2026-03-01', closedOn: 'soon' }, 'One of its dates cannot be read'],
    [{ createdOn: '2026-06-02' }, 'One of its dates cannot be read, or is in the future.'],
    [{ createdOn: '2026-06-01T09:00:01Z' }, 'One of its dates cannot be read, or is in the future.'],
  ])('cannot be read with %j', (values, fault) => {
    const row = read({ name: 'Ana', email: 'a@b.example', ...values }, { isPast: true });
    expect(row.ok ? '' : row.faults.join(' ')).toContain(fault);
  });

  test('is left out of a list of new leads', () => {
    const row = leadOf({ email: 'a@b.example', status: 'no idea' });
    expect(row).not.toHaveProperty('past');
  });
});
