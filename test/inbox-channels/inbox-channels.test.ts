/** Channels in which apps post leads: saved, read, proposed or handed off, and decided. */
import { describe, expect, test } from 'vitest';
import { noteHandedOff, noteNotALead, showProposalsOf } from '../../src/inbox-channels/decide.ts';
import { allInboxChannels, proposalAt, requireProposal } from '../../src/inbox-channels/queries.ts';
import { receive } from '../../src/inbox-channels/receive.ts';
import { type InboxForm, removeInboxChannel, saveInboxChannel } from '../../src/inbox-channels/save.ts';
import { leadProposals } from '../../src/inbox-channels/table.ts';
import { blockedDomains } from '../../src/leads/company-domain.ts';
import { leads } from '../../src/leads/table.ts';
import { entriesAfter } from '../../src/platform/audit/queries.ts';
import { outbox } from '../../src/platform/outbox/table.ts';
import { changeSetting } from '../../src/platform/settings/change.ts';
import { retireTeam } from '../../src/teams/retire.ts';
import { saveTeam } from '../../src/teams/save.ts';
import { minutesAfter, MONDAY_9 as NOW, SALES, salesTeam } from '../leads/world.ts';

const WORKSPACE = 'https://northwind.slack.com/';
const FORM = 'Name: Lena Park\nCompany: Fenwick Labs\nEmail: lena@fenwick.example\nMessage: A demo in May';

async function inboxes(mode: InboxForm['mode'] = 'propose') {
  const made = await salesTeam({ zone: 'Europe/Berlin' });
  const { db, write, team } = made;
  const form: InboxForm = { channelId: 'C1', mode, teamId: team.id, source: 'Website', marketerId: 'UMIA' };
  const save = (more: Partial<InboxForm> = {}, id: number | null = null, now = NOW) =>
    write((tx) => saveInboxChannel(tx, { ...form, ...more }, { id, by: 'UADA' }, now));
  await save();
  return {
    ...made,
    save,
    remove: (id = 1) => write((tx) => removeInboxChannel(tx, id, 'UADA', NOW)),
    inbox: () => allInboxChannels(db)[0],
    receive: (text: string, ts = '1.1', channelId = 'C1') =>
      write((tx) => receive(tx, { id: 1, channelId }, { ts, text }, { workspaceUrl: WORKSPACE, now: NOW })),
    proposals: () => db.select().from(leadProposals).all(),
    leads: () => db.select().from(leads).all(),
    /** Of proposals that are shown, or shown again. */
    shown: () =>
      db
        .select()
        .from(outbox)
        .all()
        .filter(({ kind }) => kind === 'lead_proposal')
        .map(({ orderingKey, payload }) => [orderingKey, (payload as { proposalId: number }).proposalId]),
    clear: () => write((tx) => tx.delete(outbox).run()),
  };
}

