import { describe, expect, test } from 'vitest';
import { redeliver } from '../../support/redeliver.ts';
import { createScene } from '../../support/scene.ts';

describe.each(['socket', 'http'] as const)('over %s', (mode) => {
  const scene = createScene({ mode });

  test('a lead goes from the marketer to the seller who accepts it, and both hear of the other’s acts', async () => {
    const name = await scene.newLead({ 'What do they need?': 'A demo for 40 people' });
    expect(scene.standing(name)).toContain('Unclaimed');
    expect(scene.card(name).text).toContain('A demo for 40 people');
    await scene.react('sam', name, 'white_check_mark');
    expect(scene.standing(name)).toMatch(/^:white_check_mark: @sam owns this {2}· {2}first contact due /);
    expect(scene.news('mia', name)).toEqual([`${name} · Company 001\n:white_check_mark: @sam accepted this lead`]);
    expect(scene.story(name)).toEqual([':white_check_mark: @sam accepted this lead']);
  });
});

describe('the form', () => {
  const scene = createScene({ mode: 'http' });
  const { as } = scene;

  async function formAfter(words: string) {
    await as('mia').command(`/handoff ${words}`, { in: '#marketing' });
    return as('mia').modal('Hand off a lead');
  }
  const anybody = { Name: 'Kim Ko', Company: 'Koko', 'What do they need?': 'Prices' };

  test('opens with the text after the command', async () => {
    const form = await formAfter('Jane Doe, Acme, jane@ACME.example, +49 30 901820, wants a demo');
    const [name, company, email, phone, need] = ['Name', 'Company', 'Email', 'Phone', 'What do they need?'].map(
      (label) => form.value(label),
    );
    expect([name, company, email, need]).toEqual(['Jane Doe', 'Acme', 'jane@acme.example', 'wants a demo']);
    expect(phone?.replaceAll(' ', '')).toBe('+4930901820');
  });

  test('shows all errors at their fields at once, and keeps the typed text', async () => {
    const form = await formAfter('');
    await form.fill({ ...anybody, Name: '   ', Email: 'kim..ko@koko.example', Phone: '030 1' });
    expect(await form.submit()).toEqual({
      ok: false,
      errors: {
        Name: 'Enter a name.',
        Email: 'This does not look like an email address, such as jane@acme.com.',
        Phone: 'This is not a valid phone number. Please check the digits.',
      },
    });
    expect(form.isOpen).toBe(true);
    expect(form.value('Company')).toBe('Koko');
    await form.fill({ Name: 'Kim Ko', Email: '', Phone: '+49 30' });
    expect(await form.submit()).toEqual({
      ok: false,
      errors: { Phone: 'This is not a valid phone number. Please check the digits.' },
    });
    await form.fill({ Phone: '' });
    expect(await form.submit()).toEqual({
      ok: false,
      errors: { Email: 'Enter an email address or a phone number.' },
    });
  });

  test('asks for an email or a phone also while other fields have errors', async () => {
    const form = await formAfter('');
    await form.fill({ ...anybody, Company: ' ', 'What do they need?': '\n' });
    expect(await form.submit()).toEqual({
      ok: false,
      errors: {
        Company: 'Enter a company.',
        'What do they need?': 'Enter what they need. Sales starts from this.',
        Email: 'Enter an email address or a phone number.',
      },
    });
  });

  test('normalises emails and phone numbers', async () => {
    const name = await scene.newLead({ Email: 'Jo.Doe@Company.EXAMPLE', Phone: '0049 (30) 90 18 20' });
    const text = scene.card(name).text;
    expect(text).toContain('Jo.Doe@company.example');
    expect(text.replaceAll(' ', '')).toContain('+4930901820');
  });

  test('accepts a phone number in national format, and keeps its extension', async () => {
    const form = await formAfter('');
    await form.fill({ ...anybody, Name: 'Ext Local', Phone: '030 901820 ext. 12' });
    expect((await form.submit()).ok).toBe(true);
    await scene.app().settled();
    expect(JSON.stringify(scene.card('Ext Local').blocks)).toContain(
      '"tel:+4930901820;ext=12","text":"+49 30 901820 ext. 12"',
    );
  });

  test('accepts a phone number without an email', async () => {
    const name = await scene.newLead({ Email: '', Phone: '+1 212 555 0134' });
    expect(scene.card(name).text).toContain('+1 212 555 0134');
  });

  test('the card shows every field that was filled in', async () => {
    const name = await scene.newLead({
      Temperature: 'Hot',
      Source: 'Trade fair',
      Campaign: 'Autumn launch',
      'Buyer’s stage': 'Decision',
      Role: 'Head of Operations',
    });
    const text = scene.read(scene.card(name).text);
    const about = ['Hot', 'Head of Operations', 'Decision stage', 'Source: Trade fair', 'Campaign: Autumn launch'];
    for (const part of [...about, 'Handed off 2026-', 'by @mia']) {
      expect(text).toContain(part);
    }
  });

  test('a seller outside the team is refused at the field, and so is a guest in its channel', async () => {
    const form = await formAfter('');
    await form.fill({ ...anybody, Email: 'kim@koko.example', 'Assign to': 'mia' });
    expect(await form.submit()).toEqual({
      ok: false,
      errors: { 'Assign to': 'mia is not in Sales.' },
    });
    await form.fill({ 'Assign to': 'gus' });
    expect(await form.submit()).toEqual({
      ok: false,
      errors: { 'Assign to': 'gus cannot take leads: they are a guest.' },
    });
    await form.fill({ 'Assign to': 'eve' });
    expect(await form.submit()).toEqual({
      ok: false,
      errors: { 'Assign to': 'eve cannot take leads: they are from another workspace.' },
    });
  });

  test('an assigned seller gets a direct message with buttons that work', async () => {
    const name = await scene.newLead({ 'Assign to': 'sue' });
    expect(scene.standing(name)).toContain('Assigned to @sue');
    const message = await as('sue').waitForMessage('dm', name);
    expect(scene.read(message.text)).toContain(':handshake: @mia handed off this lead to @sue\nA demo next week');
    expect(message.buttons).toEqual(['Accept', 'Log contact', 'Decline']);
    await as('sue').press(message, 'Accept');
    await scene.app().settled();
    expect(scene.standing(name)).toContain('@sue owns this');
    expect(scene.news('sue', name)).toEqual([
      expect.stringMatching(/^:white_check_mark: .* {2}· {2}Accepted by you {2}· {2}/),
    ]);
  });

  test('sources are suggested in their first spelling, regardless of case, and new ones can be added', async () => {
    await scene.newLead({ Source: 'Übersee-Messe' });
    await scene.newLead({ Source: 'übersee-messe' });
    const form = await formAfter('');
    expect(await form.suggest('Source', 'ÜBER')).toEqual(['New: ÜBER', 'Übersee-Messe']);
    expect(await form.suggest('Source', 'übersee-messe')).toEqual(['Übersee-Messe']);
    expect(await form.suggest('Source', 'webinar')).toEqual(['New: webinar']);
    expect(await form.suggest('Source', '')).toEqual(['Übersee-Messe', 'Trade fair']);
    expect(await form.suggest('Campaign', 'autumn')).toEqual(['New: autumn', 'Autumn launch']);
  });

  test('two people who add the same source at once create one', async () => {
    const forms = [];
    for (const [who, source] of Object.entries({ mia: 'Podcast', ada: 'podcast' })) {
      await as(who).command('/handoff', { in: '#marketing' });
      const form = await as(who).modal('Hand off a lead');
      await form.fill({ ...anybody, Name: who, Email: `${who}@pod.example`, Source: source });
      forms.push(form);
    }
    for (const form of forms) expect(await form.submit()).toEqual({ ok: true });
    expect(await (await formAfter('')).suggest('Source', 'pod')).toEqual(['New: pod', 'Podcast']);
  });

  test('a submission that Slack delivers twice has one effect and the same answer', async () => {
    const { slack } = scene.app();
    const name = await scene.newLead();
    const submission = slack.traffic.deliveries('view_submission').at(-1);
    expect(await redeliver(scene.app(), submission?.payload)).toEqual(submission?.answer);
    await scene.app().settled();
    expect(
      as('sam')
        .sees('#sales')
        .filter((message) => message.text.startsWith(name)),
    ).toHaveLength(1);
  });

  test('a form from before an update of Baton gets an explanation instead of an error', async () => {
    const { slack } = scene.app();
    await scene.newLead();
    const payload = structuredClone(slack.traffic.deliveries('view_submission').at(-1)?.payload) as {
      view: { id: string; private_metadata: string };
    };
    payload.view.id = 'VANOTHER';
    payload.view.private_metadata = '{"v":0}';
    expect(JSON.stringify(await redeliver(scene.app(), payload))).toContain('from before an update');
  });
});
