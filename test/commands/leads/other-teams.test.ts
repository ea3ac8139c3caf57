/** Sellers of another team, and people in no team: they find and do only what they may. */
import { beforeAll, expect, test } from 'vitest';
import { otherTeamsLeads } from '../../../src/leads/settings.ts';
import { changeSetting } from '../../../src/platform/settings/change.ts';
import { teamsOfKind } from '../../../src/teams/queries.ts';
import { saveTeam } from '../../../src/teams/save.ts';
import { leadActions } from '../../../views/leads/actions.ts';
import { redeliver } from '../../support/redeliver.ts';
import { createScene } from '../../support/scene.ts';
import { workspace } from '../../support/test-app.ts';

const scene = createScene({
  mode: 'http',
  workspace: {
    ...workspace,
    people: { ...workspace.people, tim: { realName: 'Tim South' }, pam: { realName: 'Pam Plant' } },
    channels: { ...workspace.channels, south: { members: ['tim'] } },
    botIn: ['sales', 'marketing', 'south'],
  },
});
const { app, as } = scene;

const letThem = (value: 'read' | 'hidden') =>
  app().baton.deps.write((tx) =>
    changeSetting(tx, { setting: otherTeamsLeads, value, by: 'test' }, app().baton.deps.now()),
  );

beforeAll(async () => {
  const { db, write, now } = app().baton.deps;
  const [sales] = teamsOfKind(db, 'sales');
  if (!sales) throw new Error('There is no sales team.');
  const { id: _, ...form } = sales;
  const south = { ...form, name: 'South', channelId: app().slack.ids.channels.south ?? '', managerId: as('tim').id };
  await write((tx) => saveTeam(tx, south, { id: null, by: 'test' }, now()));
});

async function search(who: string, words: string) {
  for (const modal of as(who).modals().reverse()) await modal.close();
  await as(who).command(`/leads ${words}`, { in: '#general' });
  const found = await as(who).modal('Search results');
  const shown = { text: found.text(), buttons: found.buttons };
  return { ...shown, found };
}

test('a seller of another team reads a lead and is offered nothing else', async () => {
  const name = await scene.newLead({ 'Hand off to': 'Sales' });
  const second = await scene.newLead({ 'Hand off to': 'Sales', Company: 'Company 001' });
  const { text, buttons, found } = await search('tim', 'company');
  expect(text).toContain(name);
  expect(text).toContain(second);
  expect(new Set(buttons)).toEqual(new Set(['History']));
  await found.press({ actionId: leadActions.history, value: '1' });
  expect((await as('tim').modal('History')).text()).toContain('handed off');
});

test('they find no lead of another team where the company hides them, and still their own', async () => {
  const name = await scene.newLead({ 'Hand off to': 'Sales', Company: 'Hidden Inc' });
  const own = await scene.newLead({ 'Hand off to': 'South', Company: 'Hidden Inc' });
  await letThem('hidden');
  const { text, buttons, found } = await search('tim', 'hidden');
  expect(text).toContain(own);
  expect(text).not.toContain(name);
  expect(buttons).toContain('Accept');
  await found.close();
  expect((await search('sam', 'hidden')).text).not.toContain(own);

  // A form of bulk actions comes back with the ids of other leads in it.
  await scene.newLead({ 'Hand off to': 'South', Company: 'Hidden Too' });
  const list = await search('tim', 'hidden');
  await list.found.press('Bulk actions…');
  const form = await as('tim').modal('Bulk actions');
  await form.fill({ Action: 'Reassign…' });
  await form.waitForText('Assign to');
  const press = app().slack.traffic.deliveries('block_actions').at(-1)?.payload;
  const everyLead = Array.from({ length: 50 }, (_, id) => id + 1).join();
  const forged = JSON.parse(
    JSON.stringify(press).replace(/\\"leadIds\\":\\"[\d,]+\\"/, `\\"leadIds\\":\\"${everyLead}\\"`),
  );
  expect(JSON.stringify(forged)).toContain(everyLead);
  await redeliver(app(), forged);
  await app().settled();
  const redrawn = JSON.stringify(app().slack.traffic.calls('views.update').at(-1)?.args);
  expect(redrawn).toContain('Hidden Too');
  expect(redrawn).not.toContain(name);
  await letThem('read');
});

test('a person in no team finds only the leads that they handed off', async () => {
  const name = await scene.newLead({ 'Hand off to': 'Sales', Company: 'Private Corp' });
  await as('pam').command('/handoff', { in: '#general' });
  await scene.mustSubmit('pam', 'Hand off a lead', {
    Name: 'Rita Own',
    Company: 'Private Friends',
    Email: 'rita@friends.example',
    'What do they need?': 'A demo',
    'Hand off to': 'Sales',
  });
  for (const modal of as('pam').modals()) await modal.close();
  await as('pam').shortcut('Ask for feedback');
  const start = await as('pam').modal('Ask for feedback');
  await start.submit();
  await start.waitForText('Who should answer?');
  expect(await start.suggest('Or link a lead, item or campaign', 'priv')).toEqual(['Rita Own, Private Friends']);
  expect(await start.suggest('Or link a lead, item or campaign', name)).toEqual([]);
});
