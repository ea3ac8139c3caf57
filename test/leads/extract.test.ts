import { describe, expect, test } from 'vitest';
import { guessFromCommand, guessFromMessage } from '../../src/leads/extract.ts';

describe('text after /handoff', () => {
  const jane = { name: 'Jane Doe', company: 'Acme', email: 'jane@acme.com' };

  test.each([
    ['Jane Doe, Acme, jane@acme.com'],
    ['jane@acme.com, Jane Doe, Acme'],
    ['Jane Doe, jane@acme.com, Acme'],
    ['Acme, Jane Doe, jane@acme.com'],
    ['Jane Doe; Acme; jane@acme.com'],
    ['Jane Doe\nAcme\njane@ACME.com'],
    ['Jane Doe <jane@acme.com>, Acme'],
    ['Jane Doe &lt;jane@acme.com&gt;, Acme'],
    ['Jane Doe (jane@acme.com) - Acme'],
    ['Jane Doe, Acme, <mailto:jane@acme.com|jane@acme.com>'],
    ['Jane Doe Acme jane@acme.com'],
    ['Jane Doe from Acme jane@acme.com'],
    ['Jane Doe at Acme, jane@acme.com'],
    ['  Jane Doe ,, Acme , jane@acme.com.  '],
  ])('%j', (text) => {
    expect(guessFromCommand(text)).toEqual(jane);
  });

  test.each([
    ['Jane Doe, Acme, jane@acme.com, +49 30 901820', '+4930901820'],
    ['Jane Doe, Acme, 0049 30 901820, jane@acme.com', '+4930901820'],
    ['+1 (212) 555-0134, Jane Doe, Acme, jane@acme.com', '+12125550134'],
    ['Jane Doe, Acme, jane@acme.com, <tel:+4930901820|+49 30 901820>', '+4930901820'],
    // Which country? The field will ask.
    ['Jane Doe, Acme, jane@acme.com, 030 901820', '030 901820'],
  ])('%j has a phone number', (text, phone) => {
    expect(guessFromCommand(text)).toEqual({ ...jane, phone });
  });

  test('what is left over is what they need', () => {
    expect(guessFromCommand('Jane Doe, Acme, jane@acme.com, wants a demo, this week')).toEqual({
      ...jane,
      need: 'wants a demo, this week',
    });
    expect(guessFromCommand('Jane Doe, CTO, Acme GmbH, jane@acme.com')).toEqual({
      ...jane,
      company: 'Acme GmbH',
      need: 'CTO',
    });
  });

  test('an address alone tells name and company, unless anybody can have it', () => {
    expect(guessFromCommand('jane.doe@acme-tools.com')).toEqual({
      name: 'Jane Doe',
      company: 'Acme Tools',
      email: 'jane.doe@acme-tools.com',
    });
    expect(guessFromCommand('info@acme.com')).toEqual({ company: 'Acme', email: 'info@acme.com' });
    expect(guessFromCommand('jane.doe@gmail.com')).toEqual({ name: 'Jane Doe', email: 'jane.doe@gmail.com' });
  });

  test('a name alone is a name, and nothing is nothing', () => {
    expect(guessFromCommand('Jane')).toEqual({ name: 'Jane' });
    expect(guessFromCommand('Jane Doe, Acme')).toEqual({ name: 'Jane Doe', company: 'Acme' });
    expect(guessFromCommand('  ')).toEqual({});
  });

  test('a sentence is what they need, whole', () => {
    const text = 'Somebody from the fair who wants to know whether we can import their data until March';
    expect(guessFromCommand(text)).toEqual({ need: text });
  });
});

describe('a message', () => {
  test('from a contact form', () => {
    const text =
      '*Name*: Hannah Krüger\nCompany = Nordlicht Solar\nE-Mail: <mailto:hk@nordlicht.example|hk@nordlicht.example>\nTel: <tel:+494047110815|+49 40 4711 0815>\nHi &amp; bye';
    expect(guessFromMessage(text)).toEqual({
      name: 'Hannah Krüger',
      company: 'Nordlicht Solar',
      email: 'hk@nordlicht.example',
      phone: '+494047110815',
      need: 'Hi & bye',
    });
  });

  test('in prose', () => {
    expect(guessFromMessage('We met Kai Lum (kai@lum.example) at the fair, call him: +44 20 7946 0958')).toMatchObject({
      name: 'Kai Lum',
      company: 'Lum',
      email: 'kai@lum.example',
      phone: '+442079460958',
    });
  });

  test('mentions and links of Slack are no contacts', () => {
    expect(guessFromMessage('<@U123456789> asks for <https://acme.example|the site>, see <#C1234|sales>')).toEqual({
      need: '<@U123456789> asks for the site, see #sales',
    });
  });
});
