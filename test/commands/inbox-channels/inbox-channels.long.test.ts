import { afterEach, describe, expect, test } from 'vitest';
import { allInboxChannels } from '../../../src/inbox-channels/queries.ts';
import { receive } from '../../../src/inbox-channels/receive.ts';
import { leadProposals } from '../../../src/inbox-channels/table.ts';
import { leads } from '../../../src/leads/table.ts';
import { eq } from '../../../src/platform/db/drizzle.ts';
import { forgetContact } from '../../../src/privacy/contact.ts';
import { createScene } from '../../support/scene.ts';

const scene = createScene();
const { as } = scene;
const leadsNamed = (name: string) => scene.app().baton.deps.db.select().from(leads).where(eq(leads.name, name)).all();

const FORM =
  'New submission\nName: Lena Park\nCompany: Fenwick Labs\nEmail: lena@fenwick.example\nMessage: A demo in May, please';
const form = (name: string) =>
  FORM.replace('Lena Park', name).replace('lena@', `${name.split(' ')[0]?.toLowerCase()}@`);

const post = (text: string) => scene.app().slack.admin.appPosts('marketing', 'Formsite', { text });
const read = async () => {
  await scene.app().baton.runDue();
  await scene.app().settled();
};
/** Baton's message below this one, as it is now. */
const below = (ts: string) =>
  as('mia')
    .sees('#marketing')
    .find((message) => message.ts === ts)
    ?.thread()
    .find(({ user }) => user !== 'USLACKBOT');
const requireBelow = (ts: string) => {
  const found = below(ts);
  if (!found) throw new Error('Baton posted nothing below the message.');
  return found;
};
const words = (ts: string) => scene.read(requireBelow(ts).text).split('\n')[0];
const LOOKS = ':inbox_tray: This looks like a lead.';

async function makeInbox(mode: string): Promise<void> {
  await as('max').command('/baton inboxes', { in: '#sales' });
  await as('max').press(await as('max').modal('Inbox channels'), 'Add channel');
  await scene.mustSubmit('max', 'New inbox channel', {
    Channel: '#marketing',
    'Leads in it': mode,
    Source: 'Website form',
    Marketer: 'mia',
  });
  for (const modal of as('max').modals().reverse()) await modal.close();
}

async function removeInbox(): Promise<void> {
  await as('max').command('/baton inboxes', { in: '#sales' });
  await as('max').choose(await as('max').modal('Inbox channels'), 'Remove');
  for (const modal of as('max').modals().reverse()) await modal.close();
}

describe('a channel that proposes leads', () => {
  test('a message of an app is proposed once; one press and the form hand it off', async () => {
    await makeInbox('Propose each lead');
    const ts = post(form('Lena Park'));
    await read();
    await read();
    expect(words(ts)).toBe(LOOKS);
    await as('mia').press(requireBelow(ts), 'Hand off');
    const modal = await as('mia').modal('Hand off a lead');
    expect(['Name', 'Company', 'Email'].map((label) => modal.value(label))).toEqual([
      'Lena Park',
      'Fenwick Labs',
      'lena@fenwick.example',
    ]);
    await modal.submit();
    await scene.app().settled();
    expect(leadsNamed('Lena Park')).toHaveLength(1);
    expect(words(ts)).toBe(':white_check_mark: Handed off by @mia: Lena Park · Fenwick Labs.');
  });

  test('a person who is a lead already is linked as well', async () => {
    const ts = post(`${form('Lena Park')}\nAgain`);
    await read();
    await as('mia').press(requireBelow(ts), 'Hand off');
    await (await as('mia').modal('Hand off a lead')).submit();
    await scene.mustSubmit('mia', 'Already in Baton', {});
    expect(words(ts)).toContain('Handed off by @mia: Lena Park');
    expect(leadsNamed('Lena Park')).toHaveLength(1);
  });

  test('a message that is no lead can be put aside, and handed off after all', async () => {
    const ts = post(form('Vera Vendor'));
    await read();
    await as('mia').press(requireBelow(ts), 'Not a lead');
    await scene.app().settled();
    expect(words(ts)).toBe('Not a lead, says @mia.');
    await as('mia').press(requireBelow(ts), 'Hand off after all');
    await (await as('mia').modal('Hand off a lead')).submit();
    await scene.app().settled();
    expect(leadsNamed('Vera Vendor')).toHaveLength(1);
  });

  test('messages of people, and those without a contact, are left alone', async () => {
    const { ts: typed } = as('mia').say('#marketing', form('Paula Person'));
    const status = post('The deploy is done.');
    await read();
    expect([below(typed), below(status)]).toEqual([undefined, undefined]);
  });

  test('messages from while Baton was away are proposed after it', async () => {
    await scene.app().baton.stop();
    const all = ['Ann First', 'Ben Second'].map((name) => post(form(name)));
    await scene.app().restart();
    await read();
    expect(all.map(words)).toEqual([LOOKS, LOOKS]);
    expect(scene.app().baton.deps.db.select().from(leadProposals).all()).toHaveLength(5);
  });

  test('a channel that is removed is not read', async () => {
    await removeInbox();
    const ts = post(form('Rita Removed'));
    await read();
    expect(below(ts)).toBeUndefined();
  });
});

