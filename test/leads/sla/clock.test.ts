import { describe, expect, test } from 'vitest';
import { acceptLead } from '../../../src/leads/acts/accept.ts';
import { snoozeLead, wakeSnoozed } from '../../../src/leads/acts/snooze.ts';
import { touchLead } from '../../../src/leads/acts/touch.ts';
import { leadById } from '../../../src/leads/queries.ts';
import { isOverdue } from '../../../src/leads/reads/due.ts';
import { escalation } from '../../../src/leads/sla/settings.ts';
import { changeSetting } from '../../../src/platform/settings/change.ts';
import { actor, MONDAY_9, minutesAfter, salesTeam } from '../world.ts';

describe('the SLA to accept', () => {
  test('plans its steps in working time, and ends two hours after the hand-off', async () => {
    const { handOff, steps } = await salesTeam();
    const lead = await handOff(MONDAY_9);
    expect(lead.dueAt).toEqual(new Date('2026-06-01T11:00Z'));
    expect(steps(lead.id)).toEqual([
      'accept_remind_person 2026-06-01T09:30',
      'accept_remind_thread 2026-06-01T10:30',
      'accept_move 2026-06-01T11:00',
    ]);
  });

  test('is shorter for a hot lead', async () => {
    const { handOff } = await salesTeam();
    expect((await handOff(MONDAY_9, { temperature: 'hot' })).dueAt).toEqual(new Date('2026-06-01T09:15Z'));
  });

  test('continues on the next working day, over a weekend and a holiday', async () => {
    const { handOff, steps } = await salesTeam({ holidays: ['2026-06-08'] });
    const lead = await handOff(new Date('2026-06-05T16:00Z'));
    expect(lead.dueAt).toEqual(new Date('2026-06-09T10:00Z'));
    expect(steps(lead.id)[1]).toBe('accept_remind_thread 2026-06-09T09:30');
  });

  test.each([
    ['begins earlier in UTC after the clocks go forward', '2026-03-27T16:30+01:00', '2026-03-30T10:30+02:00'],
    ['begins later in UTC after the clocks go back', '2026-10-23T16:30+02:00', '2026-10-26T10:30+01:00'],
  ])('%s', async (_, handedOffAt, dueAt) => {
    const { handOff } = await salesTeam({ zone: 'Europe/Berlin' });
    expect((await handOff(new Date(handedOffAt))).dueAt).toEqual(new Date(dueAt));
  });

  test('follows the percentages that the company chose', async () => {
    const { write, handOff, steps } = await salesTeam();
    const value = { ...escalation.default, acceptPerson: 50, acceptThread: 90 };
    await write((tx) => changeSetting(tx, { setting: escalation, value, by: 'BOSS' }, MONDAY_9));
    const lead = await handOff(MONDAY_9);
    expect(steps(lead.id).slice(0, 2)).toEqual([
      'accept_remind_person 2026-06-01T10:00',
      'accept_remind_thread 2026-06-01T10:48',
    ]);
  });
});

describe('the SLA to first contact', () => {
  test('replaces the SLA to accept', async () => {
    const { write, handOff, steps } = await salesTeam();
    const lead = await handOff(MONDAY_9, { to: 'A' });
    const accepted = await write((tx) =>
      acceptLead(tx, { leadId: lead.id, seller: actor('A'), by: 'button' }, MONDAY_9),
    );
    expect(accepted.dueAt).toEqual(new Date('2026-06-01T13:00Z'));
    expect(steps(lead.id)).toEqual(['touch_remind_person 2026-06-01T12:00', 'touch_breach 2026-06-01T13:00']);
  });

  test('ends with the contact', async () => {
    const { write, handOff, steps } = await salesTeam();
    const lead = await handOff(MONDAY_9, { to: 'A' });
    const touch = { leadId: lead.id, actor: actor('A'), kind: 'call', outcome: null, words: null } as const;
    const touched = await write((tx) => touchLead(tx, touch, minutesAfter(MONDAY_9, 5)));
    expect(touched.dueAt).toBeNull();
    expect(steps(lead.id)).toEqual([]);
  });
});

test('a snooze stops the SLA, and its end restarts it', async () => {
  const { db, write, handOff, steps } = await salesTeam();
  const lead = await handOff(MONDAY_9, { to: 'A' });
  const asleep = await write((tx) =>
    snoozeLead(tx, { leadId: lead.id, actor: actor('A'), span: 'tomorrow' }, MONDAY_9),
  );
  expect(asleep.dueAt).toBeNull();
  expect(steps(lead.id)).toEqual([]);
  expect(isOverdue(asleep, minutesAfter(MONDAY_9, 600))).toBe(false);

  const tuesday = new Date('2026-06-02T09:00Z');
  await write((tx) => wakeSnoozed(tx, tuesday));
  expect(leadById(db, lead.id)?.dueAt).toEqual(new Date('2026-06-02T11:00Z'));
  expect(steps(lead.id)).toHaveLength(3);
});
