import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test, vi } from 'vitest';
import { publicAddress } from '../../../src/intake/address.ts';
import { changeSetting } from '../../../src/platform/settings/change.ts';
import { typeform } from '../../intake/mapping/bodies.ts';
import { createScene } from '../../support/scene.ts';

const scene = createScene({ webhooksAllow: ['127.0.0.1'] });
const { as } = scene;

const keys: Record<string, string> = {};

/** A POST as the sender makes it, once the door is open. */
async function post(slug: string, body: string, headers: Record<string, string>): Promise<number> {
  const port = await vi.waitUntil(() => scene.app().baton.doorPort());
  const answer = await fetch(`http://127.0.0.1:${port}/v1/leads/${slug}`, { method: 'POST', body, headers });
  await scene.app().settled();
  return answer.status;
}

const json = { 'content-type': 'application/json' };

function sendTypeform(body: object = typeform): Promise<number> {
  const text = JSON.stringify(body);
  const signature = createHmac('sha256', keys['website-form'] ?? '')
    .update(text)
    .digest('base64');
  return post('website-form', text, { ...json, 'typeform-signature': `sha256=${signature}` });
}

/** A Typeform response of another person. */
function responseOf(email: string, more: object = {}) {
  const response = typeform.form_response;
  const answers = response.answers.map((one) => (one.type === 'email' ? { ...one, email } : one));
  return { ...typeform, event_id: `of ${email}`, form_response: { ...response, token: email, answers, ...more } };
}

async function list(who = 'ada') {
  await as(who).command('/baton sources', { in: '#general' });
  return as(who).modal('Lead sources');
}

async function page(who = 'ada') {
  await (await list(who)).press({ actionId: 'intake_open', value: '1' });
  return as(who).modal('Source');
}

/** The key that the modal shows once. */
const keyIn = (text: string) => /baton_[\w-]{43}/.exec(text)?.[0] ?? '';

test('a manager connects a Typeform: three values, one test, one look', async () => {
  const empty = await list('max');
  expect(empty.text()).toContain('Connect the first one');
  await empty.press('New source');
  const form = await as('max').modal('New source');
  // Everything else is filled in already.
  expect(form.labels().filter((label) => form.value(label) === '' && !/optional|of its leads/.test(label))).toEqual([
    'Name',
    'Who sends the leads?',
    'Public address of Baton',
  ]);
  await form.fill({
    Name: 'Website form',
    'Who sends the leads?': 'Typeform',
    'Public address of Baton': 'https://baton.example.com/?a=1',
  });
  expect(await form.submit()).toMatchObject({
    errors: { 'Public address of Baton': 'Write the address without ? and #.' },
  });
  await form.fill({ 'Public address of Baton': 'https://baton.example.com/' });
  expect(await form.submit()).toEqual({ ok: true });

  const connect = await as('max').modal('Connect');
  expect(connect.text()).toContain('https://baton.example.com/v1/leads/website-form\n*2.* Edit the webhook');
  keys['website-form'] = keyIn(connect.text());
  await connect.press('The test is sent: show it');
  const early = await as('max').modal('That did not work');
  expect(early.text()).toContain('Nothing has come in the last hour.');
  await early.close();
  expect(keyIn(connect.text())).toBe(keys['website-form']);

  expect(await sendTypeform()).toBe(202);
  await connect.press('The test is sent: show it');
  const fields = await as('max').modal('Choose the fields');
  expect(fields.text()).toContain('Where can we write to you? maren@tidewater.example');
  expect(fields.text()).not.toContain('event_id');
  expect(fields.text()).toContain("Name: Maren O'Neill\nCompany: Tidewater Marine\nEmail: maren@tidewater.example");
  expect(await fields.submit()).toEqual({ ok: true });
  await (await as('max').modal('Source')).waitForText('The fields are saved.');
  expect(as('max').sees('#sales')).toEqual([]);

  expect(await sendTypeform(responseOf('nele@kauri.example'))).toBe(201);
  expect(await sendTypeform(responseOf('nele@kauri.example'))).toBe(200);
  const card = await as('sam').waitForMessage('#sales', ({ text }) => text.includes('nele@kauri.example'));
  expect(scene.read(card.text)).toContain("Maren O'Neill");
});

