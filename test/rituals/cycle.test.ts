/** The cycle that all rituals share, with two rituals of the test. */
import { beforeEach, describe, expect, test } from 'vitest';
import { goAway } from '../../src/leads/routing/away.ts';
import { auditLog } from '../../src/platform/audit/table.ts';
import { eq } from '../../src/platform/db/drizzle.ts';
import { outbox } from '../../src/platform/outbox/table.ts';
import { changeSetting } from '../../src/platform/settings/change.ts';
import { moveCycle, resumeRitual, skipCycle, startNow, stopRitual } from '../../src/rituals/acts.ts';
import { refreshInvitation } from '../../src/rituals/announce.ts';
import { lastCycle, participantsOf, plannedCycle, requireOpenCycle, runningCycle } from '../../src/rituals/queries.ts';
import { publishCycle } from '../../src/rituals/steps.ts';
import { noteStandings } from '../../src/teams/standing.ts';
import { namedRitual, newWorld, quietRitual, type World } from './world.ts';

// A Monday; work begins at 9:00 in Berlin. The second Tuesday of December is the 8th.
const START = '2026-11-30T10:00:00Z';
const MORNING = '2026-12-08T08:00:10Z';
let world: World;
beforeEach(async () => {
  world = await newWorld(START, (told) => [namedRitual(told), quietRitual(told)]);
  await world.at(START);
  world.told.happened.length = 0;
});

const first = () => world.rituals[0] as (typeof world.rituals)[0];
const due = (key = 'named') => plannedCycle(world.db, key)?.dueAt.toISOString();
const last = (key = 'named') => lastCycle(world.db, key);
const running = () => runningCycle(world.db, 'named');

describe('a cycle', () => {
  test('is planned on its usual day, and goes from the beginning to the follow-up', async () => {
    expect(due()).toBe('2026-12-08T08:00:00.000Z');
    await world.at('2026-12-08T07:59:00Z');
    expect(running()).toBeUndefined();
    await world.at(MORNING);
    expect(running()).toMatchObject({ status: 'open', closesAt: new Date('2026-12-10T16:00:00Z') });
    expect(due()).toBe('2027-01-12T08:00:00.000Z');
    await world.at('2026-12-10T16:00:05Z');
    expect(running()).toMatchObject({ status: 'closed' });
    await world.at('2026-12-10T20:00:00Z');
    expect(world.told.happened).toEqual(['begin 5', 'quiet', 'end']);
    await world.at('2026-12-11T08:00:05Z');
    expect(last()).toMatchObject({ status: 'published' });
    await world.at('2026-12-14T08:00:05Z');
    await world.at('2026-12-14T09:00:05Z');
    expect(world.told.happened).toEqual(['begin 5', 'quiet', 'end', 'publish 5', 'follow up']);
  });

  test('that Baton slept through begins late, in working time, and not twice', async () => {
    await world.at('2026-12-12T12:00:00Z');
    expect(running()).toBeUndefined();
    await world.at('2026-12-14T08:30:00Z');
    expect(running()?.openedAt).toEqual(new Date('2026-12-14T08:30:00Z'));
    expect(due()).toBe('2027-01-12T08:00:00.000Z');
  });

  test('waits when the ritual says so, and may be skipped by it', async () => {
    world.told.instead = { waitUntil: new Date('2026-12-20T12:00:00Z'), reason: 'Someone asked them already.' };
    await world.at(MORNING);
    expect(running()).toBeUndefined();
    expect(plannedCycle(world.db, 'named')).toMatchObject({ reason: 'Someone asked them already.' });
    world.told.instead = { skip: 'Too few people.' };
    await world.at('2026-12-21T08:00:05Z');
    expect(last()).toMatchObject({ status: 'skipped', reason: 'Too few people.', endedBy: null });
    expect(due()).toBe('2027-01-12T08:00:00.000Z');
  });

  test('that closed late is published, also when the next one is due meanwhile', async () => {
    await world.at(MORNING);
    await world.write((tx) => moveCycle(tx, first(), { day: '2026-12-14', by: 'UMAX' }, world.now()));
    await world.at('2026-12-14T08:00:10Z');
    await world.at('2026-12-14T08:01:10Z');
    expect(running()).toMatchObject({ status: 'closed' });
    await world.at('2026-12-15T08:00:10Z');
    expect(world.told.happened).toContain('publish 5');
    await world.at('2026-12-15T08:01:10Z');
    expect(running()).toMatchObject({ status: 'open', dueAt: new Date('2026-12-14T08:00:00Z') });
  });

  test('that waits for people is published when they say so, and ends when the next one begins', async () => {
    world = await newWorld(START, (told) => [namedRitual(told, { publishes: 'when told' })]);
    await world.at(START);
    await world.at(MORNING);
    await world.at('2026-12-10T16:00:05Z');
    await world.at('2026-12-20T12:00:00Z');
    const cycleId = running()?.id ?? 0;
    await world.write((tx) => publishCycle(tx, first(), { cycleId, keys: world.keys }, world.now()));
    await world.write((tx) => publishCycle(tx, first(), { cycleId, keys: world.keys }, world.now()));
    expect(world.told.happened).toEqual(['begin 5', 'end', 'publish 5']);
    await world.at('2027-01-12T08:00:05Z');
    await world.at('2027-01-14T16:00:05Z');
    const unpublished = running()?.id;
    await world.at('2027-02-09T08:00:05Z');
    expect(running()?.id).not.toBe(unpublished);
    expect(world.told.happened.filter((one) => one.startsWith('publish'))).toHaveLength(1);
  });

  test('takes the people of its beginning: not those who join later, are guests, or are away until its end', async () => {
    world.people.C1.push('UGUEST');
    await world.write((tx) => goAway(tx, 'USUE', { until: new Date('2026-12-11T08:00:00Z') }, world.now()));
    await world.at(MORNING);
    world.people.C2.push('UNEW');
    await world.at('2026-12-09T08:00:00Z');
    const asked = participantsOf(world.db, running()?.id ?? 0);
    expect(asked.map(({ userId, side }) => `${userId} ${side}`)).toEqual([
      ...['UMAX sales', 'UMEG marketing', 'UMIA marketing', 'USAM sales'],
    ]);
    const open = (userId: string) => () => requireOpenCycle(world.db, running()?.id ?? 0, userId, world.now());
    expect(open('USAM')().status).toBe('open');
    expect(open('UNEW')).toThrow('You were not asked');
    await world.at('2026-12-10T16:00:05Z');
    expect(open('USAM')).toThrow('takes no more answers');
  });

  test('without anyone to ask is skipped', async () => {
    for (const userId of [...world.people.C1, ...world.people.C2])
      await world.write((tx) => goAway(tx, userId, { until: null }, world.now()));
    await world.at(MORNING);
    expect(last()).toMatchObject({ status: 'skipped', reason: 'There was no one to ask.' });
  });
});

