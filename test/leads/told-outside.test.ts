/** Changes of leads go to webhooks, cards return to their channel, and only those who may act do. */
import { expect, test } from 'vitest';
import { noteLead } from '../../src/leads/acts/note.ts';
import { releaseLead } from '../../src/leads/acts/release.ts';
import { keepBlocked } from '../../src/leads/blocked.ts';
import { cardKey } from '../../src/leads/card-place.ts';
import { returnLeadCards } from '../../src/leads/card-return.ts';
import { eraseLead } from '../../src/leads/erase.ts';
import { record } from '../../src/leads/history.ts';
import { requireLead } from '../../src/leads/queries.ts';
import { savePosted } from '../../src/platform/outbox/posted-messages.ts';
import { outbox } from '../../src/platform/outbox/table.ts';
import { webhookEndpoints, webhookEvents } from '../../src/platform/webhooks/table.ts';
import { people } from './people.ts';
import { actor, MONDAY_9, salesTeam } from './world.ts';

test('a webhook gets each change of a lead, but for one that is kept blocked, and loses what is erased', async () => {
  const { db, write, handOff, team } = await salesTeam();
  const endpoint = { host: 'x.example', sealed: Buffer.from(''), payload: 'full' as const, createdBy: 'ADMIN' };
  await write((tx) =>
    tx
      .insert(webhookEndpoints)
      .values({ ...endpoint, createdAt: MONDAY_9 })
      .run(),
  );
  const { id: leadId } = await handOff(MONDAY_9);
  await write((tx) => noteLead(tx, { leadId, actor: actor('A'), words: 'Jane likes it' }, MONDAY_9));
  const events = () => db.select().from(webhookEvents).all();
  expect(events().map(({ type }) => type)).toEqual(['lead.handed_off', 'lead.note_added']);
  expect(events()[1]).toMatchObject({
    full: { lead: { id: leadId, name: 'Jane Doe' }, change: { by: 'A', details: { words: 'Jane likes it' } } },
    thin: { lead: { id: leadId }, team: { id: team.id } },
  });
  await write((tx) => {
    const lead = requireLead(tx, leadId);
    const form = { ...lead, email: 'rae@hire.example' };
    const handoff = { form: { ...form, id: undefined }, teamId: team.id, assigneeId: null, marketerId: 'M' };
    const blocked = keepBlocked(
      tx,
      { ...handoff, messageLink: null, earlierLeadId: null, domain: 'hire.example' },
      MONDAY_9,
    );
    record(tx, blocked, { kind: 'blocked', actorId: null, details: { domain: 'hire.example' } }, MONDAY_9);
    eraseLead(tx, leadId, MONDAY_9);
  });
  expect(events().map(({ type, full }) => [type, full])).toEqual([
    ['lead.handed_off', null],
    ['lead.note_added', null],
    ['lead.erased', null],
  ]);
});

test('the card of an open lead returns to the channel of its team', async () => {
  const { db, write, handOff, team } = await salesTeam();
  const { id } = await handOff(MONDAY_9);
  const returned = (channel: string) =>
    write((tx) => {
      savePosted(tx, cardKey(id), { channel, ts: '1.1' });
      tx.delete(outbox).run();
      returnLeadCards(tx, team, MONDAY_9);
      return tx.select().from(outbox).all().length;
    });
  expect([await returned('DA'), await returned(team.channelId), await returned('COLD')]).toEqual([1, 0, 1]);
  db.$client.exec("update leads set status = 'won'");
  expect(await returned('COLD')).toBe(0);
});

test('an act is refused to a person who may not do it, and in a state that does not allow it', async () => {
  const { write, handOff, entries } = await salesTeam();
  const { id: leadId } = await handOff(MONDAY_9);
  const act = (by: typeof people.stranger) => ({ leadId, actor: by });
  await expect(write((tx) => noteLead(tx, { ...act(people.stranger), words: 'x' }, MONDAY_9))).rejects.toThrow('Only');
  await expect(write((tx) => releaseLead(tx, act(people.seller), MONDAY_9))).rejects.toThrow('cannot release it');
  expect(entries(leadId)).toHaveLength(1);
});
