/** Leads leave a person, a team, or Baton. */
import { describe, expect, test } from 'vitest';
import { acceptLead } from '../../../src/leads/acts/accept.ts';
import { declineLead } from '../../../src/leads/acts/decline.ts';
import { waitingBefore } from '../../../src/leads/acts/offer.ts';
import { releaseLead } from '../../../src/leads/acts/release.ts';
import { removeLead } from '../../../src/leads/acts/remove.ts';
import { snoozeLead } from '../../../src/leads/acts/snooze.ts';
import { touchLead } from '../../../src/leads/acts/touch.ts';
import { transferLeads } from '../../../src/leads/acts/transfer.ts';
import { cardKey, cardOf } from '../../../src/leads/card-place.ts';
import { historyOf, leadById, newestEntryOf, requireLead } from '../../../src/leads/queries.ts';
import { assignmentsOf } from '../../../src/leads/routing/queries.ts';
import { saveRoster } from '../../../src/leads/routing/roster.ts';
import { leadReactions } from '../../../src/leads/table.ts';
import { homeChanges } from '../../../src/platform/changes/table.ts';
import { savePosted } from '../../../src/platform/outbox/posted-messages.ts';
import { askForContent } from '../../../src/requests/acts/ask.ts';
import { requireTeam } from '../../../src/teams/queries.ts';
import { requestIn } from '../../requests/requests.ts';
import { actor, MONDAY_9, minutesAfter, salesTeam } from '../world.ts';

type World = Awaited<ReturnType<typeof salesTeam>>;

const accept = ({ write }: World, leadId: number, by: string) =>
  write((tx) => acceptLead(tx, { leadId, seller: actor(by), by: 'button' }, MONDAY_9));
const contact = ({ write }: World, leadId: number, by: string) =>
  write((tx) => touchLead(tx, { leadId, actor: actor(by), kind: null, outcome: null, words: null }, MONDAY_9));

test('another team gets the leads of a team: untouched ones are new there, and one in progress stays with its owner', async () => {
  const world = await salesTeam();
  const { db, write, team } = world;
  const to = requireTeam(db, await world.addTeam('North'));
  await write((tx) => saveRoster(tx, to.id, [{ userId: 'N', absence: null, undisturbedUntil: null }], MONDAY_9));
  const [fresh, accepted, working, returned] = [
    await world.handOff(MONDAY_9),
    await world.handOff(MONDAY_9),
    await world.handOff(MONDAY_9),
    await world.handOff(MONDAY_9),
  ];
  await accept(world, accepted.id, 'B');
  await accept(world, working.id, 'C');
  await contact(world, working.id, 'C');
  const act = { leadId: returned.id, actor: actor('BOSS'), reason: 'no_budget', words: null };
  const { dueAt: answerAt } = await write((tx) => declineLead(tx, act, MONDAY_9));
  const later = minutesAfter(MONDAY_9, 30);
  await write((tx) => transferLeads(tx, { from: team, to, by: 'ADA' }, later));
  const state = [fresh, accepted, working, returned].map(({ id }) => {
    const { teamId, status, ownerId, assigneeId, dueAt } = requireLead(db, id);
    return [teamId, status, ownerId, assigneeId, dueAt?.getTime()];
  });
  const due = minutesAfter(later, to.acceptMinutes).getTime();
  expect(state).toEqual([
    [to.id, 'new', null, 'N', due],
    [to.id, 'new', null, 'N', due],
    [to.id, 'working', 'C', null, undefined],
    [to.id, 'returned', null, null, answerAt?.getTime()],
  ]);
  for (const { id } of [fresh, accepted, working, returned]) {
    const entry = historyOf(db, id, { limit: 9, offset: 0 }).find(({ kind }) => kind === 'transferred');
    expect(entry).toMatchObject({ actorId: 'ADA', details: { from: team.name, to: to.name } });
  }
});

