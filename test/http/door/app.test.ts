/** The door of a running Baton: from a form to the card in Slack, and from a body that cannot be read to an admin. */
import { expect, test, vi } from 'vitest';
import { discardKept } from '../../../src/intake/acts/kept.ts';
import { createSource, setMapping } from '../../../src/intake/acts/sources.ts';
import { keptOf } from '../../../src/intake/queries.ts';
import { AUTHORIZATION } from '../../../src/intake/types.ts';
import { teamsOfKind } from '../../../src/teams/queries.ts';
import { createScene } from '../../support/scene.ts';

const { app, as, card, read, travel } = createScene();
const ADA = { by: 'UADA' };

test('a form is a card with a seller, and one that cannot be read is told to an admin once', async () => {
  const { deps } = app().baton;
  expect(app().baton.doorPort()).toBeUndefined();
  const { source, key } = await deps.write((tx) => {
    const [team] = teamsOfKind(tx, 'sales');
    const marketerId = app().slack.ids.people.mia ?? '';
    const form = { name: 'Contact form', teamId: team?.id ?? 0, marketerId, auth: AUTHORIZATION };
    return createSource(tx, deps.keys, form, ADA, deps.now());
  });
  await vi.waitFor(() => expect(app().baton.doorPort()).toBeGreaterThan(0));
  const post = async (body: object) => {
    const address = `http://127.0.0.1:${app().baton.doorPort()}/v1/leads/contact-form`;
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
    const answer = await fetch(address, { method: 'POST', headers, body: JSON.stringify(body) });
    return { status: answer.status, said: (await answer.json()) as Record<string, unknown> };
  };

  const ana = { name: 'Ana Reis', email: 'ana@porto-foods.example', need: 'A demo\n*now*' };
  expect(await post(ana)).toMatchObject({ status: 201, said: { status: 'created', lead: 1 } });
  await app().settled();
  expect(read(card('Ana Reis').text)).toContain('porto-foods.example');
  expect((await post(ana)).said.link).toContain('/archives/');
  expect((await post({ ...ana, company: 'Porto Foods' })).said).toMatchObject({ status: 'added', lead: 1 });
  await app().settled();
  expect(card('Ana Reis').text).toContain('Porto Foods');

  const mapping = { fields: { email: { places: [{ path: ['mail'] }] } } };
  await deps.write((tx) => setMapping(tx, source.id, mapping, ADA, deps.now()));
  for (const phone of ['1', '2', '3']) expect((await post({ phone })).status).toBe(202);
  const told = () =>
    as('ada')
      .dm()
      .filter(({ text }) => text.includes('Contact form'));
  const later = (minutes: number) => travel(new Date(deps.now().getTime() + minutes * 60_000));
  await later(2);
  await later(2);
  expect(told().map(({ text }) => read(text))).toEqual([
    expect.stringContaining('Contact form sent something that I could not read as a lead.'),
  ]);

  await app().restart();
  expect(app().baton.doorPort()).toBeGreaterThan(0);
  expect((await post(ana)).said).toMatchObject({ status: 'repeated', lead: 1 });
  const { write, db, now } = app().baton.deps;
  await write((tx) => {
    for (const { id } of keptOf(db, source.id, now())) discardKept(tx, id, 'UADA', now());
  });
  await later(2);
  expect(as('ada').dm().at(-1)?.text).toContain('Nothing of that source waits to be read any more.');
});
