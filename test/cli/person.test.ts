/** A contact asks what Baton knows, and to be forgotten; Baton runs meanwhile. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { runCommand } from '../../src/cli/run.ts';
import { createScene } from '../support/scene.ts';

const scene = createScene();
const CANARY = /canary/i;

async function baton(...argv: string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const { databasePath } = scene.app();
  const code = await runCommand(argv, {
    env: { DATABASE_PATH: databasePath },
    now: () => new Date(),
    out: (line) => out.push(line),
    err: (line) => err.push(line),
    isWatched: false,
  });
  await scene.app().baton.runDue();
  await scene.app().settled();
  return { code, out: out.join('\n'), err: err.join('\n') };
}

const contact = {
  Name: 'Canary Cole',
  Company: 'Canary Ltd',
  Email: 'cole@canary.example',
  'What do they need?': 'a canary',
};

/** Cards and replies that name the contact. */
const inChannel = () =>
  scene
    .as('max')
    .sees('#sales')
    .filter(({ text }) => CANARY.test(text));

test('a contact is exported with each row that belongs to their leads', async () => {
  await scene.newLead({ ...contact, Email: 'access@canary.example', Name: 'Canary Access' });
  await scene.press('sam', 'Canary Access', 'Accept');
  await scene.newLead({ Name: 'Another One', 'What do they need?': 'Knows Canary Access' });
  const { code, out } = await baton('person', 'export', 'ACCESS@canary.example');
  const exported = JSON.parse(out);
  const [lead, ...others] = exported.leads;
  expect(exported.mentions).toEqual([{ table: 'leads', column: 'need', text: 'Knows Canary Access' }]);
  expect(code).toBe(0);
  expect(others).toEqual([]);
  expect(lead).toMatchObject({ name: 'Canary Access', company: 'Canary Ltd', need: 'a canary' });
  expect(lead.lead_history.map(({ kind }: { kind: string }) => kind)).toEqual(
    expect.arrayContaining(['handed_off', 'accepted']),
  );
  const colleague = JSON.parse((await baton('person', 'export', scene.app().slack.ids.people.sam ?? '')).out);
  expect(colleague.lead_history).toEqual(expect.arrayContaining([expect.objectContaining({ kind: 'accepted' })]));
  await baton('person', 'forget', 'access@canary.example', '--yes');
});

test('a contact is forgotten in the database, its files, the card and the thread, and figures stay', async () => {
  await scene.newLead(contact);
  await scene.press('sam', 'Canary Cole', 'Accept');
  const form = await scene.open('sam', 'Canary Cole', 'Add note…', 'Add note');
  await form.fill({ Note: 'Canary wants a call' });
  await form.submit();
  await scene.app().settled();
  const before = await baton('person', 'forget', 'cole@canary.example');
  expect(before.out).toContain('Canary Cole, Canary Ltd (accepted)\nThese stay:');
  expect(inChannel().length).toBeGreaterThan(1);

  const { code, out } = await baton('person', 'forget', 'cole@canary.example', '--yes');
  expect({ code, out }).toMatchObject({ code: 0, out: expect.stringContaining('Erased: 1 lead.') });
  await expect
    .poll(async () => {
      await scene.app().baton.runDue();
      await scene.app().settled();
      return inChannel().map(({ text }) => text);
    })
    .toEqual([]);
  const { databasePath, baton: running } = scene.app();
  running.deps.db.$client.pragma('wal_checkpoint(TRUNCATE)');
  for (const end of ['', '-wal']) expect(readFileSync(`${databasePath}${end}`, 'latin1')).not.toMatch(CANARY);
  const kinds = running.deps.db.$client.prepare('select kind from lead_history order by id').pluck().all();
  expect(kinds).toEqual(expect.arrayContaining(['handed_off', 'accepted', 'noted', 'disqualified']));
  expect((await baton('person', 'forget', 'cole@canary.example', '--yes')).out).toBe('No lead has this contact.');
});

test('a colleague who is in a team is not erased; of one who left, the id stays alone', async () => {
  const { people } = scene.app().slack.ids;
  expect(await baton('person', 'forget', people.sam ?? '')).toMatchObject({
    code: 1,
    err: expect.stringContaining('Deactivate them in Slack first'),
  });
  expect((await baton('person', 'forget', 'U0123ABC')).out).toBe(
    'These go: nothing.\nTheir Slack id stays in histories and figures. With --yes it is done.',
  );
  expect((await baton('person', 'forget', 'U0123ABC', '--yes')).out).toContain('Erased.');
});

test('words that name no person are refused', async () => {
  for (const typed of ['', 'Lena', '030 1234567']) {
    expect(await baton('person', 'export', typed), typed).toMatchObject({
      code: 2,
      err: expect.stringContaining('Name one person'),
    });
  }
});
