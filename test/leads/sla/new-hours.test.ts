import { describe, expect, test } from 'vitest';
import { acceptLead } from '../../../src/leads/acts/accept.ts';
import { declineLead } from '../../../src/leads/acts/decline.ts';
import { snoozeLead } from '../../../src/leads/acts/snooze.ts';
import { requireLead } from '../../../src/leads/queries.ts';
import { saveTeamAndDeadlines } from '../../../src/leads/sla/new-hours.ts';
import { leads } from '../../../src/leads/table.ts';
import { eq } from '../../../src/platform/db/drizzle.ts';
import { saveTeam, type TeamForm } from '../../../src/teams/save.ts';
import type { Team } from '../../../src/teams/table.ts';
import { actor, MONDAY_9, minutesAfter, SALES, salesTeam } from '../world.ts';

const HOUR = 60;

async function withLead() {
  const world = await salesTeam();
  const lead = await world.handOff(minutesAfter(MONDAY_9, 7 * HOUR));
  const dueAt = () => requireLead(world.db, lead.id).dueAt?.toISOString().slice(0, 16);
  const change = (form: Partial<TeamForm>, now: Date) =>
    world.write((tx) => saveTeamAndDeadlines(tx, { ...world.team, ...form }, { id: world.team.id, by: 'test' }, now));
  return { ...world, lead, dueAt, change };
}

describe('deadlines that run when the working time of their team changes', () => {
  test('keep the working time that is left', async () => {
    const { dueAt, change, steps, lead } = await withLead();
    // Handed off at 16:00 with two hours.
    expect(dueAt()).toBe('2026-06-02T10:00');
    await change({ holidays: ['2026-06-02'] }, minutesAfter(MONDAY_9, 7.5 * HOUR));
    expect(dueAt()).toBe('2026-06-03T10:00');
    expect(steps(lead.id)).toEqual([
      'accept_remind_person 2026-06-01T16:30',
      'accept_remind_thread 2026-06-03T09:30',
      'accept_move 2026-06-03T10:00',
    ]);
    await change({ holidays: [], worksUntil: '20:00' }, minutesAfter(MONDAY_9, 7.75 * HOUR));
    expect(dueAt()).toBe('2026-06-01T18:00');
    await change({ zone: 'Asia/Kolkata' }, minutesAfter(MONDAY_9, 7.75 * HOUR));
    expect(dueAt()).toBe('2026-06-02T04:45');
  });

  test('follow for the first contact too, and stay for a lead that is overdue or snoozed', async () => {
    const { write, dueAt, change, lead, steps } = await withLead();
    await write((tx) =>
      acceptLead(tx, { leadId: lead.id, seller: actor('A'), by: 'button' }, minutesAfter(MONDAY_9, 7 * HOUR)),
    );
    expect(dueAt()).toBe('2026-06-02T12:00');
    await change({ worksFrom: '12:00', worksUntil: '20:00' }, minutesAfter(MONDAY_9, 7 * HOUR));
    expect(dueAt()).toBe('2026-06-01T20:00');
    await change({}, minutesAfter(MONDAY_9, 20 * HOUR));
    expect(dueAt()).toBe('2026-06-01T20:00');
    await write((tx) =>
      snoozeLead(tx, { leadId: lead.id, actor: actor('A'), span: 'short' }, minutesAfter(MONDAY_9, 8 * HOUR)),
    );
    await change({ holidays: ['2026-06-02'] }, minutesAfter(MONDAY_9, 8 * HOUR));
    expect(dueAt()).toBeUndefined();
    expect(steps(lead.id)).toEqual([]);
  });

  test('of a returned lead are those of its marketing team', async () => {
    const AT_13 = minutesAfter(MONDAY_9, 4 * HOUR);
    const { db, write, team, handOff } = await salesTeam();
    const marketing = await write((tx) =>
      saveTeam(
        tx,
        { ...SALES, kind: 'marketing', name: 'Marketing', channelId: 'CMARKETING', managerId: 'MAX' },
        { id: null, by: 'test' },
        MONDAY_9,
      ),
    );
    const { id } = await handOff(MONDAY_9, { by: 'MAX' });
    await write((tx) => declineLead(tx, { leadId: id, actor: actor('A'), reason: 'duplicate', words: null }, AT_13));
    const dueAt = () => requireLead(db, id).dueAt?.toISOString().slice(0, 16);
    const rest = (of: Team, day: string) =>
      write((tx) => saveTeamAndDeadlines(tx, { ...of, holidays: [day] }, { id: of.id, by: 'test' }, AT_13));
    expect(dueAt()).toBe('2026-06-02T13:00');
    await rest(team, '2026-06-02');
    expect(dueAt()).toBe('2026-06-02T13:00');
    await rest(marketing, '2026-06-02');
    expect(dueAt()).toBe('2026-06-03T13:00');
  });

  test('begin for a lead of a list once someone accepts it', async () => {
    const { db, write, lead } = await withLead();
    await write((tx) => tx.update(leads).set({ isUnhurried: true, dueAt: null }).where(eq(leads.id, lead.id)).run());
    await write((tx) => acceptLead(tx, { leadId: lead.id, seller: actor('A'), by: 'button' }, MONDAY_9));
    expect(requireLead(db, lead.id)).toMatchObject({ isUnhurried: false, dueAt: minutesAfter(MONDAY_9, 4 * HOUR) });
  });

  test('stay when something else of the team changes', async () => {
    const { dueAt, change } = await withLead();
    await change({ name: 'Vendite', acceptMinutes: 5 }, minutesAfter(MONDAY_9, 7.5 * HOUR));
    expect(dueAt()).toBe('2026-06-02T10:00');
  });
});

describe('a snooze ends in working time', () => {
  const wakes = async (form: Partial<TeamForm>, span: 'short' | 'tomorrow' | 'monday', hours: number) => {
    const { write, handOff } = await salesTeam(form);
    const now = minutesAfter(MONDAY_9, (hours - 9) * HOUR);
    const lead = await handOff(now);
    const snoozed = await write((tx) => snoozeLead(tx, { leadId: lead.id, actor: actor('A'), span }, now));
    return snoozed.snoozedUntil?.toISOString().slice(0, 16);
  };
  const late = { worksFrom: '12:00', worksUntil: '20:00' };
  const night = { worksFrom: '22:00', worksUntil: '06:00' };
  test.each([
    ['an hour at 10:00', {}, 'short', 10, '2026-06-01T11:00'],
    ['an hour at 16:30', {}, 'short', 16.5, '2026-06-02T09:00'],
    ['tomorrow', {}, 'tomorrow', 16.5, '2026-06-02T09:00'],
    ['tomorrow of a team that begins at noon', late, 'tomorrow', 16.5, '2026-06-02T12:00'],
    ['tomorrow in a night shift, before midnight', night, 'tomorrow', 23, '2026-06-02T22:00'],
    ['tomorrow in a night shift, after midnight', night, 'tomorrow', 26, '2026-06-02T22:00'],
    ['Monday in a night shift, after midnight', night, 'monday', 26, '2026-06-08T22:00'],
  ] as const)('%s', async (_, form, span, hours, end) => {
    expect(await wakes(form, span, hours)).toBe(end);
  });
});