describe('an inbox channel', () => {
  test('is read from now on, and each change is on record', async () => {
    const { save, inbox, remove, db } = await inboxes();
    expect(inbox()).toMatchObject({ readUntil: '1780304400.000000', failure: null, updatedBy: 'UADA', updatedAt: NOW });
    await save({ mode: 'hand_off' }, 1);
    await remove();
    expect(inbox()).toBeUndefined();
    expect(entriesAfter(db, 0, 99).filter(({ kind }) => kind.startsWith('inbox'))).toMatchObject([
      { kind: 'inbox.changed', actor: 'UADA', subject: 'C1', details: { mode: 'propose' } },
      { kind: 'inbox.changed', details: { mode: 'hand_off' } },
      { kind: 'inbox.removed', actor: 'UADA', subject: 'C1' },
    ]);
  });

  test('goes on where it was read, unless it becomes another channel', async () => {
    const { save, inbox, db } = await inboxes();
    db.$client.exec("update inbox_channels set read_until = '7.7', failure = 'not_in_channel'");
    await save({ source: 'Fair' }, 1, minutesAfter(NOW, 1));
    expect(inbox()).toMatchObject({ source: 'Fair', readUntil: '7.7', failure: 'not_in_channel' });
    await save({ channelId: 'C2' }, 1, minutesAfter(NOW, 1));
    expect(inbox()).toMatchObject({ channelId: 'C2', readUntil: '1780304460.000000', failure: null });
  });

  test('is one of ten, each once, and its leads go to a sales team', async () => {
    const { save, write } = await inboxes();
    await expect(save()).rejects.toMatchObject({ fields: { channelId: 'This channel is an inbox already.' } });
    for (let at = 2; at <= 10; at += 1) await save({ channelId: `C${at}` });
    await expect(save({ channelId: 'C11' })).rejects.toMatchObject({
      fields: { channelId: 'At most 10 channels can be inboxes. Remove one first.' },
    });
    await save({ source: 'Fair' }, 1);
    await expect(save({ channelId: 'C2' }, 1)).rejects.toMatchObject({ fields: { channelId: expect.any(String) } });
    const marketing = await write((tx) => {
      const team = { ...SALES, kind: 'marketing' as const, name: 'Marketing', channelId: 'CM' };
      return saveTeam(tx, team, { id: null, by: 'test' }, NOW);
    });
    await expect(save({ teamId: marketing.id }, 1)).rejects.toThrow();
    await expect(save({}, 99)).rejects.toThrow();
  });
});

describe('a message of an app', () => {
  test('is proposed once, and moves the mark', async () => {
    const { receive, proposals, shown, inbox, clear, leads, db } = await inboxes();
    db.$client.exec("update inbox_channels set failure = 'not_in_channel'");
    await receive(FORM, '5.5');
    expect(inbox()).toMatchObject({ readUntil: '5.5', failure: null });
    expect(proposals()).toMatchObject([{ channel: 'C1', ts: '5.5', status: 'open', leadId: null, createdAt: NOW }]);
    expect(shown()).toEqual([['C1', 1]]);
    await clear();
    await receive(FORM, '5.5');
    expect([proposals().length, shown(), leads()]).toEqual([1, [], []]);
  });

  test.each([
    ['with an address', 'lena@fenwick.example wrote to us', 1],
    ['with a number', 'Please call +49 30 901820', 1],
    ['without a contact', 'The deploy is done.', 0],
    ['of a colleague', 'Ask sam@northwind.com', 0],
  ])('%s: %j', async (_, text, count) => {
    const { receive, proposals, inbox } = await inboxes();
    await receive(text, '5.5');
    expect([proposals().length, inbox()?.readUntil]).toEqual([count, '5.5']);
  });

  test('is not taken for a channel that was changed or removed meanwhile', async () => {
    const { receive, proposals, inbox, remove } = await inboxes();
    await receive(FORM, '5.5', 'CFORMER');
    expect([proposals(), inbox()?.readUntil]).toEqual([[], '1780304400.000000']);
    await remove();
    await receive(FORM, '5.5');
    expect(proposals()).toEqual([]);
  });
});

