/** Leads that wait for someone: in reminders, in the summary of the morning, in digests and menus. */
import { describe, expect, test } from 'vitest';
import { acceptLead } from '../../../src/leads/acts/accept.ts';
import { noteLead } from '../../../src/leads/acts/note.ts';
import { snoozeLead } from '../../../src/leads/acts/snooze.ts';
import { touchLead } from '../../../src/leads/acts/touch.ts';
import { record } from '../../../src/leads/history.ts';
import { following, listNow, liveLeads, shownNow } from '../../../src/leads/live.ts';
import { newestEntryOf, requireLead } from '../../../src/leads/queries.ts';
import { readNews } from '../../../src/leads/reads/batch-news.ts';
import { digestJobs } from '../../../src/leads/reads/digest.ts';
import { peopleWithLeads, readMorningList } from '../../../src/leads/reads/morning.ts';
import { untouchedOf } from '../../../src/leads/reads/untouched.ts';
import { dueSoon, newlyOverdue } from '../../../src/leads/reads/waiting.ts';
import { goAway } from '../../../src/leads/routing/away.ts';
import type { LeadChange } from '../../../src/leads/types.ts';
import { insertRow } from '../../../src/platform/db/rows.ts';
import { liveMessages } from '../../../src/platform/outbox/live-table.ts';
import type { SlackMessage } from '../../../src/platform/outbox/message.ts';
import { outbox } from '../../../src/platform/outbox/table.ts';
import { savePreferences } from '../../../src/preferences/save.ts';
import { actor, MONDAY_9, minutesAfter, salesTeam } from '../world.ts';

type World = Awaited<ReturnType<typeof salesTeam>>;
const A = actor('A');
const ids = (found: { leads: { id: number }[] }) => found.leads.map(({ id }) => id);
const accept = ({ write }: World, leadId: number, now = MONDAY_9) =>
  write((tx) => acceptLead(tx, { leadId, seller: A, by: 'button' }, now));

/** A message to A that was posted with this payload, and is live. */
const post = ({ write }: World, payload: object, settledAt = MONDAY_9, orderingKey = 'A') =>
  write((tx) => {
    const row = { kind: 'reminder', payload: {}, orderingKey, idempotencyId: 'x', notBefore: settledAt };
    const { id } = insertRow(tx, outbox, { ...row, state: 'sent', createdAt: settledAt, settledAt });
    tx.insert(liveMessages)
      .values({ outboxId: id, payload, channel: 'D1', ts: `${id}.1` })
      .run();
  });

describe('a reminder', () => {
  const three = async () => {
    const world = await salesTeam();
    const given = [MONDAY_9, minutesAfter(MONDAY_9, 30), minutesAfter(MONDAY_9, 120)];
    const made: number[] = [];
    for (const at of given) made.push((await world.handOff(at, { to: 'A' })).id);
    const [first = 0, second = 0, third = 0] = made;
    const due = (now: Date, leadIds?: number[], limit = 9) => dueSoon(world.db, { userId: 'A', leadIds }, limit, now);
    return { world, first, second, third, due };
  };

  test('names the leads that are due within the hour, and those whose own reminder it is', async () => {
    const { first, second, third, due } = await three();
    const at60 = due(minutesAfter(MONDAY_9, 60));
    expect([ids(at60), at60.total, at60.others]).toEqual([[first], 1, 2]);
    expect(ids(due(minutesAfter(MONDAY_9, 59)))).toEqual([]);
    const forThird = due(minutesAfter(MONDAY_9, 60), [third]);
    expect([ids(forThird), forThird.others]).toEqual([[first, third], 1]);
    const many = due(minutesAfter(MONDAY_9, 180), [], 2);
    expect([ids(many), many.total, many.others]).toEqual([[first, second], 3, 0]);
  });

  test('leaves out those that a message of today named, until something happens to them', async () => {
    const { world, first, second, due } = await three();
    const now = minutesAfter(MONDAY_9, 90);
    const named = () => ids(due(now));
    expect(named()).toEqual([first, second]);
    const list = listNow(world.db, { leads: [requireLead(world.db, first)], total: 1 }, now);
    await post(world, { userId: 'A', list }, new Date('2026-05-31T12:00Z'));
    await post(world, { userId: 'B', list }, now, 'B');
    expect(named()).toEqual([first, second]);
    await post(world, { userId: 'A', list }, now);
    expect(named()).toEqual([second]);
    await world.write((tx) => noteLead(tx, { leadId: first, actor: A, words: 'x' }, now));
    expect(named()).toEqual([first, second]);
    await post(world, { userId: 'A', entryIds: [newestEntryOf(world.db, second), 999] }, now);
    expect(named()).toEqual([first]);
    await world.write((tx) => noteLead(tx, { leadId: second, actor: A, words: 'x' }, now));
    await post(world, { userId: 'A', entryIds: [1], shown: shownNow(world.db, now) }, now);
    expect(named()).toEqual([second]);
  });

  test('of overdue leads names those that no message of today named', async () => {
    const { world, first, second } = await three();
    const now = minutesAfter(MONDAY_9, 160);
    const overdue = (limit = 9) => newlyOverdue(world.db, 'A', limit, now);
    expect([ids(overdue()), overdue().total, overdue().others]).toEqual([[first, second], 2, 0]);
    expect([ids(overdue(1)), overdue(1).total]).toEqual([[first], 2]);
    await post(world, {
      userId: 'A',
      list: listNow(world.db, { leads: [requireLead(world.db, first)], total: 1 }, now),
    });
    expect([ids(overdue()), overdue().total, overdue().others]).toEqual([[second], 1, 1]);
  });
});

