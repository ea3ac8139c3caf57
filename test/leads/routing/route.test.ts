import { describe, expect, test } from 'vitest';
import { acceptLead } from '../../../src/leads/acts/accept.ts';
import { declineLead } from '../../../src/leads/acts/decline.ts';
import { comeBack, goAway } from '../../../src/leads/routing/away.ts';
import { fallbackOwnerOf } from '../../../src/leads/routing/fallback-owner.ts';
import { assignmentsOf } from '../../../src/leads/routing/queries.ts';
import { changeSetting } from '../../../src/platform/settings/change.ts';
import type { Person } from '../../../src/platform/slack/directory.ts';
import { deputies } from '../../../src/teams/settings.ts';
import { noteStandings } from '../../../src/teams/standing.ts';
import { actor, MONDAY_9, minutesAfter, salesTeam } from '../world.ts';

const TUESDAY_9 = minutesAfter(MONDAY_9, 24 * 60);

describe('round robin', () => {
  test('asks everyone once before it asks anyone again', async () => {
    const { handOff } = await salesTeam();
    const asked: (string | null)[] = [];
    for (let lead = 0; lead < 6; lead += 1) asked.push((await handOff(MONDAY_9)).assigneeId);
    expect(asked).toEqual(['A', 'B', 'C', 'A', 'B', 'C']);
  });

  test('returns the turn of a seller who declines', async () => {
    const { write, handOff } = await salesTeam();
    const { id: leadId } = await handOff(MONDAY_9);
    await write((tx) => declineLead(tx, { leadId, actor: actor('A'), reason: 'duplicate', words: null }, MONDAY_9));
    expect((await handOff(MONDAY_9)).assigneeId).toBe('A');
  });

  test('counts a turn for a colleague who accepts first', async () => {
    const { write, handOff } = await salesTeam();
    const { id: leadId } = await handOff(MONDAY_9);
    await write((tx) => acceptLead(tx, { leadId, seller: actor('B'), by: 'button' }, MONDAY_9));
    const asked = [(await handOff(MONDAY_9)).assigneeId, (await handOff(MONDAY_9)).assigneeId];
    expect(asked).toEqual(['A', 'C']);
  });

  test('leaves the manager out', async () => {
    const { write, team, handOff } = await salesTeam({ managerId: 'A' });
    expect((await handOff(MONDAY_9)).assigneeId).toBe('B');
    expect(await write((tx) => fallbackOwnerOf(tx, team, MONDAY_9))).toBe('A');
  });
});

describe('the account rule', () => {
  const atAcme = { email: 'joe@acme.example' };

  test('asks the owner of an earlier lead of the company', async () => {
    const { db, write, handOff } = await salesTeam();
    const { id: leadId } = await handOff(MONDAY_9, atAcme);
    await write((tx) => acceptLead(tx, { leadId, seller: actor('C'), by: 'button' }, MONDAY_9));
    const next = await handOff(MONDAY_9, { email: 'ann@acme.example' });
    expect(next.assigneeId).toBe('C');
    expect(assignmentsOf(db, next.id)[0]?.why).toBe('account');
  });

  test('ignores addresses of a public provider, and can be off', async () => {
    for (const [form, email] of [
      [{}, 'jane@gmail.com'],
      [{ accountRule: false }, 'joe@acme.example'],
    ] as const) {
      const { db, write, handOff } = await salesTeam(form);
      const { id: leadId } = await handOff(MONDAY_9, { email });
      await write((tx) => acceptLead(tx, { leadId, seller: actor('C'), by: 'button' }, MONDAY_9));
      const next = await handOff(MONDAY_9, { email });
      expect(assignmentsOf(db, next.id)[0]?.why).toBe('turn');
    }
  });
});

describe('a daily cap', () => {
  test('skips a seller who reached it, until the next day', async () => {
    const { setSeller, handOff } = await salesTeam();
    await setSeller('A', { dailyCap: 1 });
    const asked = async (now: Date) => (await handOff(now)).assigneeId;
    expect([await asked(MONDAY_9), await asked(MONDAY_9), await asked(MONDAY_9), await asked(MONDAY_9)]).toEqual([
      'A',
      'B',
      'C',
      'B',
    ]);
    const nextDay = [await asked(TUESDAY_9), await asked(TUESDAY_9), await asked(TUESDAY_9)];
    expect(nextDay.filter((one) => one === 'A')).toHaveLength(1);
  });

  test('of the team sends the other leads to the fallback owner, but not a lead for a named seller', async () => {
    const { handOff } = await salesTeam({ dailyCap: 1 });
    for (let lead = 0; lead < 3; lead += 1) await handOff(MONDAY_9);
    expect((await handOff(MONDAY_9)).assigneeId).toBe('BOSS');
    expect((await handOff(MONDAY_9, { to: 'B' })).assigneeId).toBe('B');
  });
});

