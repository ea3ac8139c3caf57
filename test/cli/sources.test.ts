import { expect, test } from 'vitest';
import { setMapping } from '../../src/intake/acts/sources.ts';
import { isShown, validKeys } from '../../src/intake/keys.ts';
import { requireSource } from '../../src/intake/queries.ts';
import { createWriter } from '../../src/platform/db/write.ts';
import { saveTeam } from '../../src/teams/save.ts';
import { NOW, shell } from './shell.ts';

const team = {
  kind: 'sales' as const,
  name: 'Sales',
  channelId: 'C1',
  userGroupId: null,
  managerId: 'U1',
  zone: 'Europe/Berlin',
  workDays: [1],
  worksFrom: '09:00',
  worksUntil: '17:00',
  holidays: [],
  digestCron: null,
};

async function withTeam() {
  const typed = shell();
  const write = createWriter(typed.db);
  await write((tx) => saveTeam(tx, team, { id: null, by: 'U1' }, NOW));
  const keyIn = (out: string) => /^Key: (.+)$/m.exec(out)?.[1] ?? '';
  return { ...typed, write, keyIn, isKey: (key: string) => isShown(validKeys(typed.db, 1, NOW), key) };
}

test('a source is made, listed, tried with a body and given another key', async () => {
  const { baton, put, keyIn, isKey, write } = await withTeam();
  expect((await baton('sources', 'list')).out).toContain('There are no sources.');
  const made = await baton('sources', 'create', 'Contact form', '--marketer', 'U0MIA');
  expect(made.out).toMatch(/^Leads of Contact form go to \/v1\/leads\/contact-form\.\nKey: baton_\S+\n/);
  expect(isKey(keyIn(made.out))).toBe(true);
  expect((await baton('sources', 'list')).out).toBe(
    'Contact form: /v1/leads/contact-form to Sales, no lead in the last 30 days',
  );

  const file = put('body.json', '{"email":"ana@porto.example","phone":"030 901820"}');
  expect((await baton('sources', 'test', 'contact-form', file)).out).toContain('phone: +4930901820');
  const form = put('body.txt', 'mail=ana%40porto.example');
  expect(await baton('sources', 'test', 'Contact form', form)).toMatchObject({
    code: 1,
    out: 'This is no lead:\n“mail” is not mapped yet.',
  });
  await write((tx) => setMapping(tx, 1, { fields: { email: { places: [{ path: ['mail'] }] } } }, { by: 'U1' }, NOW));
  expect((await baton('sources', 'test', 'Contact form', form)).out).toContain('email: ana@porto.example');

  const rotated = await baton('sources', 'rotate', 'CONTACT form', '--json');
  const { key } = JSON.parse(rotated.out) as { key: string };
  expect([isKey(key), isKey(keyIn(made.out))]).toEqual([true, true]);
});

test('the secret of a tool is read from a file', async () => {
  const { baton, put, db } = await withTeam();
  const secret = put('secret', 'a secret that the tool made\n');
  const made = await baton(
    'sources',
    'create',
    'Forms',
    '--sender',
    'webflow',
    '--marketer',
    'U0MIA',
    '--secret-file',
    secret,
  );
  expect(made.out).toContain('It is proved by the secret of the file.');
  expect(made.out).not.toContain('a secret that');
  expect(requireSource(db, 1)).toMatchObject({ sender: 'webflow', auth: { kind: 'signature', preset: 'webflow' } });
});

test('wrong names are refused with what is known', async () => {
  const { baton, put } = await withTeam();
  const create = (...more: string[]) => baton('sources', 'create', 'Forms', ...more);
  expect(await create()).toMatchObject({ code: 2, err: expect.stringContaining('Name a person with --marketer') });
  expect((await create('--marketer', 'U0MIA', '--team', 'Nobody')).err).toContain('Teams: Sales.');
  expect((await create('--marketer', 'U0MIA', '--sender', 'fax')).err).toContain('The sender is typeform');
  expect((await baton('sources', 'rotate', 'x')).err).toContain('There is no source "x". None exists.');
  await create('--marketer', 'U0MIA');
  expect((await create('--marketer', 'U0MIA')).err).toContain('Another source has this name.');
  expect((await baton('sources', 'test', 'forms', put('a', '{'))).err).toContain('not valid JSON');
});