describe('a message about changes', () => {
  const news = async (kind: LeadChange, change?: (world: World, leadId: number) => Promise<unknown>) => {
    const world = await salesTeam();
    const { id: leadId } = await world.handOff(MONDAY_9, { to: 'A' });
    const entryId = await world.write((tx) => {
      const details = { from: 'A', to: 'A', why: 'fallback', reason: 'price', words: null } as never;
      return record(tx, requireLead(tx, leadId), { kind, actorId: null, details }, MONDAY_9);
    });
    await change?.(world, leadId);
    const readers = ['A', 'B', 'BOSS'];
    return readers.filter((one) => readNews(world.db, one, [entryId, 999], shownNow(world.db, MONDAY_9)).length > 0);
  };
  const toldToday = async (world: World, leadId: number) =>
    post(world, {
      userId: 'A',
      list: listNow(world.db, { leads: [requireLead(world.db, leadId)], total: 1 }, MONDAY_9),
    });
  const noted = ({ write }: World, leadId: number) =>
    write((tx) => noteLead(tx, { leadId, actor: A, words: 'x' }, MONDAY_9));
  const noAccepted = ({ write }: World) => write((tx) => savePreferences(tx, 'A', { accepted: 'outcomes' }, MONDAY_9));

  test.each<[string, LeadChange, Parameters<typeof news>[1], string[]]>([
    ['an escalation, for the assignee and the manager', 'routed', undefined, ['A', 'BOSS']],
    ['no escalation of a lead that was accepted', 'routed', (world, id) => accept(world, id), []],
    ['a lead that someone got, for them', 'reassigned', undefined, ['A']],
    ['a lead that someone got, for its owner', 'handed_back', (world, id) => accept(world, id), ['A']],
    ['no lead that was in an earlier message of today', 'reassigned', toldToday, []],
    ['a lead that woke, while nothing has happened', 'unsnoozed', undefined, ['A', 'B', 'BOSS']],
    ['no lead that woke and was worked on', 'unsnoozed', noted, []],
    ['an acceptance', 'accepted', undefined, ['A', 'B', 'BOSS']],
    ['no acceptance for those who want outcomes alone', 'accepted', noAccepted, ['B', 'BOSS']],
    ['an outcome, also of a lead of today', 'won', toldToday, ['A', 'B', 'BOSS']],
  ])('has %s', async (_, kind, change, readers) => expect(await news(kind, change)).toEqual(readers));
});

describe('a live message', () => {
  const text: SlackMessage = { text: 'x', blocks: [{ type: 'divider' }] };
  const actions: SlackMessage = { text: 'x', blocks: [{ type: 'actions', elements: [] }] };
  const section = (accessory?: object) =>
    ({ text: 'x', blocks: [{ type: 'section', text: { type: 'mrkdwn', text: 'x' }, accessory }] }) as SlackMessage;

  test('follows its leads until they are settled, and an accepted one until its next act', async () => {
    const world = await salesTeam();
    const [one, two] = [await world.handOff(MONDAY_9, { to: 'A' }), await world.handOff(MONDAY_9, { to: 'A' })];
    const shown = shownNow(world.db, MONDAY_9);
    const leads = () => liveLeads(world.db, [two.id, one.id, 99], shown);
    expect(leads().map(({ lead, settled, zone }) => [lead.id, settled, zone])).toEqual([
      [two.id, undefined, 'UTC'],
      [one.id, undefined, 'UTC'],
    ]);
    const subjects = (message = actions) => following(message, { a: 1 }, leads()).live?.subjects;
    const [first, second] = [one, two].map(({ id }) => `lead:${id}`);
    expect([subjects(), subjects(text), subjects(section()), subjects(section({ type: 'button' }))]).toEqual([
      ...[[second, first], undefined, undefined, [second, first]],
    ]);
    expect(following(text, { a: 1 }, leads(), { always: true })).toEqual({
      live: { payload: { a: 1 }, subjects: [second, first] },
    });
    await accept(world, one.id);
    expect([leads()[1]?.settled?.kind, subjects(text)]).toEqual(['accepted', [second, first]]);
    const touch = { leadId: one.id, actor: A, kind: null, outcome: null, words: null };
    await world.write((tx) => touchLead(tx, touch, MONDAY_9));
    expect([leads()[1]?.settled?.kind, subjects()]).toEqual(['touched', [second]]);
  });
});