describe('a seller who is absent', () => {
  test('is skipped while they are out of office, also if they are named', async () => {
    const { write, handOff } = await salesTeam();
    await write((tx) => goAway(tx, 'A', { until: minutesAfter(MONDAY_9, 60) }, MONDAY_9));
    expect((await handOff(MONDAY_9, { to: 'A' })).assigneeId).toBe('B');
    expect((await handOff(minutesAfter(MONDAY_9, 60), { to: 'A' })).assigneeId).toBe('A');
  });

  test('gets leads again after they are back', async () => {
    const { write, handOff } = await salesTeam();
    await write((tx) => goAway(tx, 'A', { until: null }, MONDAY_9));
    await write((tx) => comeBack(tx, 'A', MONDAY_9));
    expect((await handOff(MONDAY_9)).assigneeId).toBe('A');
  });

  test.each([
    ['has an away status', { absence: 'has an away status' as const }],
    ['is not to be disturbed beyond the end of the SLA', { undisturbedUntil: new Date('2026-06-01T11:00:01Z') }],
    ['left the team', { isPresent: false }],
    ['has no share of the round robin', { weight: 0 }],
  ])('is skipped if they are a person who %s', async (_, change) => {
    const { setSeller, handOff } = await salesTeam();
    await setSeller('A', change);
    expect((await handOff(MONDAY_9)).assigneeId).toBe('B');
  });

  test('is asked if their do not disturb ends before the SLA', async () => {
    const { setSeller, handOff } = await salesTeam();
    await setSeller('A', { undisturbedUntil: new Date('2026-06-01T11:00Z') });
    expect((await handOff(MONDAY_9)).assigneeId).toBe('A');
  });
});

describe('the fallback owner', () => {
  const person = (id: string, standing: 'member' | 'deactivated', isAdmin = false): Person => ({
    ...{ id, name: id, zone: null, statusEmoji: null },
    ...{ isAdmin, standing, isMember: standing === 'member' },
  });

  test('is replaced after they left: by the manager, then by an additional manager or an admin', async () => {
    const { write, team } = await salesTeam({ fallbackId: 'F' });
    const ownerAfter = (...people: Person[]) =>
      write((tx) => {
        noteStandings(tx, people);
        return fallbackOwnerOf(tx, team, MONDAY_9);
      });
    expect(await ownerAfter()).toBe('F');
    expect(await ownerAfter(person('F', 'deactivated'))).toBe('BOSS');
    expect(await ownerAfter(person('BOSS', 'deactivated'), person('ADMIN', 'member', true))).toBe('ADMIN');
    await write((tx) => changeSetting(tx, { setting: deputies, value: ['UDEPUTY'], by: 'ADMIN' }, MONDAY_9));
    expect(await ownerAfter()).toBe('UDEPUTY');
    expect(await ownerAfter(person('F', 'member'))).toBe('F');
  });

  test('gets leads while out of office only if the manager is away too', async () => {
    const { write, team } = await salesTeam({ fallbackId: 'F' });
    const ownerWithout = (userId: string) =>
      write((tx) => {
        goAway(tx, userId, { until: null }, MONDAY_9);
        return fallbackOwnerOf(tx, team, MONDAY_9);
      });
    expect(await ownerWithout('F')).toBe('BOSS');
    expect(await ownerWithout('BOSS')).toBe('F');
  });
});

test('the account rule sends no lead to a manager who is out of office', async () => {
  const { write, team, handOff } = await salesTeam({ managerId: 'A' });
  const { id: leadId } = await handOff(MONDAY_9, { email: 'one@acme.example' });
  await write((tx) => acceptLead(tx, { leadId, seller: actor('A'), by: 'button' }, MONDAY_9));
  const again = async (email: string) => (await handOff(MONDAY_9, { email })).assigneeId;
  expect(team.managerId).toBe('A');
  expect(await again('two@acme.example')).toBe('A');
  await write((tx) => goAway(tx, 'A', { until: null }, MONDAY_9));
  expect(await again('three@acme.example')).not.toBe('A');
});
