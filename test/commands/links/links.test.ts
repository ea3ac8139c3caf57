/** Links to leads below messages: only where everyone who reads them may see the lead, and always as it is now. */
import { expect, test, vi } from 'vitest';
import { otherTeamsLeads } from '../../../src/leads/settings.ts';
import { changeSetting } from '../../../src/platform/settings/change.ts';
import { forgetContact, leadsOfContact } from '../../../src/privacy/contact.ts';
import { requireTeam } from '../../../src/teams/queries.ts';
import { saveTeam } from '../../../src/teams/save.ts';
import { createScene } from '../../support/scene.ts';
import { workspace } from '../../support/test-app.ts';

const URL = 'https://baton.northwind.example';
const scene = createScene({
  publicUrl: URL,
  workspace: {
    ...workspace,
    channels: {
      general: {},
      marketing: { members: ['mia', 'ada'] },
      sales: { members: ['sam', 'sue', 'max'] },
      shared: { members: ['mia', 'sam', 'gus', 'eve'], shared: true },
    },
    botIn: ['sales', 'marketing', 'shared'],
  },
});

const linkTo = (id: number) => `${URL}/lead/${id}`;

/** Reads the attachment below a message of a person. */
async function below(who: string, channel: string, text: string) {
  const said = scene.as(who).say(channel, text);
  await scene.app().settled();
  const channelId = scene.app().slack.ids.channels[channel.slice(1)] ?? '';
  const stored = () =>
    scene
      .app()
      .slack.store.messages.get(channelId)
      ?.find(({ ts }) => ts === said.ts);
  return () => scene.read(JSON.stringify(stored()?.attachments ?? []));
}

test('in the channels of its team and of marketing, a link shows who has the lead, and stays up to date', async () => {
  await scene.app().baton.runDue();
  const name = await scene.newLead({ Phone: '+49 30 901820' });
  const inSales = await below('sam', '#sales', `Look: ${linkTo(1)}`);
  const inMarketing = await below('mia', '#marketing', linkTo(1));
  for (const shown of [inSales, inMarketing]) {
    expect(shown()).toContain(`${name} · Company 001`);
    expect(shown()).not.toMatch(/901820|company001\.example|A demo/);
  }
  await scene.press('sam', name, 'Accept');
  await vi.waitFor(() => expect(inMarketing()).toContain('owns this'));
  expect(inSales()).toContain(scene.app().slack.ids.people.sam);
});

test('nothing is shown elsewhere: to the whole company, with guests and other companies, for a stranger, or for no lead', async () => {
  for (const [who, channel, text] of [
    ['sam', '#general', linkTo(1)],
    ['sam', '#shared', linkTo(1)],
    ['sam', '#sales', linkTo(99)],
    ['sam', '#sales', `${URL}/lead/1/more`],
    ['sam', '#sales', 'https://other.example/lead/1'],
  ] as const) {
    expect((await below(who, channel, text))(), `${who} in ${channel}: ${text}`).not.toContain('Company 001');
  }
});

test('an erased person is gone from what is shown below messages', async () => {
  const name = await scene.newLead();
  const { db, write, erasureLog, now } = scene.app().baton.deps;
  const id = Number(db.$client.prepare('select max(id) from leads').pluck().get());
  const shown = await below('sam', '#sales', linkTo(id));
  expect(shown()).toContain(name);
  const [lead] = leadsOfContact(db, { leadId: id });
  await write((tx) => forgetContact(tx, erasureLog, lead ? [lead] : [], 'UADA', now()));
  await vi.waitFor(() => expect(shown()).not.toContain(name));
});

test('a link whose message is gone is forgotten, and holds up nothing', async () => {
  const name = await scene.newLead();
  const { db } = scene.app().baton.deps;
  const id = Number(db.$client.prepare('select max(id) from leads').pluck().get());
  const said = scene.as('sam').say('#sales', linkTo(id));
  await scene.app().settled();
  scene.as('sam').delete(said);
  await scene.press('sam', name, 'Accept');
  await scene.app().settled();
  const left = () => db.$client.prepare('select count(*) from lead_unfurls where lead_id = ?').pluck().get(id);
  await vi.waitFor(() => expect(left()).toBe(0));
});

test('in a browser, the address leads to the card in Slack, and says nothing of a lead', async () => {
  const { doorPort } = scene.app().baton;
  const at = (path: string) => fetch(`http://127.0.0.1:${doorPort()}${path}`, { redirect: 'manual' });
  const found = await at('/lead/1');
  expect(found.status).toBe(302);
  expect(found.headers.get('location')).toMatch(/^https:\/\/northwind\.slack\.com\/archives\/C\w+\/p\d+$/);
  expect(await found.text()).toBe('');
  expect((await at('/lead/999')).headers.get('location')).toBe('https://northwind.slack.com/');
  expect((await at('/lead/x')).status).toBe(404);
});

test('a team’s channel with a guest or another company shows no lead, and sales of one team none of another', async () => {
  const shared = scene.app().slack.ids.channels.shared ?? '';
  const { write, now, db } = scene.app().baton.deps;
  const { id: _, ...sales } = requireTeam(db, 1);
  const other = await write((tx) =>
    saveTeam(tx, { ...sales, name: 'Partners', channelId: shared }, { id: null, by: 'test' }, now()),
  );
  await scene.app().baton.runDue();
  const moved = await scene.newLead({ 'Hand off to': 'Partners' });
  const id = Number(db.$client.prepare('select id from leads where team_id = ?').pluck().get(other.id));
  expect((await below('sam', '#shared', linkTo(id)))()).not.toContain(moved);
  // Each sales team reads the leads of the others, unless the company changed that.
  expect((await below('sam', '#sales', linkTo(id)))()).toContain(moved);
  await write((tx) => changeSetting(tx, { setting: otherTeamsLeads, value: 'hidden', by: 'test' }, now()));
  expect((await below('sam', '#sales', linkTo(id)))()).not.toContain(moved);
  expect((await below('mia', '#marketing', linkTo(id)))()).toContain(moved);
});