test('a digest has the leads that no one has accepted, then those that no one has contacted, a page at a time', async () => {
  const world = await salesTeam();
  const { db, write, team } = world;
  const made: number[] = [];
  for (let minute = 0; minute < 5; minute += 1)
    made.push((await world.handOff(minutesAfter(MONDAY_9, minute), { to: minute < 4 ? 'A' : 'B' })).id);
  const [first = 0, second = 0, third = 0, fourth = 0, fifth = 0] = made;
  await accept(world, first);
  await accept(world, second);
  await write((tx) => snoozeLead(tx, { leadId: fourth, actor: A, span: 'tomorrow' }, MONDAY_9));
  const page = (limit: number, offset: number, without?: string) => {
    const found = untouchedOf(db, team.id, { limit, offset }, MONDAY_9, without);
    return [found.notAccepted.map(({ id }) => id), found.accepted.map(({ id }) => id)];
  };
  expect(page(9, 0)).toEqual([
    [third, fifth],
    [first, second],
  ]);
  expect(page(3, 0)).toEqual([[third, fifth], [first]]);
  expect(page(2, 0)).toEqual([[third, fifth], []]);
  expect(page(2, 1)).toEqual([[fifth], [first]]);
  expect(page(2, 3)).toEqual([[], [second]]);
  expect(page(9, 0, 'A')).toEqual([[fifth], []]);
  expect(untouchedOf(db, team.id, { limit: 1, offset: 0 }, MONDAY_9)).toMatchObject({
    ...{ notAcceptedCount: 2, acceptedCount: 2 },
  });
});

test('a digest is sent while work of the day is ahead and leads wait', async () => {
  const { db, write, handOff } = await salesTeam({ digestCron: '30 9 * * *' });
  const run = (now: Date, late: boolean) =>
    write((tx) => {
      for (const job of digestJobs(db)) job.run(tx, { at: MONDAY_9, late }, now);
      const found = tx.select().from(outbox).all();
      tx.delete(outbox).run();
      return found.filter(({ kind }) => kind === 'digest').length;
    });
  expect(await run(MONDAY_9, false)).toBe(0);
  await handOff(MONDAY_9);
  expect([await run(MONDAY_9, false), await run(MONDAY_9, true)]).toEqual([1, 1]);
  const { id: leadId } = await handOff(MONDAY_9, { to: 'A' });
  await write((tx) => acceptLead(tx, { leadId, seller: A, by: 'button' }, MONDAY_9));
  expect(await run(MONDAY_9, false)).toBe(1);
  expect([await run(new Date('2026-06-06T09:00Z'), false), await run(new Date('2026-06-01T18:00Z'), true)]).toEqual([
    ...[0, 0],
  ]);
  const quiet = await salesTeam();
  expect(digestJobs(quiet.db)).toEqual([]);
});

test('the summary of the morning is for people who are there, want it, and have something to do', async () => {
  const world = await salesTeam();
  const { db, write, team } = world;
  const { id } = await world.handOff(MONDAY_9, { to: 'A' });
  const read = (userId: string) => readMorningList(db, userId, { limit: 9 }, MONDAY_9)?.total;
  const people = () => write((tx) => peopleWithLeads(tx, team, MONDAY_9));
  expect([read('A'), read('B'), await people()]).toEqual([1, undefined, ['A']]);
  expect(readMorningList(db, 'A', { limit: 9 }, MONDAY_9)).toMatchObject({ toAccept: 1, toTouch: 0 });
  await write((tx) => goAway(tx, 'A', { until: null }, MONDAY_9));
  expect(read('A')).toBeUndefined();
  await world.setSeller('A', { absence: 'has an away status' });
  expect(await people()).toEqual([]);
  await write((tx) => savePreferences(tx, 'A', { morning: 'home' }, MONDAY_9));
  expect([read('A'), requireLead(db, id).assigneeId]).toEqual([undefined, 'A']);
});