test('each choice of a field shows at once the resulting lead', async () => {
  await (await page()).press('Change the fields…');
  const empty = await as('ada').modal('Choose the fields');
  expect(empty.text()).toContain('There is no example any more.');
  await empty.close();

  const changed = {
    ...responseOf('kai@lum.example'),
    form_response: { kontakt: 'kai@lum.example', 'Wie heißen Sie?': 'Kai Lum' },
  };
  expect(await sendTypeform(changed)).toBe(202);
  expect(await sendTypeform({ form_response: { kontakt: 'no address' } })).toBe(202);
  const source = await as('ada').modal('Source');
  await source.close();
  const kept = await page();
  expect(kept.text()).toContain('2 messages to look at');
  expect(kept.text()).toContain('kai@lum.example · Kai Lum');
  expect(kept.text()).toContain('Email: nothing is in “mail”.');

  const ids = kept.blocks.flatMap(({ block_id: id }) => /^kept:(\d+)$/.exec(String(id))?.[1] ?? []);
  await kept.press({ actionId: 'intake_mend', value: ids.at(-1) });
  const fields = await as('ada').modal('Choose the fields');
  expect(fields.text()).toContain('Name: Kai Lum');
  expect(await fields.suggest('Email', 'KONTAKT')).toEqual(['kontakt: kai@lum.example']);
  await fields.fill({ Name: [] });
  await fields.waitForText('Name: kai@lum.example');
  await fields.fill({ Name: ['Wie heißen Sie? Kai Lum'], 'Translate values': 'Colour: red = blue' });
  await fields.waitForText('Name: Kai Lum');
  expect(await fields.submit()).toMatchObject({
    errors: { 'Translate values': expect.stringContaining('“Colour: red = blue” is not') },
  });
  await fields.fill({
    'Translate values': 'Name: Kai Lum = Kai Lumen',
    'The messages that wait': 'Take all 2 in that could not be read',
  });
  expect(await fields.submit()).toEqual({ ok: true });
  await as('ada')
    .modal('Source')
    .then((one) => one.waitForText('1 message taken in. 1 message still cannot be read.'));
  await as('sam').waitForMessage('#sales', ({ text }) => text.includes('Kai Lumen'));
  // The fields of the former form are still read.
  expect(await sendTypeform(responseOf('ole@former.example'))).toBe(201);
  const after = await as('ada').modal('Source');
  await after.choose('Throw away');
  await vi.waitFor(() => expect(after.text()).not.toContain('To look at'));
});

test('two keys are accepted while one is changed, and a wrong one is told on the page', async () => {
  const source = await page();
  await source.press('New key…');
  await scene.mustSubmit('ada', 'New key');
  const connect = await as('ada').modal('Connect');
  const former = keys['website-form'];
  expect(connect.buttons).toEqual([]);
  expect(await sendTypeform(responseOf('a@north.example'))).toBe(201);
  keys['website-form'] = keyIn(connect.text());
  expect(keys['website-form']).not.toBe(former);
  expect(await sendTypeform(responseOf('b@south.example'))).toBe(201);
  keys['website-form'] = 'another';
  expect(await sendTypeform(responseOf('c@west.example'))).toBe(401);
  await connect.close();
  const after = await as('ada').modal('Source');
  await after.close();
  expect(scene.read((await page()).text())).toMatch(
    /1 request refused.*accepted until .*The key or signature is missing/s,
  );
});

test('a source that is off refuses, and its settings give leads what the form leaves out', async () => {
  await (await list()).press('New source');
  await scene.mustSubmit('ada', 'New source', {
    Name: 'Old script',
    'Who sends the leads?': 'A tool that only takes an address',
  });
  const connect = await as('ada').modal('Connect');
  expect(connect.text()).toContain('logs of servers in between may show it');
  const key = keyIn(connect.text());
  expect(connect.text()).toContain(`/v1/leads/old-script?key=${key}`);
  await connect.close({ all: true });

  const send = (email: string) => post(`old-script?key=${key}`, JSON.stringify({ name: 'Ola Berg', email }), json);
  await (await list()).press({ actionId: 'intake_open', value: '2' });
  const source = await as('ada').modal('Source');
  await source.press('Settings…');
  await scene.mustSubmit('ada', 'Source settings', {
    'Source of its leads': 'Trade fair',
    'Temperature of its leads': 'Hot',
  });
  await source.waitForText('source Trade fair');
  expect(await send('ola@berg.example')).toBe(201);
  const card = await as('sam').waitForMessage('#sales', ({ text }) => text.includes('Ola Berg'));
  expect(card.text).toMatch(/Hot.*Trade fair/s);

  await source.press('Switch off');
  await source.waitForText('off');
  expect(await send('ole@berg.example')).toBe(503);
  await source.press('Switch on');
  await source.waitForText('on  ·  last lead');
  expect(source.text()).toContain('It sends Baton’s own names of fields');
  await source.press('Delete…');
  const deleted = await as('ada').modal('Deleted');
  expect(deleted.text()).toContain('Its leads stay.');
  await deleted.close();
  const left = await as('ada').modal('Lead sources');
  await vi.waitFor(() => expect(left.text()).not.toContain('Old script'));
  expect(await send('ole@berg.example')).toBe(404);
});