describe('a lead that came by mistake', () => {
  const remove = ({ db, write }: World, leadId: number, entryId: number, also = () => {}) =>
    write((tx) => removeLead(tx, requireLead(db, leadId), { entryId, also }, MONDAY_9));

  test('leaves nothing, and what others keep about it goes too', async () => {
    const world = await salesTeam();
    const { id } = await world.handOff(MONDAY_9);
    await world.write((tx) => {
      savePosted(tx, cardKey(id), { channel: 'CSALES', ts: '1.1' });
      tx.insert(leadReactions).values({ subjectId: id, userId: 'A', emoji: 'x', present: true, eventTs: '1' }).run();
      tx.delete(homeChanges).run();
    });
    let isAsked = false;
    expect(await remove(world, id, newestEntryOf(world.db, id), () => (isAsked = true))).toBe(true);
    expect([isAsked, leadById(world.db, id), world.steps(id), assignmentsOf(world.db, id)]).toEqual([
      ...[true, undefined, [], []],
    ]);
    expect([cardOf(world.db, id), world.db.select().from(leadReactions).all()]).toEqual([undefined, []]);
    expect(world.db.select().from(homeChanges).all()).toMatchObject([{ people: 'A UMARKETER', teamId: world.team.id }]);
    expect(historyOf(world.db, id, { limit: 9, offset: 0 })).toEqual([]);
  });

  test('stays while something of others points at it, and a fault of the database is another thing', async () => {
    const { db, write, handOff, team } = await salesTeam();
    const { id } = await handOff(MONDAY_9);
    const { id: free } = await handOff(MONDAY_9);
    const requester = { teamId: team.id, requesterId: 'A' };
    const { title, kind, stage, audience, customer, words, priority, hurry } = requestIn('new');
    const form = { title, kind, stage, audience, customer, words, priority, hurry, neededBy: '2026-06-05' };
    await write((tx) => {
      askForContent(tx, { ...requester, form: { ...form, leadId: id } }, MONDAY_9);
      tx.delete(homeChanges).run();
    });
    const world = { db, write } as World;
    expect(await remove(world, id, newestEntryOf(db, id))).toBe(false);
    expect([requireLead(db, id).id, historyOf(db, id, { limit: 9, offset: 0 }).length]).toEqual([id, 1]);
    expect(db.select().from(homeChanges).all()).toEqual([]);
    db.$client.exec("create trigger broken before delete on leads begin select raise(abort, 'broken disk'); end");
    await expect(remove(world, free, newestEntryOf(db, free))).rejects.toThrow('broken disk');
  });

  test('stays once someone has worked with it, and when it cannot be removed whole', async () => {
    const world = await salesTeam();
    const { id } = await world.handOff(MONDAY_9);
    const entryId = newestEntryOf(world.db, id);
    const broken = () => {
      throw new Error('broken');
    };
    await expect(remove(world, id, entryId, broken)).rejects.toThrow('broken');
    await accept(world, id, 'A');
    expect(await remove(world, id, entryId)).toBe(false);
    expect(requireLead(world.db, id).status).toBe('accepted');
    expect(historyOf(world.db, id, { limit: 9, offset: 0 })).toHaveLength(2);
  });
});

test('leads of a person who is away wait for them, if they are due or asleep until after that', async () => {
  const world = await salesTeam();
  const { id: due } = await world.handOff(MONDAY_9, { to: 'A' });
  const { id: asleep } = await world.handOff(MONDAY_9, { to: 'A' });
  await accept(world, asleep, 'A');
  await world.write((tx) => snoozeLead(tx, { leadId: asleep, actor: actor('A'), span: 'tomorrow' }, MONDAY_9));
  const given = (until: Date | null) =>
    waitingBefore(world.db, 'A', until)
      .map(({ id }) => id)
      .sort();
  const [dueAt, wakesAt] = [requireLead(world.db, due).dueAt, requireLead(world.db, asleep).snoozedUntil];
  if (!dueAt || !wakesAt) throw new Error('Both have a time.');
  const after = (at: Date) => new Date(at.getTime() + 1);
  expect(given(null)).toEqual([due, asleep]);
  expect(given(dueAt)).toEqual([]);
  expect(given(after(dueAt))).toEqual([due]);
  expect(given(wakesAt)).toEqual([due]);
  expect(given(after(wakesAt))).toEqual([due, asleep]);
});

test('only an owner who releases a lead gets the turn back', async () => {
  for (const [by, next] of [
    ['A', 'A'],
    ['BOSS', 'C'],
  ] as const) {
    const world = await salesTeam();
    const { id } = await world.handOff(MONDAY_9);
    await accept(world, id, 'A');
    const released = await world.write((tx) => releaseLead(tx, { leadId: id, actor: actor(by) }, MONDAY_9));
    expect(released).toMatchObject({ status: 'new', ownerId: null, assigneeId: 'B' });
    expect((await world.handOff(MONDAY_9)).assigneeId, by).toBe(next);
  }
});
