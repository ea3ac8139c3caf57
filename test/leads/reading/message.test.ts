import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  contactFields,
  misses,
  qualityOf,
  readSamples,
  sampleFiles,
  shareRight,
} from '../../../bench/reading-quality.ts';
import { readMessage } from '../../../src/leads/reading/message.ts';

const ownDomains = ['northwind.example'];

describe('a message', () => {
  test('from a contact form', () => {
    const text =
      '*Name*: Hannah Krüger\nCompany = Nordlicht Solar\nE-Mail: hk@nordlicht.example\nTel: +49 40 4711 0815\nHi & bye';
    expect(readMessage(text)).toEqual({
      name: 'Hannah Krüger',
      company: 'Nordlicht Solar',
      email: 'hk@nordlicht.example',
      phone: '+494047110815',
      need: 'Hi & bye',
    });
  });

  test('in prose', () => {
    expect(readMessage('We met Kai Lum (kai@lum.example) at the fair, call him: +44 20 7946 0958')).toMatchObject({
      name: 'Kai Lum',
      company: 'Lum',
      email: 'kai@lum.example',
      phone: '+442079460958',
    });
  });

  test.each([
    ['Company: Fenwick Labs\nEmail: info@fenwick.example', undefined],
    ['Company: Fenwick Labs GmbH\nEmail: info@fenwick.example', undefined],
    ['Lena Park\nCompany: Fenwick Labs\nEmail: info@fenwick.example', 'Lena Park'],
  ])('with a labelled company does not have it as the name of the person: %j', (text, name) => {
    expect(readMessage(text).name).toBe(name);
  });

  test('without contacts is only the need', () => {
    const text = '<@U123456789> asks for the site, see #sales';
    expect(readMessage(text)).toEqual({ need: text });
  });

  test.each([
    [
      'US',
      'First Name: Lena\nLast Name: Park\nCompany Name: Fenwick Tools\nWork Email: lp@fenwick.example\nPhone Number: (415) 555-0132\nMessage: demo for 40 seats',
      {
        name: 'Lena Park',
        company: 'Fenwick Tools',
        email: 'lp@fenwick.example',
        phone: '+14155550132',
        need: 'demo for 40 seats',
      },
    ],
    [
      undefined,
      '*Full name:* Jane van der Berg\n*Company:* Acme\n*Business email:* jane@acme.example\n*How can we help?* pricing',
      { name: 'Jane van der Berg', company: 'Acme', email: 'jane@acme.example', need: 'pricing' },
    ],
    [
      'DE',
      'Vorname: Jörg\nNachname: Müller\nFirma: Müller GmbH\nE-Mail: j.mueller@mueller.example\nTelefon: 030 1234567\nNachricht: Angebot',
      {
        name: 'Jörg Müller',
        company: 'Müller GmbH',
        email: 'j.mueller@mueller.example',
        phone: '+49301234567',
        need: 'Angebot',
      },
    ],
    [
      undefined,
      'Name: Lena Park\nEmail: lena@fenwick.example\nMessage: two lines\nof need\nBudget: 150 000\nStart: 2026-12-01',
      {
        name: 'Lena Park',
        company: 'Fenwick',
        email: 'lena@fenwick.example',
        need: 'two lines\nof need\nBudget: 150 000\nStart: 2026-12-01',
      },
    ],
  ])('with labels in %s', (country, text, right) => expect(readMessage(text, { country })).toEqual(right));

  test('that was forwarded by a colleague is the sender’s, with and without our domains in the settings', () => {
    const text =
      'From: Mia Torres <mia@northwind.example>\nSubject: Fwd: Demo\n\n---------- Forwarded message ---------\nFrom: Lena Park <lena@fenwick.example>\nSubject: Demo\nTo: Mia Torres <mia@northwind.example>\n\nCan we see it?\n\nLena Park\nFenwick Tools Ltd';
    for (const context of [{ ownDomains }, {}]) {
      expect(readMessage(text, context)).toMatchObject({
        name: 'Lena Park',
        email: 'lena@fenwick.example',
        company: 'Fenwick Tools Ltd',
      });
    }
  });

  test.each(['sam@northwind.example', 'sam@eu.northwind.example', 'no-reply@forms.example', 'mailer-daemon@x.example'])(
    '%s alone is no lead’s address',
    (email) => expect(readMessage(`From: ${email}\nHello`, { ownDomains }).email).toBeUndefined(),
  );

  test('a workspace’s name counts as its domain, whatever its ending', () => {
    expect(readMessage('ask sam@northwind.example', { ownDomains: ['northwind'] }).email).toBeUndefined();
    expect(readMessage('ask sam@northwind-farms.example', { ownDomains: ['northwind'] }).email).toBe(
      'sam@northwind-farms.example',
    );
  });

  test('with labels in any order and with any marks gives the same contacts', () => {
    const lines = [
      'Name: Lena Park',
      'Company: Fenwick Tools',
      'Email: lena@fenwick.example',
      'Phone: +1 650 253 0000',
    ];
    const marks = fc.constantFrom('', '• ', '> ', '- ', ':star: ');
    fc.assert(
      fc.property(fc.shuffledSubarray(lines, { minLength: 4 }), marks, (order, mark) => {
        expect(readMessage(order.map((line) => `${mark}${line}`).join('\n'))).toMatchObject({
          name: 'Lena Park',
          company: 'Fenwick Tools',
          email: 'lena@fenwick.example',
          phone: '+16502530000',
        });
      }),
    );
  });
});

describe('messages of 25 kinds of sender', () => {
  test('are at least 150, a third of them not used for tuning', () => {
    const samples = readSamples();
    expect(samples.length).toBeGreaterThanOrEqual(150);
    expect(new Set(samples.map(({ kind }) => kind)).size).toBe(25);
    expect(samples.filter(({ isHeldOut }) => isHeldOut).length * 3).toBeGreaterThanOrEqual(samples.length);
  });

  test.each([
    ['tuned', false],
    ['held out', true],
  ])('%s: each field is right in 95 of 100, and no address is wrong', (_part, isHeldOut) => {
    const part = readSamples().filter((one) => one.isHeldOut === isHeldOut);
    const quality = qualityOf(part);
    const found = misses(part).join('\n');
    expect(quality.wrongEmails, found).toBe(0);
    expect(shareRight(quality), found).toBeGreaterThanOrEqual(0.95);
    for (const field of contactFields) {
      const { of, right } = quality.right[field];
      expect(right / of, `${field}\n${found}`).toBeGreaterThanOrEqual(0.95);
    }
  });

  /** A kind that is read better loses its line. */
  const KNOWN: Record<string, string[]> = {
    '02-typeform.yaml': ['typeform 6: phone is "+447700900461", read as "07700 900461"'],
    '15-live-chat.yaml': ['live-chat 5: company is "Ames Timber Co.", read as "Ames Timber Co"'],
    '20-calls-and-voicemail.yaml': [
      'calls-and-voicemail 3: company is "Okoro Legal", read as "Okoro Legal, 212-555-0166"',
      'calls-and-voicemail 6: need is "pls send info on 5 licenses", read as "pls send info on 5 licenses\\nNew SMS lead"',
    ],
  };

  test.each(sampleFiles())('%s: each value is read right, but for the known misses', (file) => {
    expect(misses(readSamples([file]))).toEqual(KNOWN[file] ?? []);
  });
});
