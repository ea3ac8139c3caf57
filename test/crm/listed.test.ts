/** Leads that a reading brought as a list are told in one message for each team. */
import { expect, test } from 'vitest';
import { connectCrm } from '../../src/crm/connection.ts';
import { addLink } from '../../src/crm/links.ts';
import { announceLists, listedBy } from '../../src/crm/listed.ts';
import { handOffFromList } from '../../src/leads/acts/list.ts';
import { updateLead } from '../../src/leads/queries.ts';
import { createKeys } from '../../src/platform/crypto/keys.ts';
import { outbox } from '../../src/platform/outbox/table.ts';
import { MONDAY_9, minutesAfter, salesTeam } from '../leads/world.ts';

const at = (minute: number) => minutesAfter(MONDAY_9, minute);

async function setUp() {
  const { db, write, team, addTeam } = await salesTeam();
  const { id: connectionId } = await write((tx) =>
    connectCrm(tx, createKeys(':memory:'), { kind: 'hubspot', credentials: {}, by: 'ADA' }, MONDAY_9),
  );
  let number = 0;
  const reading = (after: number, until: number) => ({
    connectionId,
    after: after === 0 ? 0 : at(after).getTime(),
    until: at(until).getTime(),
  });
  return {
    ...{ db, team, addTeam, reading },
    /** Leads that are handed off at `minute`, and linked then or later. */
    bring: (
      count: number,
      minute: number,
      more: { linkedAt?: number; isUnhurried?: boolean; teamId?: number; to?: string } = {},
    ) =>
      write((tx) => {
        for (let one = 0; one < count; one += 1) {
          number += 1;
          const form = {
            name: `P ${number}`,
            company: 'Firm',
            email: `p${number}@firm.example`,
            phone: null,
            role: null,
          };
          const rest = { source: null, stage: null, temperature: 'warm', need: 'A demo' } as const;
          const handoff = { teamId: more.teamId ?? team.id, assigneeId: more.to ?? 'A', marketerId: 'MIA' };
          const lead = handOffFromList(
            tx,
            { form: { ...form, ...rest }, ...handoff, messageLink: null, earlierLeadId: null },
            at(minute),
          );
          if (more.isUnhurried === false) updateLead(tx, lead, { isUnhurried: false }, at(minute));
          const times = { linkedAt: at(more.linkedAt ?? minute), syncedAt: at(minute), seenAt: at(minute) };
          const link = { connectionId, leadId: lead.id, recordId: String(number), url: 'https://crm.example/' };
          addLink(tx, { ...link, ...times, base: {}, isMatch: true, notedEntryId: 0 });
        }
      }),
    told: async (after: number, until: number) => {
      await write((tx) => announceLists(tx, reading(after, until), at(until)));
      const found = db
        .select()
        .from(outbox)
        .all()
        .filter(({ kind }) => kind === 'crm_list');
      await write((tx) => tx.delete(outbox).run());
      return found.map(({ orderingKey, payload }) => [orderingKey, payload]);
    },
  };
}

test('the first reading tells of a short list too, and one without new leads tells nothing', async () => {
  const { bring, told, reading, team } = await setUp();
  expect(await told(0, 10)).toEqual([]);
  await bring(2, 5);
  expect(await told(0, 10)).toEqual([['CSALES', { ...reading(0, 10), teamId: team.id }]]);
  expect(await told(10, 20)).toEqual([]);
});

test.each([
  [20, 0],
  [21, 1],
])('a later reading with %i new leads tells of %i list', async (count, lists) => {
  const { bring, told } = await setUp();
  await bring(5, 5);
  await bring(count, 15);
  expect(await told(10, 20)).toHaveLength(lists);
});

test('leads with cards are no list, and neither are those that Baton had before', async () => {
  const { bring, told } = await setUp();
  await bring(21, 15, { isUnhurried: false });
  expect(await told(10, 20)).toEqual([]);
  await bring(21, 5, { linkedAt: 15 });
  expect(await told(10, 20)).toEqual([]);
});

test('each team hears of its own, with whom they are assigned to', async () => {
  const { db, bring, told, reading, team, addTeam } = await setUp();
  const south = await addTeam('South');
  await bring(12, 15, { to: 'B' });
  await bring(3, 15, { to: 'A' });
  // The team has no sellers yet.
  await bring(9, 15, { teamId: south });
  expect((await told(10, 20)).map(([channel]) => channel)).toEqual(['CSALES', 'CSouth']);
  const of = (teamId: number) => listedBy(db, { ...reading(10, 20), teamId });
  expect(of(team.id)).toEqual({
    leads: 15,
    shares: [
      { userId: 'B', leads: 12 },
      { userId: 'A', leads: 3 },
    ],
  });
  expect(of(south)).toEqual({ leads: 9, shares: [{ userId: 'BOSS', leads: 9 }] });
});

test('a reading has what came after the one before it, up to its own end', async () => {
  const { db, bring, reading, team } = await setUp();
  for (const minute of [10, 11, 20, 21]) await bring(1, minute);
  const of = (after: number, until: number) => listedBy(db, { ...reading(after, until), teamId: team.id }).leads;
  expect([of(10, 20), of(0, 10), of(21, 30), of(5, 9)]).toEqual([2, 1, 0, 0]);
});