describe('a channel that hands off at once', () => {
  test('makes a lead in the name of its marketer, with a link to the message', async () => {
    const { receive, leads, proposals, shown, team } = await inboxes('hand_off');
    await receive(FORM, '1780304000.000100');
    expect(leads()).toMatchObject([
      {
        ...{ name: 'Lena Park', company: 'Fenwick Labs', email: 'lena@fenwick.example', source: 'Website' },
        ...{ teamId: team.id, handedOffBy: 'UMIA', messageLink: `${WORKSPACE}archives/C1/p1780304000000100` },
      },
    ]);
    expect(proposals()).toMatchObject([{ status: 'handed_off', leadId: 1, decidedBy: null }]);
    expect(shown()).toEqual([['C1', 1]]);
  });

  test('reads numbers as in the country of the team', async () => {
    const { receive, leads } = await inboxes('hand_off');
    await receive('Name: Lena Park\nCompany: Fenwick Labs\nPhone: 030 901820');
    expect(leads()).toMatchObject([{ phone: '+4930901820' }]);
  });

  test.each([
    ['without a name', 'Company: Fenwick Labs\nEmail: info@fenwick.example'],
    ['without a company', 'Name: Lena Park\nEmail: lena.park@gmail.com'],
    ['without a valid contact', 'Name: Lena Park\nCompany: Fenwick Labs\nPhone: 000 000 00'],
  ])('proposes a message %s', async (_, text) => {
    const { receive, leads, proposals, shown } = await inboxes('hand_off');
    await receive(text);
    expect([leads(), shown()]).toEqual([[], [['C1', 1]]]);
    expect(proposals()).toMatchObject([{ status: 'open' }]);
  });

  test('proposes when its team is retired', async () => {
    const { receive, leads, proposals, write, team, addTeam } = await inboxes('hand_off');
    await addTeam('Iberia');
    await write((tx) => retireTeam(tx, team, 'test', NOW));
    await receive(FORM);
    expect(leads()).toEqual([]);
    expect(proposals()).toMatchObject([{ status: 'open' }]);
  });

  test('does not hide a fault of Baton', async () => {
    const { receive, proposals, db } = await inboxes('hand_off');
    db.$client.exec('alter table lead_history rename to gone');
    await expect(receive(FORM)).rejects.toThrow('lead_history');
    expect(proposals()).toEqual([]);
  });

  test('keeps a lead of a blocked domain apart', async () => {
    const { receive, leads, write } = await inboxes('hand_off');
    await write((tx) => changeSetting(tx, { setting: blockedDomains, value: ['fenwick.example'], by: 'test' }, NOW));
    await receive(FORM);
    expect(leads()).toMatchObject([{ status: 'disqualified' }]);
  });
});

describe('a proposal', () => {
  const proposed = async () => {
    const made = await inboxes();
    await made.receive(FORM, '5.5');
    await made.clear();
    const { id: leadId } = await made.handOff(NOW);
    const handedOff = (message: { channel?: string; ts?: string }, by: string | null = 'UMIA', lead = leadId) =>
      made.write((tx) => noteHandedOff(tx, message, { lead: { id: lead }, by }, NOW));
    const noLead = (by = 'UMIA') => made.write((tx) => noteNotALead(tx, 1, by, NOW));
    return { ...made, leadId, handedOff, noLead };
  };

  test('is no lead, and becomes one after all, and stays that', async () => {
    const { noLead, handedOff, proposals, shown, leadId, db } = await proposed();
    await noLead();
    await noLead('UMAX');
    expect(proposals()).toMatchObject([{ status: 'not_a_lead', decidedBy: 'UMIA' }]);
    await handedOff({ channel: 'C1', ts: '5.5' }, 'UBEA');
    await handedOff({ channel: 'C1', ts: '5.5' }, 'UMAX');
    expect(proposals()).toMatchObject([{ status: 'handed_off', leadId, decidedBy: 'UBEA' }]);
    await expect(noLead()).rejects.toThrow('It was handed off meanwhile.');
    // Both changes wait as one message.
    expect(shown()).toEqual([['C1', 1]]);
    expect(proposalAt(db, { channel: 'C1', ts: '5.5' })?.id).toBe(1);
    expect(() => requireProposal(db, 9)).toThrow('This proposal no longer exists.');
  });

  test('is of one message alone', async () => {
    const { handedOff, proposals, shown } = await proposed();
    for (const message of [
      {},
      { channel: 'C1' },
      { ts: '5.5' },
      { channel: 'C1', ts: '5.6' },
      { channel: 'C2', ts: '5.5' },
    ])
      await handedOff(message);
    expect([proposals()[0]?.status, shown()]).toEqual(['open', []]);
  });

  test('is shown again once its lead is erased', async () => {
    const { handedOff, shown, clear, write, leadId } = await proposed();
    await handedOff({ channel: 'C1', ts: '5.5' });
    await clear();
    await write((tx) => showProposalsOf(tx, leadId + 1, NOW));
    expect(shown()).toEqual([]);
    await write((tx) => showProposalsOf(tx, leadId, NOW));
    expect(shown()).toEqual([['C1', 1]]);
  });
});
