/** Mails and their signatures. */
import { describe, expect, test } from 'vitest';
import { readMail, readSignature } from '../../../src/leads/reading/mail.ts';
import { readMessage } from '../../../src/leads/reading/message.ts';

const OURS = { ownDomains: ['north.example'] };
const mail = (...lines: string[]) => readMail(lines.join('\n'), OURS);

describe('a mail', () => {
  test.each([
    ['From: Jane Doe <jane@acme.example>', 'Jane Doe'],
    ['From: "Doe, Jane" <jane@acme.example>', 'Jane Doe'],
    ['From: jane@acme.example (Jane Doe)', 'Jane Doe'],
    ['From: Jane Doe [mailto:jane@acme.example]', 'Jane Doe'],
    ['*Von:* Jane Doe <jane@acme.example>', 'Jane Doe'],
    ['Expéditeur : Jane Doe <jane@acme.example>', 'Jane Doe'],
    ['> From: Jane Doe <jane@acme.example>', 'Jane Doe'],
    ['From: Jane Doe via Forms <jane@acme.example>', undefined],
    [`From: ${'x'.repeat(374)} <jane@acme.example>`, undefined],
    ['From: jane@acme.example', undefined],
    ['From: <jane@acme.example>', undefined],
  ])('%s has the sender %s', (header, name) => {
    expect(mail(header, 'Subject: Hi', '', 'Text')?.sender).toEqual({ name, email: 'jane@acme.example' });
  });

  test.each([
    ['On Mon, 2 Nov 2026 at 10:12, Jane Doe <jane@acme.example> wrote:', 'Jane Doe'],
    ['Am 2. Nov. 2026 um 10:12 Uhr schrieb Jane Doe <jane@acme.example>:', 'Jane Doe'],
    ['Le lun. 2 nov. 2026 à 10:12, Jane Doe <jane@acme.example> a écrit :', 'Jane Doe'],
    ['On Nov 2, 2026, at 10:12 AM, jane@acme.example wrote:', undefined],
  ])('%s has the writer %s', (line, name) => {
    expect(mail('Please take this', '', line, 'Text')?.sender).toEqual({ name, email: 'jane@acme.example' });
  });

  test.each([
    ['Nothing of a mail'],
    ['A: call jane@acme.example'],
    ['De: la empresa'],
    ['From: me\nTo: you'],
    ['Me @home wrote:\nHi'],
    [`From: ${'x'.repeat(400)} <jane@acme.example>`],
  ])('is not what has no sender: %j', (text) => expect(readMail(text, OURS)).toBeUndefined());

  test('has its text without headers, with the first subject before it', () => {
    const read = mail(
      ...['From: Jane Doe <jane@acme.example>', 'To: Sam <sam@north.example>, Kim <kim@acme.example>'],
      ...['Subject: Re: Fwd: A demo', 'Date: today', '', 'We want a demo', '', '-----Original Message-----', 'Thanks'],
    );
    expect(read).toEqual({
      sender: { name: 'Jane Doe', email: 'jane@acme.example' },
      others: ['sam@north.example', 'kim@acme.example'],
      body: '\nWe want a demo\n\n-----Original Message-----\nThanks',
      text: 'A demo\n\nWe want a demo\n\nThanks',
    });
  });

  test.each([
    ['the header before the sender', ['Subject: A demo', 'From: Jane Doe <jane@acme.example>', '', 'Hi']],
    ['a header two lines before it', ['Subject: A demo', '', 'From: Jane Doe <jane@acme.example>', '', 'Hi']],
    ['a header two lines after it', ['From: Jane Doe <jane@acme.example>', '', 'Subject: A demo', '', 'Hi']],
  ])('has %s', (_, lines) => expect(mail(...lines)?.text.replace(/\n+/g, ' ')).toBe('A demo Hi'));

  test('keeps the lines of its text that only look like a header', () => {
    const text = ['Hi', '', '', 'An: joe@other.example', '', '', 'She wrote:', 'Text'];
    const read = mail('From: Jane Doe <jane@acme.example>', 'Subject: Fwd: Hello', '', ...text);
    expect(read).toMatchObject({ others: [], text: ['Hello', '', ...text].join('\n') });
  });

  test('that answers another one is of the person who answers', () => {
    const answer = ['', 'Text', '', 'On Mon, Kim Lee <kim@acme.example> wrote:', 'Before'];
    for (const header of [
      ['Subject: Fwd: Hi', 'From: Jane Doe <jane@acme.example>'],
      ['From: Jane Doe <jane@acme.example>', 'Subject: Hi'],
    ])
      expect(mail(...header, ...answer)?.sender?.name).toBe('Jane Doe');
  });

  test('that a colleague forwarded is of the person who wrote it, with their text alone', () => {
    const read = mail(
      ...['From: Sam Sales <sam@other.example>', 'Subject: Fwd: Demo', '', 'see below', ''],
      ...['---------- Forwarded message ---------', 'From: Jane Doe <jane@acme.example>', 'Subject: Demo', ''],
      ...['> We want a demo', '', 'On Mon, Kim Lee <kim@acme.example> wrote:', 'Before'],
    );
    expect(read?.sender).toEqual({ name: 'Jane Doe', email: 'jane@acme.example' });
    expect(read?.body).toBe('\nWe want a demo\n');
  });

  test('goes to its address for replies', () => {
    const read = mail('From: Forms <forms@tool.example>', 'Reply-To: Jane Doe <jane@acme.example>', '', 'Hi');
    expect(read?.sender).toEqual({ name: 'Jane Doe', email: 'jane@acme.example' });
  });

  test('of colleagues and tools alone has no sender', () => {
    const read = mail('From: Sam <sam@north.example>', 'To: no-reply@tool.example', '', 'Hi');
    expect(read).toMatchObject({ others: ['no-reply@tool.example'] });
    expect(read).not.toHaveProperty('sender');
  });
});