describe('a channel that hands off at once', () => {
  test('the lead has its card, source and marketer, and the message links to it', async () => {
    await makeInbox('Hand each lead off');
    const ts = post(form('Otto Once'));
    await read();
    const [lead] = leadsNamed('Otto Once');
    expect(lead).toMatchObject({
      company: 'Fenwick Labs',
      source: 'Website form',
      handedOffBy: scene.app().slack.ids.people.mia,
      messageLink: expect.stringContaining(ts.replace('.', '')),
    });
    await as('sam').waitForMessage('#sales', 'Otto Once');
    expect(words(ts)).toBe(':white_check_mark: Handed off at once: Otto Once · Fenwick Labs.');
  });

  test('a person is asked about a lead without a company', async () => {
    const ts = post('Name: Nora Nocompany\nEmail: nora.n@gmail.com');
    await read();
    expect(words(ts)).toBe(LOOKS);
    expect(leadsNamed('Nora Nocompany')).toEqual([]);
  });

  test('the same person again is one lead', async () => {
    post(form('Otto Once'));
    await read();
    expect(leadsNamed('Otto Once')).toHaveLength(1);
  });

  test('a contact who is erased is not named below the message any more', async () => {
    const ts = post(form('Greta Gone'));
    await read();
    expect(words(ts)).toContain('Greta Gone');
    const { deps } = scene.app().baton;
    await deps.write((tx) => forgetContact(tx, deps.erasureLog, leadsNamed('Greta Gone'), 'test', deps.now()));
    await read();
    expect(words(ts)).toBe(':white_check_mark: Handed off at once.');
    expect(JSON.stringify(requireBelow(ts).blocks)).not.toContain('Greta');
  });

  test('messages that were on their way when the channel was changed are not read', async () => {
    const { deps } = scene.app().baton;
    const [inbox] = allInboxChannels(deps.db);
    if (!inbox) throw new Error('There is no inbox channel.');
    const late = { ts: '1700000000.000100', text: form('Lars Late') };
    const workspaceUrl = 'https://northwind.slack.com/';
    await deps.write((tx) => receive(tx, { ...inbox, channelId: 'CFORMER' }, late, { workspaceUrl, now: deps.now() }));
    expect(allInboxChannels(deps.db)).toEqual([inbox]);
    expect(leadsNamed('Lars Late')).toEqual([]);
  });

  test('a channel that cannot be read is named in the list, and read on afterwards', async () => {
    scene.app().slack.admin.kickBot('marketing');
    const ts = post(form('Kim Kicked'));
    await read();
    await as('max').command('/baton inboxes', { in: '#sales' });
    const list = await as('max').modal('Inbox channels');
    expect(list.text()).toContain('I cannot read this channel');
    await list.close();
    scene.app().slack.admin.inviteBot('marketing');
    await scene.app().restart();
    await read();
    expect(leadsNamed('Kim Kicked')).toHaveLength(1);
    expect(words(ts)).toContain('Handed off at once: Kim Kicked');
  });
});

describe('the emoji on any message', () => {
  afterEach(() => scene.app().settled());

  test('gives marketing the filled form', async () => {
    const message = as('sam').say('#sales', 'Met Ida Emoji of Fenwick Labs, ida@fenwick.example, wants a demo');
    as('sam').react(message, 'inbox_tray');
    await scene.app().settled();
    const offer = await as('sam').waitForMessage('#sales', 'Check the form');
    await as('sam').press(offer, 'Open hand-off form');
    const modal = await as('sam').modal('Hand off a lead');
    expect(modal.value('Email')).toBe('ida@fenwick.example');
    await modal.close();
  });

  test('tells a guest that only members can', async () => {
    const message = as('sam').say('#sales', 'Met Ida Emoji, ida@fenwick.example');
    as('gus').react(message, 'inbox_tray');
    await scene.app().settled();
    expect(await scene.ephemeral('gus', '#sales')).toContain('Only full members');
  });
});
