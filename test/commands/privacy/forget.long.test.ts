/** An admin erases people in Slack: first the list, then the name as a second thought. */
import { expect, test } from 'vitest';
import { sellers } from '../../../src/leads/routing/table.ts';
import { entriesAfter } from '../../../src/platform/audit/queries.ts';
import { rowsWith } from '../../../src/platform/db/rows-with.ts';
import { textTables } from '../../../src/platform/db/text-columns.ts';
import { forgetContact, leadsOfContact } from '../../../src/privacy/contact.ts';
import { askForContent } from '../../../src/requests/acts/ask.ts';
import { teamsOfKind } from '../../../src/teams/queries.ts';
import { createScene } from '../../support/scene.ts';

const scene = createScene();
const { as } = scene;
const CANARY = /canary/i;
const contact = { Name: 'Cole Canary', Company: 'Canary Ltd', Email: 'cole@canary.example' };
const db = () => scene.app().baton.deps.db;
const shown = async (title = 'Erase a person') => scene.read((await as('ada').modal(title)).text());
const named = () =>
  as('max')
    .sees('#sales')
    .filter(({ text }) => CANARY.test(text));

test('a contact is found by a name, listed with what stays, and erased once the name is typed', async () => {
  await scene.newLead(contact);
  await scene.newLead({ Name: 'Carla Canary', Email: 'carla@canary.example' });
  await scene.press('sam', 'Cole Canary', 'Accept');
  const note = await scene.open('sam', 'Carla Canary', 'Add note…', 'Add note');
  await note.fill({ Note: 'She knows Cole Canary' });
  await note.submit();
  await as('ada').command('/baton forget', { in: '#marketing' });
  const ask = await as('ada').modal('Erase a person');
  await ask.fill({ 'Email, phone number or name': 'canary' });
  await ask.submit();
  await expect.poll(() => shown()).toContain('Whom do you mean?');
  const found = await as('ada').modal('Erase a person');
  await as('ada').press(found, { actionId: 'forget_choice', value: String(leadIdOf('Cole Canary')) });
  await expect.poll(() => shown()).toContain('Goes: 1 lead, with card and thread');
  await expect.poll(() => shown()).toMatch(/Cole Canary · Canary Ltd[\s\S]*1 note on another lead[\s\S]*Stays/);

  const confirm = await as('ada').modal('Erase a person');
  await confirm.fill({ 'Type the name to confirm': 'Carla Canary' });
  expect(await confirm.submit()).toMatchObject({ ok: false });
  expect(named().some(({ text }) => text.includes('Cole'))).toBe(true);
  await confirm.fill({ 'Type the name to confirm': 'cole canary' });
  expect(await confirm.submit()).toMatchObject({ ok: true });
  await scene.app().settled();
  await expect.poll(() => shown()).toContain('Erased in Baton, its search, cards and threads.');
  await expect.poll(() => named().filter(({ text }) => /Cole/.test(text)).length).toBe(0);
  expect(named().some(({ text }) => text.includes('Carla Canary'))).toBe(true);
  const texts = textTables(db()).flatMap(({ name, columns }) =>
    columns.flatMap((column) => db().$client.prepare(`select "${column}" from "${name}"`).pluck().all()),
  );
  expect(texts.filter((text) => typeof text === 'string' && /Cole Canary|cole@canary/i.test(text))).toEqual([]);
  const [entry] = entriesAfter(db(), 0, 1_000).filter(({ kind }) => kind === 'person.erased');
  expect(entry).toMatchObject({ actor: as('ada').id, subject: expect.stringMatching(/^lead:\d+$/) });
  expect(scene.app().baton.deps.erasureLog.entries()).toHaveLength(1);
});

const leadIdOf = (name: string) => db().$client.prepare('select id from leads where name = ?').pluck().get(name);