describe('messages', () => {
  beforeEach(async () => {
    const other = { key: 'other', name: 'Other ritual' };
    world = await newWorld(START, (told) => [namedRitual(told), namedRitual(told, other)]);
    await world.at(START);
  });

  test('managers hear three working days before, once, and the message follows', async () => {
    await world.at('2026-12-02T08:00:10Z');
    expect(world.post()).toEqual([]);
    await world.at('2026-12-03T08:00:10Z');
    const ahead = 'Soon: Named ritual and Other ritual';
    expect(world.post().sort()).toEqual([`UMAX: ${ahead}`, `UMEG: ${ahead}`]);
    await world.write((tx) => moveCycle(tx, first(), { day: '2026-12-14', by: 'UMAX' }, world.now()));
    const edits = world.db.select().from(outbox).where(eq(outbox.kind, 'live_edit')).all();
    expect(edits).toHaveLength(2);
    await world.at('2026-12-09T08:00:10Z');
    expect(world.post().filter((line) => line.includes('Soon'))).toEqual([]);
  });

  test('two rituals that begin on one day are one message to a person, and one reminder', async () => {
    await world.at(MORNING);
    expect(world.post()).toEqual(
      ['UMAX', 'UMEG', 'UMIA', 'USAM', 'USUE'].map((id) => `${id}: For you: Named ritual and Other ritual`),
    );
    world.told.answered = new Set(['USAM', 'UMAX']);
    await world.at('2026-12-10T08:00:05Z');
    expect(world.post()).toEqual(
      ['UMEG', 'UMIA', 'USUE'].map((id) => `${id}: Closes today: Named ritual and Other ritual`),
    );
    await world.at('2026-12-10T09:00:05Z');
    expect(world.post()).toEqual([]);
  });

  test('the message changes after an answer by name, and when the cycle closes', async () => {
    await world.at(MORNING);
    world.post();
    const { id = 0 } = running() ?? {};
    const changed = () => {
      const rows = world.db.select().from(outbox).where(eq(outbox.kind, 'live_edit')).all();
      world.db.delete(outbox).where(eq(outbox.kind, 'live_edit')).run();
      return rows.length;
    };
    world.told.answered.add('USAM');
    await world.write((tx) => refreshInvitation(tx, id, 'USAM', world.now()));
    expect(changed()).toBe(1);
    await world.at('2026-12-10T16:00:05Z');
    // Both rituals are in the five messages.
    expect(changed()).toBe(5);
  });

  test('one that is started later on the day is in a message of the next morning', async () => {
    await world.write((tx) => startNow(tx, first(), { by: 'UMAX' }, world.now()));
    await world.at('2026-11-30T10:01:00Z');
    expect(world.post()).toHaveLength(5);
    await world.write((tx) => startNow(tx, world.rituals[1] ?? first(), { by: 'UMAX' }, world.now()));
    await world.at('2026-11-30T10:02:00Z');
    expect(world.post()).toEqual([]);
    await world.at('2026-12-01T08:06:00Z');
    expect(world.post()[0]).toBe('UMAX: For you: Other ritual');
  });

  test('a person who is away hears of it when they return, and one who left does not', async () => {
    await world.write((tx) => {
      goAway(tx, 'USUE', { until: new Date('2026-12-09T08:00:00Z') }, world.now());
    });
    await world.at(MORNING);
    const person = { id: 'UMIA', standing: 'deactivated', isAdmin: false };
    await world.write((tx) => noteStandings(tx, [person as never]));
    expect(world.post().map((line) => line.split(':')[0])).toEqual(['UMAX', 'UMEG', 'USAM']);
    await world.at('2026-12-09T08:00:05Z');
    expect(world.post()).toEqual(['USUE: For you: Named ritual and Other ritual']);
    await world.write((tx) => goAway(tx, 'USUE', { until: null }, world.now()));
    await world.at('2026-12-10T08:00:05Z');
    expect(world.post().map((line) => line.split(':')[0])).toEqual(['UMAX', 'UMEG', 'USAM']);
  });
});

