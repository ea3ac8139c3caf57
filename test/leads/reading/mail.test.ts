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
  ])('%j is of %s at %s', (lines, name, company) => {
    const read = signed(lines);
    expect([read?.name, read?.company]).toEqual([name, company]);
  });

  test.each([[['We want a demo']], [['Text', '', 'call me', '+49 30 901820']], [['Best regards']], [['']]])(
    '%j has none that can be read',
    (lines) => expect(signed(lines)).toBeUndefined(),
  );

  test('has at most ten lines, from the last closing words on', () => {
    const lines = Array.from({ length: 12 }, (_, index) => `Line ${index}`);
    const read = signed(['Thanks', 'Not this', 'Best', 'Jane Doe', ...lines]);
    expect(read).toMatchObject({ name: 'Jane Doe' });
    expect(read?.text.split('\n')).toEqual(['Jane Doe', ...lines.slice(0, 9)]);
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
    ['jane.doe@acme.example', 'is an address', { name: 'Jane Doe', company: 'Acme' }],
  ])('%j, that %s', (text, _, read) => expect(readMessage(text)).toMatchObject(read));

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
