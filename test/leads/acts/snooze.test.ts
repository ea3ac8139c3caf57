/** Leads sleep, and always wake up. */
import { describe, expect, test } from 'vitest';
import { acceptLead } from '../../../src/leads/acts/accept.ts';
import { snoozeLead, wakeSnoozed } from '../../../src/leads/acts/snooze.ts';
import { madeIn } from '../../../src/leads/history.ts';
import { requireLead } from '../../../src/leads/queries.ts';
import { morningKey } from '../../../src/leads/reads/morning.ts';
import { snoozeTimes } from '../../../src/leads/settings.ts';
import type { SnoozeSpan } from '../../../src/leads/types.ts';
import { enqueue } from '../../../src/platform/outbox/enqueue.ts';
import { changeSetting } from '../../../src/platform/settings/change.ts';
import type { TeamForm } from '../../../src/teams/save.ts';
import { memberships } from '../../../src/teams/table.ts';
import { actor, MONDAY_9, minutesAfter, salesTeam } from '../world.ts';

type World = Awaited<ReturnType<typeof salesTeam>>;

const TUESDAY_9 = new Date('2026-06-02T09:00Z');

const snooze = ({ write }: World, leadId: number, by: string, now = MONDAY_9, span: SnoozeSpan = 'tomorrow') =>
  write((tx) => snoozeLead(tx, { leadId, actor: actor(by), span }, now));
const wake = ({ write }: World, now: Date) => write((tx) => wakeSnoozed(tx, now));
/** The daily summary of a person is about to be sent. */
const summaryWaits = ({ write }: World, userId: string) =>
  write((tx) => {
    const options = { orderingKey: userId, dedupeKey: morningKey(userId) };
    enqueue(tx, 'morning_list', { userId, weeks: [] }, options, MONDAY_9);
  });

const nights: Partial<TeamForm> = { worksFrom: '22:00', worksUntil: '06:00' };

test.each<[SnoozeSpan, string, string, Partial<TeamForm>, { minutes: number; hour: number } | undefined]>([
  ['short', '2026-06-01T09:00', '2026-06-01T10:00', {}, undefined],
  ['short', '2026-06-01T09:00', '2026-06-01T09:20', {}, { minutes: 20, hour: 9 }],
  // Work is over by then.
  ['short', '2026-06-01T16:30', '2026-06-02T09:00', {}, undefined],
  ['tomorrow', '2026-06-01T09:00', '2026-06-02T09:00', {}, undefined],
  ['tomorrow', '2026-06-01T09:00', '2026-06-02T13:00', {}, { minutes: 60, hour: 13 }],
  ['tomorrow', '2026-06-01T09:00', '2026-06-02T09:00', {}, { minutes: 60, hour: 7 }],
  // After midnight it is still the night that began on Monday.
  ['tomorrow', '2026-06-02T02:00', '2026-06-02T22:00', nights, undefined],
  ['monday', '2026-06-01T09:00', '2026-06-08T09:00', {}, undefined],
  ['monday', '2026-06-05T09:00', '2026-06-08T09:00', {}, undefined],
])('a snooze of %s at %s ends at %s (%j, %j)', async (span, now, until, form, times) => {
  const world = await salesTeam(form);
  const { id } = await world.handOff(MONDAY_9);
  if (times) {
    const change = { setting: snoozeTimes, value: times, by: 'ADMIN' };
    await world.write((tx) => changeSetting(tx, change, MONDAY_9));
  }
  const asleep = await snooze(world, id, 'A', new Date(`${now}Z`), span);
  const end = new Date(`${until}Z`);
  expect(asleep).toMatchObject({ snoozedUntil: end, dueAt: null });
  expect(world.steps(id)).toEqual([]);
  expect(world.entries(id)[0]).toMatchObject({ kind: 'snoozed', actorId: 'A', details: { until: end.getTime() } });
});

