import { describe, expect, it } from 'vitest';
import {
  aboutBody,
  choicesOf,
  chosenIn,
  mappingOf,
  translationsOf,
  withProposed,
} from '../../../src/intake/mapping/choices.ts';
import { leadFields, type Mapping, mapping } from '../../../src/intake/mapping/mapping.ts';
import { placeKey } from '../../../src/intake/mapping/places.ts';
import { proposeMapping } from '../../../src/intake/mapping/propose.ts';
import { readLead } from '../../../src/intake/mapping/read.ts';
import { calendly, sent, typeform } from './bodies.ts';

/** The keys that a form holds when it is opened with a mapping. */
const shownIn = (base: Mapping, example: unknown) =>
  Object.fromEntries(leadFields.map((field) => [field, chosenIn(base.fields[field], field, example).map(placeKey)]));

describe('a form of places', () => {
  it.each(sent)('that is saved as it was opened keeps the mapping of $sender', ({ body }) => {
    const base = proposeMapping([body]);
    const form = { chosen: shownIn(base, body), translations: translationsOf(base) };
    expect(mappingOf({ base, bodies: [body], ...form })).toEqual(base);
  });

  it('joins the parts of a name and of the need, with their questions, and takes the first of other places', () => {
    const body = { given: 'Jane', family: 'Doe', work: '', home: 'jane@acme.example', budget: 5, more: 'Hello' };
    const key = (name: string) => placeKey([name]);
    const chosen = {
      name: [key('given'), key('family')],
      email: [key('work'), key('home')],
      need: [key('more'), key('budget')],
    };
    const base = proposeMapping([body]);
    const made = mapping.parse(mappingOf({ base, chosen, translations: {}, bodies: [body] }));
    expect(readLead(made, body)).toEqual({
      fields: { name: 'Jane Doe', email: 'jane@acme.example', need: 'More: Hello\nBudget: 5' },
    });
  });

  it('forgets a field without a place, and a key that is not in the example', () => {
    const base = proposeMapping([typeform]);
    const chosen = { ...shownIn(base, typeform), company: [], role: ['nothing'] };
    const { fields } = mappingOf({ base, chosen, translations: {}, bodies: [typeform] });
    expect(fields).not.toHaveProperty('company');
    expect(fields).not.toHaveProperty('role');
    expect(fields).toHaveProperty('email');
  });

  it('keeps what is ignored, and the places that this example lacks', () => {
    const base = proposeMapping([calendly]);
    const later = { email: 'a@b.example' };
    expect(choicesOf([later], base).map(({ label }) => label)).toEqual(
      expect.arrayContaining(['email', 'text_reminder_number', 'Firma']),
    );
    const made = mappingOf({ base, chosen: shownIn(base, later), translations: {}, bodies: [later] });
    expect(made.ignored).toEqual(base.ignored);
  });

  it('translates values', () => {
    const body = { email: 'a@b.example', when: 'Now' };
    const chosen = { email: [placeKey(['email'])], temperature: [placeKey(['when'])] };
    const translations = { temperature: { now: 'hot' } };
    const made = mappingOf({ base: { fields: {} }, chosen, translations, bodies: [body] });
    expect(readLead(made, body)).toEqual({ fields: { email: 'a@b.example', temperature: 'hot' } });
    expect(translationsOf(made)).toEqual(translations);
  });
});

describe('the places to choose from', () => {
  const base: Mapping = {
    fields: {
      email: { places: [{ path: ['mail'] }, { path: ['gone', { entry: 'Old_mail' }] }] },
      phone: { places: [{ path: ['gone', { entry: 'Old_mail' }] }, { fixed: '+4930901820' }] },
    },
  };

  it('are each there once: answers first, and what is about the form last', () => {
    const places = choicesOf([{ id: 7, empty: '', mail: 'a@b.example' }], base);
    expect(places.map(({ label }) => label)).toEqual(['mail', 'empty', 'Old_mail', 'id']);
    expect(choicesOf([], base)).toEqual([
      { path: ['mail'], label: 'mail', around: [], isAnswer: false, text: undefined },
      { path: ['gone', { entry: 'Old_mail' }], label: 'Old_mail', around: [], isAnswer: false, text: undefined },
    ]);
  });

  it('that a form shows as chosen are all of a field, and of a joined field those that hold something', () => {
    const one = { join: [{ path: ['first'] }, { path: ['last'] }], with: ' ' };
    const rule = { places: [one, { path: ['name'] }] };
    expect(chosenIn(rule, 'name', { name: 'Jane' })).toEqual([['name']]);
    expect(chosenIn(rule, 'name', { first: 'Jane' })).toEqual([['first'], ['last']]);
    expect(chosenIn(rule, 'name', {})).toEqual([['first'], ['last']]);
    expect(chosenIn(rule, 'role', { name: 'Jane' })).toEqual([['first'], ['last'], ['name']]);
    expect([chosenIn(undefined, 'name', {}), chosenIn({ places: [{ fixed: 'x' }] }, 'role', {})]).toEqual([[], []]);
  });

  it('are alternatives of a field, and the need of one place has no question', () => {
    const body = { email: 'a@b.example', one: 'CEO', two: 'Boss' };
    const key = (name: string) => placeKey([name]);
    const chosen = { role: [key('one'), key('two')], need: [key('two')] };
    const made = mappingOf({ base: { fields: {} }, chosen, translations: {}, bodies: [body] });
    expect(made).toStrictEqual({
      fields: { role: { places: [{ path: ['one'] }, { path: ['two'] }] }, need: { places: [{ path: ['two'] }] } },
    });
    expect(translationsOf(made)).toStrictEqual({});
  });
});

describe('a form that was changed', () => {
  const before: Mapping = {
    fields: { email: { places: [{ path: ['mail'] }] }, name: { places: [{ path: ['name'] }] } },
  };
  const body = { email: 'jane@acme.example', name: 'Jane Doe', 'Company name': 'Acme' };

  it('gets the proposed place where the former one is empty, and keeps the former one', () => {
    const mended = withProposed(before, proposeMapping([body]), body);
    expect(mended.fields.email?.places).toEqual([{ path: ['mail'] }, { path: ['email'] }]);
    expect(mended.fields.name).toEqual(before.fields.name);
    expect(readLead(mended, body)).toMatchObject({ fields: { email: 'jane@acme.example', company: 'Acme' } });
    expect(readLead(mended, { mail: 'a@b.example' })).toEqual({ fields: { email: 'a@b.example' } });
  });

  it('proposes nothing that this body lacks', () => {
    expect(withProposed(before, proposeMapping([{ phone: '' }]), { mail: 'a@b.example' })).toEqual(before);
  });
});

it('tells a body by its answers, not by its numbers', () => {
  const body = { id: 7, created_at: '2026-03-02T10:00:00Z', email: 'jane@acme.example', name: 'Jane\nDoe' };
  expect(aboutBody(body)).toMatch(/^jane@acme\.example · Jane Doe · /);
  expect(aboutBody({})).toBe('');
});