describe('managers', () => {
  const by = 'UMAX';
  const audited = () =>
    world.db
      .select()
      .from(auditLog)
      .all()
      .filter(({ kind }) => kind === 'ritual.changed')
      .map(({ actor, subject, details }) => [actor, subject, details]);

  test('move the next one, and it is on record', async () => {
    const move = (day: string) => world.write((tx) => moveCycle(tx, first(), { day, by }, world.now()));
    await expect(move('2026-12-12')).rejects.toThrow('does not work on this day');
    await expect(move('2026-11-30')).rejects.toThrow('after today');
    await expect(move('2028-12-12')).rejects.toThrow('within the next year');
    await move('2027-01-04');
    await world.at(MORNING);
    expect(running()).toBeUndefined();
    await world.at('2027-01-04T08:00:05Z');
    expect(running()?.movedBy).toBe(by);
    // Not again after a week.
    expect(due()).toBe('2027-02-09T08:00:00.000Z');
    const details = { act: 'moved', from: '2026-12-08', to: '2027-01-04' };
    expect(audited()).toEqual([[by, 'ritual:named', details]]);
  });

  test('skip one before it begins, or while it runs: then its answers are dropped', async () => {
    const skip = (cycleId: number) =>
      world.write((tx) => skipCycle(tx, first(), { cycleId, by, reason: 'Trade fair', keys: world.keys }, world.now()));
    await skip(plannedCycle(world.db, 'named')?.id ?? 0);
    expect(due()).toBe('2027-01-12T08:00:00.000Z');
    await world.at(MORNING);
    expect(world.told.happened).toEqual(['quiet']);
    await world.at('2027-01-12T08:00:05Z');
    const { id = 0 } = running() ?? {};
    await skip(id);
    await skip(id);
    expect(world.told.happened.slice(-2)).toEqual(['quiet', 'drop']);
    expect(world.post()).toEqual([]);
    expect(audited().map(([, , details]) => (details as { was: string }).was)).toEqual(['planned', 'open']);
  });

  test('stop and resume; nothing begins meanwhile', async () => {
    await world.write((tx) => stopRitual(tx, first(), by, world.now()));
    expect(due()).toBeUndefined();
    await world.at(MORNING);
    expect(running()).toBeUndefined();
    await expect(world.write((tx) => startNow(tx, first(), { by }, world.now()))).rejects.toThrow('is stopped');
    await world.write((tx) => resumeRitual(tx, first(), by, world.now()));
    expect(due()).toBe('2027-01-12T08:00:00.000Z');
  });

  test('start one at once; outside working time it begins in the morning, and the usual one after it is left out', async () => {
    await world.at('2026-12-05T12:00:00Z');
    await world.write((tx) => startNow(tx, first(), { by }, world.now()));
    await world.at('2026-12-05T12:00:10Z');
    expect(running()).toBeUndefined();
    await world.at('2026-12-07T08:00:10Z');
    expect(running()?.status).toBe('open');
    await expect(world.write((tx) => startNow(tx, first(), { by }, world.now()))).rejects.toThrow('under way');
    expect(due()).toBe('2027-01-12T08:00:00.000Z');
  });

  test('choose the rhythm in the settings', async () => {
    const set = (value: 'quarterly' | 'off') =>
      world.write((tx) => changeSetting(tx, { setting: first().rhythm, value, by }, world.now()));
    await set('quarterly');
    await world.at('2026-11-30T10:01:00Z');
    expect(due()).toBe('2027-01-12T08:00:00.000Z');
    await set('off');
    await world.at('2026-11-30T10:02:00Z');
    expect(due()).toBeUndefined();
  });
});