test('the manager hears of the third snooze of a lead, and of no other', async () => {
  const world = await salesTeam();
  const { id } = await world.handOff(MONDAY_9);
  const { id: other } = await world.handOff(MONDAY_9, { to: 'A' });
  await snooze(world, other, 'A');
  const told = [];
  for (let times = 0; times < 4; times += 1) {
    await snooze(world, id, 'A');
    told.push(world.told().filter((one) => one === 'BOSS snoozed').length);
  }
  expect(told).toEqual([0, 0, 1, 1]);
});

test('a manager hears nothing of their own snoozes', async () => {
  const world = await salesTeam();
  const { id } = await world.handOff(MONDAY_9);
  for (let times = 0; times < 3; times += 1) await snooze(world, id, 'BOSS');
  expect(world.told()).toEqual([]);
});

describe('a lead wakes', () => {
  test('at its time, with a new deadline, and its assignee hears of it', async () => {
    const world = await salesTeam();
    const { id } = await world.handOff(MONDAY_9);
    await snooze(world, id, 'BOSS');
    await wake(world, minutesAfter(TUESDAY_9, -1));
    expect(requireLead(world.db, id).snoozedUntil).toEqual(TUESDAY_9);
    await wake(world, TUESDAY_9);
    expect(requireLead(world.db, id)).toMatchObject({ snoozedUntil: null, dueAt: minutesAfter(TUESDAY_9, 120) });
    expect(world.entries(id)[0]).toMatchObject({ kind: 'unsnoozed', actorId: null });
    expect(world.told()).toEqual(['A unsnoozed']);
    await wake(world, TUESDAY_9);
    expect(world.told()).toEqual(['A unsnoozed']);
  });

  test('and its owner is to make contact', async () => {
    const world = await salesTeam();
    const { id } = await world.handOff(MONDAY_9);
    await world.write((tx) => acceptLead(tx, { leadId: id, seller: actor('A'), by: 'button' }, MONDAY_9));
    await snooze(world, id, 'A');
    await wake(world, TUESDAY_9);
    expect(requireLead(world.db, id).dueAt).toEqual(minutesAfter(TUESDAY_9, world.team.touchMinutes));
    expect(world.told()).toContain('A unsnoozed');
  });

  test.each(['assigned', 'accepted'])('silently if the daily summary is about to name it: %s', async (state) => {
    const world = await salesTeam();
    const { id } = await world.handOff(MONDAY_9);
    if (state === 'accepted')
      await world.write((tx) => acceptLead(tx, { leadId: id, seller: actor('A'), by: 'button' }, MONDAY_9));
    await snooze(world, id, 'A');
    await summaryWaits(world, 'A');
    await wake(world, TUESDAY_9);
    expect(requireLead(world.db, id).snoozedUntil).toBeNull();
    expect(world.told()).not.toContain('A unsnoozed');
  });

  test('for the person who snoozed it last if no one has it: no summary names it', async () => {
    const world = await salesTeam();
    await world.write((tx) => tx.delete(memberships).run());
    const { id } = await world.handOff(MONDAY_9);
    await snooze(world, id, 'B');
    await snooze(world, id, 'C');
    await summaryWaits(world, 'C');
    await wake(world, TUESDAY_9);
    expect(requireLead(world.db, id).dueAt).toEqual(minutesAfter(TUESDAY_9, 120));
    expect(world.told()).toEqual(['C unsnoozed']);
  });

  test('for no one if no one is known to have snoozed it', async () => {
    const world = await salesTeam();
    await world.write((tx) => tx.delete(memberships).run());
    const { id: leadId } = await world.handOff(MONDAY_9);
    const act = { leadId, actor: actor('B'), span: 'tomorrow' } as const;
    await world.write((tx) => madeIn(tx, 'HubSpot', () => snoozeLead(tx, act, MONDAY_9)));
    await wake(world, TUESDAY_9);
    expect([requireLead(world.db, leadId).snoozedUntil, world.told()]).toEqual([null, []]);
  });
});