describe('a signature', () => {
  const signed = (lines: string[], email = 'jane@acme.example') => readSignature(lines.join('\n'), email, {});

  test.each([
    [['Hi', 'Best regards,', 'Jane Doe', 'CTO, Fenwick', '+49 30 901820'], 'Jane Doe', 'Fenwick'],
    [['Hi', 'Mit freundlichen Grüßen', '', 'Jane Doe', 'Fenwick GmbH'], 'Jane Doe', 'Fenwick GmbH'],
    [['Hi', '--', 'Jane Doe | Head of IT | Fenwick Ltd'], 'Jane Doe', 'Fenwick Ltd'],
    [['Cordialement,', 'La team', 'Jane Doe', 'Acme Tools'], 'Jane Doe', 'Acme Tools'],
    [['Thanks', 'Jane Doe', 'Director at Fenwick'], 'Jane Doe', 'Fenwick'],
    [['Thanks', 'Jane Doe', 'at Acme Group'], 'Jane Doe', 'Acme Group'],
    [['Thanks', 'Jane Doe', 'Director, Head of Sales'], 'Jane Doe', undefined],
    [['Thanks', 'Jane Doe', 'jane@acme.example', 'https://acme.example'], 'Jane Doe', undefined],
    [['Text', '', 'Jane Doe', 'Acme', '+49 30 901820'], 'Jane Doe', 'Acme'],
    [['Jane Doe', 'Acme', '+49 30 901820', '', 'Bye'], 'Jane Doe', 'Acme'],
    [['Thanks', 'the team', '+49 30 901820'], undefined, undefined],
    [['Thanks', 'Acme Doe', '+49 30 901820'], 'Acme Doe', undefined],
    [['Thanks', 'Jane Doe', 'acme@acme.example'], 'Jane Doe', undefined],
    [['Thanks', 'Jane Doe', 'acme www.acme.example'], 'Jane Doe', undefined],
    [['Thanks', 'Jane Doe', `Acme ${'x'.repeat(75)}`], 'Jane Doe', `Acme ${'x'.repeat(75)}`],
    [['Thanks', 'Jane Doe', `Acme ${'x'.repeat(76)}`], 'Jane Doe', undefined],
    [['Thanks', 'Jane Doe', 'Acme One Two Three Four Five'], 'Jane Doe', 'Acme One Two Three Four Five'],
    [['Thanks', 'Jane Doe', 'Acme One Two Three Four Five Six'], 'Jane Doe', undefined],
    [['Thanks', 'Jane Doe', 'Head of sales at Fenwick Ltd'], 'Jane Doe', 'Fenwick Ltd'],
    [['Thanks', 'Jane Doe', 'head Ltd'], 'Jane Doe', 'head Ltd'],
  ])('%j is of %s at %s', (lines, name, company) => {
    const read = signed(lines);
    expect([read?.name, read?.company]).toEqual([name, company]);
  });

  test.each([
    [['We want a demo']],
    [['Text', '', 'call me', '+49 30 901820']],
    [['Text', '', 'ask', 'Jane Doe', '+49 30 901820']],
    [['Best regards']],
    [['']],
  ])('%j has none that can be read', (lines) => expect(signed(lines)).toBeUndefined());

  test('without a name has its lines', () => {
    expect(signed(['Thanks', 'the team', '+49 30 901820'])?.text).toBe('the team\n+49 30 901820');
  });

  test('has at most ten lines, from the last closing words on', () => {
    const lines = Array.from({ length: 12 }, (_, index) => `Line ${index}`);
    const read = signed(['Thanks', 'Not this', 'Best', 'Jane Doe', ...lines]);
    expect(read).toMatchObject({ name: 'Jane Doe' });
    expect(read?.text.split('\n')).toEqual(['Jane Doe', ...lines.slice(0, 9)]);
    const block = (above: number) =>
      signed([...Array.from({ length: above }, () => 'Line'), 'Jane Doe', ...lines.slice(0, 9), '+49 30 901820']);
    expect([block(0)?.name, block(3)?.name, block(3)?.text.split('\n').length]).toEqual(['Jane Doe', 'Jane Doe', 10]);
  });
});