test('messages that came before the fields were chosen are handed off on request', async () => {
  await (await list()).press('New source');
  await scene.mustSubmit('ada', 'New source', { Name: 'Landing page', 'Who sends the leads?': 'Zapier' });
  const connect = await as('ada').modal('Connect');
  const authorization = `Bearer ${keyIn(connect.text())}`;
  expect(connect.text()).toContain(authorization);
  const send = (name: string, email: string) =>
    post('landing-page', JSON.stringify({ who: name, mail: email, q: 'A price' }), { ...json, authorization });
  expect([await send('Una Ek', 'una@ek.example'), await send('Ugo Ek', 'no address')]).toEqual([202, 202]);
  await connect.press('The test is sent: show it');
  const fields = await as('ada').modal('Choose the fields');
  await fields.fill({ Email: [] });
  expect(await fields.submit()).toMatchObject({
    errors: { Email: 'Choose the place of the email address, or of the phone number below.' },
  });
  await fields.fill({
    Name: ['who: Ugo Ek'],
    Email: ['mail: no address'],
    'Messages so far': 'Hand all 2 off as leads',
  });
  await fields.waitForText('The email address is not valid.');
  expect(await fields.submit()).toEqual({ ok: true });
  const source = await as('ada').modal('Source');
  await source.waitForText('1 message taken in. 1 message still cannot be read.');
  expect(source.text()).toMatch(/To look at.*Ugo Ek.*The email address is not valid\./s);
  await as('sam').waitForMessage('#sales', ({ text }) => text.includes('Una Ek'));
  await send('Uli Ek', 'neither');
  await source.close();
  await (await list()).press({ actionId: 'intake_open', value: source.privateMetadata.match(/\d+(?=})/)?.[0] ?? '' });
  const again = await as('ada').modal('Source');
  await again.press('Take in all 2');
  await again.waitForText('2 messages still cannot be read.');
});

test('a secret that the sender makes is entered by hand', async () => {
  await (await list()).press('New source');
  await scene.mustSubmit('ada', 'New source', { Name: 'Site', 'Who sends the leads?': 'Webflow' });
  const connect = await as('ada').modal('Connect');
  expect(keyIn(connect.text())).toBe('');
  await connect.press('Enter secret…');
  expect(await scene.submit('ada', 'Secret', { 'Secret of Webflow': 'short' })).toMatchObject({
    errors: { 'Secret of Webflow': 'A secret has 16 to 200 characters.' },
  });
  const secret = 'a secret that Webflow made';
  await scene.mustSubmit('ada', 'Secret', { 'Secret of Webflow': secret });
  const body = JSON.stringify({ payload: { data: { Email: 'flo@site.example' } } });
  const at = String(scene.app().baton.deps.now().getTime());
  const signature = createHmac('sha256', secret).update(`${at}:${body}`).digest('hex');
  expect(await post('site', body, { ...json, 'x-webflow-timestamp': at, 'x-webflow-signature': signature })).toBe(202);
});

test('the address is tested from the page', async () => {
  const { deps, doorPort } = scene.app().baton;
  const address = (value: string) =>
    deps.write((tx) => changeSetting(tx, { setting: publicAddress, value, by: 'test' }, deps.now()));
  const tested = async () => {
    await (await page()).press('Test the address');
    const modal = await as('ada').modal('Test the address');
    const text = modal.text();
    await modal.close({ all: true });
    return text;
  };
  await address(`http://127.0.0.1:${doorPort()}`);
  expect(await tested()).toContain('Baton answers here');
  await address(`http://127.0.0.1:${doorPort()}/elsewhere`);
  expect(await tested()).toContain('does not know this source');
  await address(scene.app().slack.apiUrl.replace(/\/$/, ''));
  expect(await tested()).toContain('Another program answers here');
  const moved = createServer((_, response) => response.writeHead(301, { location: 'https://moved.example/' }).end());
  await new Promise<void>((resolve) => moved.listen(0, '127.0.0.1', resolve));
  await address(`http://127.0.0.1:${(moved.address() as AddressInfo).port}`);
  expect(await tested()).toContain('redirects to https://moved.example/');
  moved.close();
  await address('http://127.0.0.1:1');
  expect(await tested()).toContain('Nothing answers here');
  await address('http://169.254.169.254/latest');
  expect(await tested()).toContain('in your own network');
});

test('sellers and marketers do not manage sources', async () => {
  for (const who of ['sam', 'mia']) {
    await as(who).command('/baton sources', { in: '#general' });
    expect((await scene.nextEphemeral(who, '#general')).text).toContain('Only managers of a team and workspace admins');
  }
});
