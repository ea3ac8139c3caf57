/** The bodies of real senders through the door, readable and spoilt. */
import { expect, test } from 'vitest';
import { setMapping } from '../../../src/intake/acts/sources.ts';
import { proposeMapping } from '../../../src/intake/mapping/propose.ts';
import { keptOf } from '../../../src/intake/queries.ts';
import { calendly, sent, typeform } from '../../intake/mapping/bodies.ts';
import { ADMIN } from '../../intake/world.ts';
import { door, NOW } from './world.ts';

/** A source whose fields are chosen as proposed. */
async function mapped(example?: unknown) {
  const opened = await door();
  const { db, write, source } = opened;
  const choose = (body: unknown) => write((tx) => setMapping(tx, source.id, proposeMapping([body]), ADMIN, NOW));
  if (example !== undefined) await choose(example);
  return { ...opened, choose, unread: () => keptOf(db, source.id, NOW, 99, 'unread') };
}

/** The same body with other texts. */
function replaced(body: unknown, texts: Record<string, string>): unknown {
  const text = JSON.stringify(body);
  return JSON.parse(Object.entries(texts).reduce((all, [from, to]) => all.replaceAll(from, to), text)) as unknown;
}

/** The source is in Berlin, and one of the bodies names its country. */
const phoneOf: Record<string, string> = {
  '+49 30 5550123': '+49305550123',
  '+221338220000': '+221338220000',
  '+919812345670': '+919812345670',
  '+48 512 345 678': '+48512345678',
  '040 47110815': '+494047110815',
  '(415) 555-0132': '+494155550132',
  '+33 1 42 68 53 00': '+33142685300',
  '0803 123 4567': '+2348031234567',
};

test('the body of each sender becomes one lead, however often it comes', async () => {
  const { post, leads, choose } = await mapped();
  for (const [before, { sender, body, lead }] of sent.entries()) {
    await choose(body);
    expect((await post(body)).said, sender).toMatchObject({ status: 'created' });
    expect((await post(body)).said, sender).toMatchObject({ status: 'repeated' });
    expect(leads(), sender).toHaveLength(before + 1);
    expect(leads().at(-1), sender).toMatchObject({
      name: lead.name,
      email: lead.email,
      phone: phoneOf[lead.phone ?? ''] ?? null,
      ...(lead.company !== undefined && { company: lead.company }),
      ...(lead.score !== undefined && { score: Number(lead.score) }),
    });
    expect(leads().at(-1)?.need, sender).toContain(lead.need ?? 'No message.');
  }
});

test('a body whose address is spoilt is a lead if it has a number, and else kept with the reason', async () => {
  const { post, leads, unread, choose } = await mapped();
  for (const { sender, body, lead } of sent) {
    await choose(body);
    const spoilt = replaced(body, { [lead.email ?? '']: 'not an address' });
    expect((await post(spoilt)).status, sender).toBe(lead.phone === undefined ? 202 : 201);
    if (lead.phone === undefined) expect(unread()[0]?.reasons, sender).toContain('The email address is not valid.');
    else expect(leads().at(-1)?.need, sender).toContain('Email as typed: not an address');
  }
});

test('half a form and the rest of it are one lead', async () => {
  const { post, leads } = await mapped(typeform);
  const { form_response: response } = typeform;
  const half = { ...typeform, event_id: 'half', form_response: { ...response, answers: response.answers.slice(2, 3) } };
  expect((await post(half)).status).toBe(201);
  expect(leads()).toMatchObject([{ name: 'maren@tidewater.example', company: 'tidewater.example' }]);
  expect((await post(typeform)).said).toMatchObject({ status: 'added' });
  expect(leads()).toMatchObject([{ name: "Maren O'Neill", company: 'Tidewater Marine' }]);
});

test('a booking that is moved is one lead, also when the cancellation comes first', async () => {
  const { post, leads, unread } = await mapped(calendly);
  const cancelled = { ...calendly, event: 'invitee.canceled' };
  const again = replaced(calendly, { 'scheduled_events/E1': 'scheduled_events/E2' });
  const statuses = [];
  for (const body of [cancelled, calendly, again]) statuses.push((await post(body)).said.status);
  expect(statuses).toEqual(['ignored', 'created', 'added']);
  expect(leads()).toHaveLength(1);
  expect(unread()).toEqual([]);
});