describe('a message', () => {
  test.each<[string, string, object]>([
    ['My name is Jane Doe from Fenwick, jane@x.example', 'introduces', { name: 'Jane Doe', company: 'Fenwick' }],
    ['Jane Doe (CTO) booked a demo, jd@acme.example', 'says who booked', { name: 'Jane Doe', company: 'Acme' }],
    ['New lead: Jane Doe, info@acme.example', 'names the lead', { name: 'Jane Doe' }],
    ['Lotte Visser van Visser Kaas, lotte@visserkaas.example', 'has a particle', { name: 'Lotte Visser' }],
    ['Arthur Pell, a@gmail.com, of Pell Roofing', 'has a surname', { name: 'Arthur Pell', company: 'Pell Roofing' }],
    ['Jane Doe\nowner: sam@x.example\njane@acme.example', 'has an owner', { email: 'jane@acme.example' }],
    ['ask info@acme.example or jane@acme.example', 'has a role address', { email: 'jane@acme.example' }],
    ['Jane Doe: joe@b.example, jdoe@c.example', 'has two addresses', { email: 'jdoe@c.example' }],
    ['info@acme.example, sales@acme.example', 'has only roles', { email: 'info@acme.example' }],
    ['Email: bad\njane@acme.example', 'has a bad label', { email: 'jane@acme.example' }],
    ['Company: "Acme"\nName: Jane', 'has quotes', { name: 'Jane', company: 'Acme' }],
    ['ask joe@b.example\nEmail: jane@c.example', 'has a labelled address', { email: 'jane@c.example' }],
    ['From: acme <jane@acme.example>\nSubject: Hi\n\nA demo', 'has an odd sender', { name: 'acme' }],
    ['From: acme <j@acme.example>\nSubject: Hi\n\nA demo\nThanks\nJane Doe', 'is signed', { name: 'Jane Doe' }],
    ['Jane Doe (jd@acme.example) asks\n\nThanks\nKim Lee', 'another signed', { name: 'Jane Doe' }],
    ['Jane Doe here, jane@acme.example\n\nThanks\nJane M. Doe', 'has two spellings', { name: 'Jane M. Doe' }],
    ['i am very happy, jane@x.example', 'has no name', { email: 'jane@x.example', company: 'X' }],
    ['Kim Lee <office@acme.example>', 'has a name before the address', { name: 'Kim Lee' }],
    ['Jane Doe from Fenwick, jane@x.example', 'begins with the name', { name: 'Jane Doe', company: 'Fenwick' }],
    ['jane@gmail.com: Jane Doe from Fenwick.', 'ends with the company', { name: 'Jane Doe', company: 'Fenwick' }],
    [`Jane Doe from X${'x'.repeat(59)}, jane@gmail.com`, 'has a long one', { company: `X${'x'.repeat(59)}` }],
    ['Ann Lee, a@gmail.com, of Lee Roofing', 'has a short surname', { company: 'Lee Roofing' }],
    ['Phone: a1b2c3d4e5f6\nMobile: +49 30 901820', 'has a bad number', { phone: '+4930901820' }],
    ['From: Jane Doe <j@x.example>\nSubject: call +49 30 901820\n\nHi', 'is a mail', { phone: '+4930901820' }],
    ['jane.doe@acme.example', 'is an address', { name: 'Jane Doe', company: 'Acme' }],
  ])('%j, that %s', (text, _, read) => expect(readMessage(text)).toMatchObject(read));

  test.each([
    ['Bo Li, a@gmail.com, of Li Roofing'],
    ['From: Jane Doe <jane@gmail.com>\nTo: North Ltd <sam@north.example>\nSubject: Hi\n\nA demo'],
  ])('%j names no company', (text) => expect(readMessage(text)).not.toHaveProperty('company'));

  test('has its need without headers, and as it was typed if no header exists', () => {
    expect(readMessage('From: Jane Doe <jane@acme.example>\nSubject: Demo\n\nWe want it').need).toBe(
      'Demo\n\nWe want it',
    );
    expect(readMessage('a\n\n\n\nb').need).toBe('a\n\n\n\nb');
  });

  test('with two labels loses the lines of its tool, and with one keeps them', () => {
    const text = 'New form submission\nName: Jane\nEmail: j@acme.example\nA demo\n\n\n\nSoon\nSent from Forms';
    expect(readMessage(text).need).toBe('A demo\n\nSoon');
    expect(readMessage('New form submission\nEmail: j@acme.example\nA demo').need).toBe('New form submission\nA demo');
    expect(readMessage('Name: Jane\nEmail: j@acme.example').need).toBe('Name: Jane\nEmail: j@acme.example');
  });

  test('that is very long is searched at its beginning, and kept whole', () => {
    const text = `Name: Jane\nEmail: j@acme.example\n${'word '.repeat(2000)}end`;
    expect(readMessage(text).need?.endsWith('word end')).toBe(true);
    expect(readMessage(`${'word '.repeat(2000)} j@acme.example`).email).toBeUndefined();
  });
});