test('a won lead is erased in the post about the win, and in the requests for it', async () => {
  const name = await scene.newLead({ Name: 'Wanda Canary', Company: 'Wonder Ltd', Email: 'wanda@canary.example' });
  await scene.bring(name, 'qualified');
  await scene.win('sam', name, { 'Deal value': '90000', Currency: 'EUR' });
  const { write, now } = scene.app().baton.deps;
  const leadId = Number(leadIdOf('Wanda Canary'));
  const marketing = teamsOfKind(db(), 'marketing')[0]?.id ?? 0;
  const form = {
    kind: 'one_pager',
    stage: null,
    audience: null,
    customer: null,
    priority: 'normal' as const,
    hurry: null,
  };
  const more = { title: 'A page', leadId, words: null, neededBy: '2026-12-01' };
  await write((tx) =>
    askForContent(tx, { form: { ...form, ...more }, teamId: marketing, requesterId: as('sam').id }, now()),
  );
  await scene.travel('2026-11-19T09:10:00Z');
  const shownTo = () =>
    [...as('max').sees('#sales'), ...as('mia').sees('#marketing')]
      .filter(({ text }) => /Wanda|Wonder/.test(text))
      .map(({ text }) => text);
  expect(shownTo().length).toBeGreaterThan(2);
  await as('ada').command('/baton forget wanda@canary.example', { in: '#marketing' });
  await expect.poll(() => shown()).toContain('Goes: 1 lead');
  const confirm = await as('ada').modal('Erase a person');
  await confirm.fill({ 'Type the name to confirm': 'Wanda Canary' });
  await confirm.submit();
  await expect.poll(shownTo).toEqual([]);
});

test('an address goes straight to the list, and words that find no one are answered', async () => {
  await as('ada').command('/baton forget carla@canary.example', { in: '#marketing' });
  await expect.poll(() => shown()).toContain('Goes: 1 lead, with card and thread');
  await as('ada').command('/baton forget nemo@nowhere.example', { in: '#marketing' });
  await expect.poll(() => shown()).toContain('No lead is found by nemo@nowhere.example.');
});

test('a colleague is erased after they left: what describes them goes, and their id stays in records', async () => {
  const sue = as('sue').id;
  await as('sue').command('/leads away until 2026-12-01', { in: '#sales' });
  await scene.app().settled();
  await as('ada').command(`/baton forget <@${sue}>`, { in: '#marketing' });
  expect(await scene.ephemeral('ada', '#marketing')).toContain('Deactivate them in Slack first.');
  scene.app().slack.admin.deactivate('sue');
  await scene.app().settled();
  await as('ada').command(`/baton forget <@${sue}>`, { in: '#marketing' });
  await expect.poll(() => shown('Erase a colleague')).toMatch(/Goes: \d+ entr[\s\S]*Stays: their Slack ID/);
  await (await as('ada').modal('Erase a colleague')).close();
  // Slack offers no one who left, so the form does.
  await scene.app().baton.runDue();
  await as('ada').command('/baton forget', { in: '#marketing' });
  await expect.poll(() => shown()).toContain('Colleagues who left\n');
  await as('ada').press(await as('ada').modal('Erase a person'), { actionId: 'forget_leaver', value: sue });
  await expect.poll(() => shown('Erase a colleague')).toContain('Goes');
  await (await as('ada').modal('Erase a colleague')).submit();
  await expect.poll(() => shown('Erase a colleague')).toContain('Erased.');
  expect(
    db()
      .select()
      .from(sellers)
      .all()
      .map(({ userId }) => userId),
  ).not.toContain(sue);
  await as('ada').command('/baton forget', { in: '#marketing' });
  await expect.poll(() => shown()).not.toContain('Colleagues who left\n');
  expect(Object.keys(rowsWith(db(), sue))).not.toEqual(expect.arrayContaining(['sellers', 'absences', 'preferences']));
  expect(scene.app().baton.deps.erasureLog.entries().at(-1)?.subject).toMatch(/^colleague:[0-9a-f]{32}:[0-9a-f]{64}$/);
});

test('no one but admins erases', async () => {
  await as('max').command('/baton forget carla@canary.example', { in: '#sales' });
  expect((await scene.nextEphemeral('max', '#sales')).text).toContain('Only workspace admins erase people.');
});

test('a reply that waits at the erasure goes with the others', async () => {
  const { slack, baton } = scene.app();
  await scene.newLead({ Name: 'Late Canary', Email: 'late@canary.example', Company: 'Canary Ltd' });
  const card = scene.card('Late Canary');
  const replies = () =>
    slack.store.messages.get(card.channel)?.filter(({ threadTs, ts }) => threadTs === card.ts && ts !== card.ts);
  const isReply = ({ thread_ts }: Record<string, unknown>) => thread_ts === card.ts;
  slack.faults.calls({ kind: 'rate_limited', retryAfter: 1 }, { method: 'chat.postMessage', when: isReply });
  await as('sam').press(card, 'Accept');
  await expect.poll(() => slack.faults.active().calls).toEqual([]);
  const { deps } = baton;
  const found = leadsOfContact(db(), { email: 'late@canary.example' });
  await deps.write((tx) => forgetContact(tx, deps.erasureLog, found, 'test', deps.now()));
  await baton.runDue();
  await scene.app().settled();
  expect(replies()?.length).toBeGreaterThan(0);
  await baton.runDue();
  expect(replies()).toEqual([]);
});
