/** Meetings from the offer to the end: who hears what, and what calendars get. */
import { beforeEach, describe, expect, test } from 'vitest';
import { homeChanges } from '../../src/platform/changes/table.ts';
import { eq } from '../../src/platform/db/drizzle.ts';
import { savePosted } from '../../src/platform/outbox/posted-messages.ts';
import { changeSetting } from '../../src/platform/settings/change.ts';
import type { Directory } from '../../src/platform/slack/directory.ts';
import { preferencesOf } from '../../src/preferences/queries.ts';
import { savePreferences } from '../../src/preferences/save.ts';
import { releaseSeatsOfLeavers, remindOfRideAlongs } from '../../src/ride-alongs/clock.ts';
import { callOffRide, changeRide, type Meeting, requireOpenRide, seatsFault } from '../../src/ride-alongs/offer.ts';
import { placeOfOffers } from '../../src/ride-alongs/place.ts';
import { rideKey } from '../../src/ride-alongs/posted.ts';
import { peopleOfRide, requireRide, ridersOf } from '../../src/ride-alongs/queries.ts';
import { meaningOf } from '../../src/ride-alongs/reactions.ts';
import { reminderFor } from '../../src/ride-alongs/reminder.ts';
import { hostTeamOf, riderOf } from '../../src/ride-alongs/sides.ts';
import { rideAlongPeople } from '../../src/ride-alongs/table.ts';
import { minutesOf, timeFault, usualTime } from '../../src/ride-alongs/times.ts';
import { saveMembers } from '../../src/teams/members.ts';
import { requireTeam } from '../../src/teams/queries.ts';
import { retireTeam } from '../../src/teams/retire.ts';
import { saveTeam } from '../../src/teams/save.ts';
import { sharedChannel } from '../../src/teams/settings.ts';
import { noteStandings } from '../../src/teams/standing.ts';
import { SALES } from '../leads/world.ts';
import { AFTER, meeting, newWorld, START, type World } from './world.ts';

let world: World;
beforeEach(async () => {
  world = await newWorld();
});

const change = (rideId: number, more: Partial<Meeting>, by = 'UHOST') =>
  world.write((tx) => changeRide(tx, { rideId, meeting: { ...meeting, ...more }, by }, START));
const callOff = (rideId: number, by: string | null = 'UHOST') =>
  world.write((tx) => callOffRide(tx, { rideId, by, reason: 'Ill' }, START));
const gone = (...ids: string[]) =>
  world.write((tx) => noteStandings(tx, ids.map((id) => ({ id, standing: 'deactivated', isAdmin: false })) as never));
const reminders = (rideId: number) =>
  peopleOfRide(world.db, rideId).map(({ userId, remindAt }) => `${userId} ${remindAt?.toISOString().slice(0, 16)}`);
const MORNING = '2026-11-24T08:00';

describe('an offer', () => {
  test('is posted, and its host has the meeting on their home and is reminded of it', async () => {
    const ride = await world.offer();
    expect(ride).toMatchObject({
      status: 'open',
      channelId: 'C9',
      endsAt: AFTER,
      sequence: 0,
      hostId: 'UHOST',
      side: 'marketing',
    });
    expect([world.post(), reminders(ride.id)]).toEqual([['ride C9'], [`UHOST ${MORNING}`]]);
    expect(peopleOfRide(world.db, ride.id)).toMatchObject([{ role: 'host', hasFile: false }]);
    expect(world.db.select().from(homeChanges).all().at(-1)).toMatchObject({ people: 'UHOST' });
    expect(minutesOf(ride)).toBe(30);
  });

  test('stays in the channel in which it was posted', async () => {
    const { id } = await world.offer();
    world.post();
    await world.write((tx) => savePosted(tx, rideKey(id), { channel: 'C8', ts: '1' }));
    await world.claim(id, 'UA');
    expect(world.post()).toContain('ride C8');
  });

  test('is made in the channel of both teams, else in that of the oldest team which may ride along', async () => {
    expect(placeOfOffers(world.db, 'marketing')).toBe('C9');
    await world.write((tx) => changeSetting(tx, { setting: sharedChannel, value: null, by: 'ADA' }, START));
    await world.write((tx) =>
      saveTeam(tx, { ...SALES, kind: 'marketing', name: 'A', channelId: 'C3' }, { id: null, by: 'x' }, START),
    );
    expect([placeOfOffers(world.db, 'marketing'), placeOfOffers(world.db, 'sales')]).toEqual(['C2', 'C1']);
    await world.write((tx) => retireTeam(tx, requireTeam(tx, 3), 'ADA', START));
    await world.write((tx) => retireTeam(tx, requireTeam(tx, 2), 'ADA', START));
    expect(() => placeOfOffers(world.db, 'marketing')).toThrow('There is no marketing team yet that could ride along.');
  });
});

describe('a seat', () => {
  test('is claimed with a calendar file for the rider, and one for the host the first time', async () => {
    const { id } = await world.offer();
    world.post();
    await world.claim(id, 'UA');
    expect(world.post()).toEqual(['ride C9', 'ride_file UA at once', 'ride_file UHOST']);
    expect(reminders(id)).toEqual([`UHOST ${MORNING}`, `UA ${MORNING}`]);
    world.db.update(rideAlongPeople).set({ hasFile: true }).where(eq(rideAlongPeople.role, 'host')).run();
    await world.claim(id, 'UB', 'UHOST');
    expect(world.post()).toEqual(['ride C9', 'ride_file UB', 'ride_riders UHOST']);
    await expect(world.claim(id, 'UC')).rejects.toThrow('All seats are taken: <@UA> and <@UB> ride along.');
    expect([
      seatsFault(world.db as never, requireRide(world.db, id), 1),
      seatsFault(world.db as never, requireRide(world.db, id), 2),
    ]).toEqual(['2 people ride along already.', undefined]);
  });

  test('is given back with a cancellation, and claimed again with a newer entry', async () => {
    const { id } = await world.offer();
    await world.claim(id, 'UA');
    world.post();
    await world.leave(id, 'UA');
    expect(world.post()).toEqual(['ride C9', 'ride_cancel UA at once', 'ride_riders UHOST']);
    expect([requireRide(world.db, id).sequence, reminders(id)[1], ridersOf(world.db, id)]).toEqual([
      1,
      'UA undefined',
      [],
    ]);
    for (const who of ['UA', 'UB', 'UHOST'])
      await expect(world.leave(id, who)).rejects.toThrow('You have no seat in this meeting.');
    await world.claim(id, 'UA');
    expect([requireRide(world.db, id).sequence, reminders(id)[1]]).toEqual([2, `UA ${MORNING}`]);
    expect(ridersOf(world.db, id)).toMatchObject([{ userId: 'UA', leftAt: null, since: START }]);
  });
});

describe('a change', () => {
  test.each<[string, Partial<Meeting>]>([
    ['the title', { title: 'Second call' }],
    ['the kind', { kind: 'demo' }],
    ['the length', { minutes: 60 }],
    ['the place', { place: 'Room 1' }],
    ['the words', { words: 'Bring the deck' }],
  ])('of %s reaches the calendars of those who ride along', async (_, more) => {
    const { id } = await world.offer();
    await world.claim(id, 'UA');
    await world.claim(id, 'UB');
    await world.leave(id, 'UB');
    world.post();
    const before = requireRide(world.db, id).sequence;
    await change(id, more, 'UA');
    expect(world.post()).toEqual(['ride C9', 'ride_file UA at once']);
    expect([requireRide(world.db, id).sequence - before, reminders(id)[0]]).toEqual([1, `UHOST ${MORNING}`]);
  });

  test('of the seats alone reaches the offer and no calendar', async () => {
    const { id } = await world.offer();
    await world.claim(id, 'UA');
    world.post();
    await change(id, { seats: 3 });
    expect([world.post(), requireRide(world.db, id)]).toMatchObject([['ride C9'], { seats: 3, sequence: 0 }]);
  });

  test('of the time moves the reminders of those who stay, and reaches the host who has a file', async () => {
    const { id } = await world.offer();
    await world.claim(id, 'UA');
    await world.claim(id, 'UB');
    await world.leave(id, 'UB');
    world.db.update(rideAlongPeople).set({ hasFile: true }).run();
    world.post();
    await change(id, { startsAt: new Date('2026-11-25T13:00:00Z') });
    expect(reminders(id)).toEqual(['UHOST 2026-11-25T08:00', 'UA 2026-11-25T08:00', 'UB undefined']);
    expect(world.post()).toContain('ride_file UHOST at once');
  });

  test('is refused once the meeting has begun or was called off, which happens once', async () => {
    const { id } = await world.offer();
    expect(requireOpenRide(world.db, id, new Date(meeting.startsAt.getTime() - 1)).id).toBe(id);
    expect(() => requireOpenRide(world.db, id, meeting.startsAt)).toThrow('This meeting has begun already.');
    await world.claim(id, 'UA');
    world.post();
    await callOff(id);
    expect(world.post()).toEqual(['ride C9', 'ride_cancel UA', 'ride_cancel UHOST at once']);
    expect(requireRide(world.db, id)).toMatchObject({
      status: 'called_off',
      calledOffBy: 'UHOST',
      reason: 'Ill',
      sequence: 1,
    });
    expect(reminders(id)).toEqual(['UHOST undefined', 'UA undefined']);
    await expect(callOff(id)).rejects.toThrow('This was called off by <@UHOST>.');
    const other = await world.offer();
    await callOff(other.id, null);
    await expect(change(other.id, {})).rejects.toThrow('This was called off.');
  });
});

describe('the clock', () => {
  test('reminds people unless they want no reminders', async () => {
    const { id } = await world.offer();
    await world.claim(id, 'UA');
    await world.write((tx) => savePreferences(tx, 'UA', { ...preferencesOf(tx, 'UA'), reminders: 'off' }, START));
    world.post();
    await world.write((tx) => remindOfRideAlongs(tx, new Date('2026-11-24T08:00:00Z')));
    expect([world.post(), reminders(id)]).toEqual([['ride_reminder UHOST'], ['UHOST undefined', 'UA undefined']]);
  });

  test('reminds a person as their own team begins to work, and an hour before at the latest', async () => {
    const late = await world.write((tx) => {
      const form = { ...SALES, name: 'Late', channelId: 'C3', zone: 'Europe/Berlin', worksFrom: '11:00' };
      const team = saveTeam(tx, form, { id: null, by: 'x' }, START);
      saveMembers(tx, team, { userIds: new Set(['UA']), error: null }, START);
      return team;
    });
    expect(late.id).toBe(3);
    const { id } = await world.offer();
    for (const userId of ['UA', 'UB']) await world.claim(id, userId);
    expect(reminders(id)).toEqual([`UHOST ${MORNING}`, 'UA 2026-11-24T10:00', `UB ${MORNING}`]);
    const at = async (startsAt: string) => {
      await change(id, { startsAt: new Date(startsAt) });
      return reminders(id)[0];
    };
    expect([await at('2026-11-24T09:00:00Z'), await at('2026-11-24T08:59:59Z')]).toEqual([
      `UHOST ${MORNING}`,
      'UHOST 2026-11-23T08:00',
    ]);
    // A person who offers it at that moment knows of it.
    const [ride] = [requireRide(world.db, id)];
    const now = new Date('2026-11-23T08:00:00Z');
    expect([
      reminderFor(world.db, 'UHOST', ride, now),
      reminderFor(world.db, 'UHOST', ride, new Date(now.getTime() - 1)),
    ]).toEqual([null, now]);
  });

  test('asks riders once the meeting is over, and shows it', async () => {
    const { id } = await world.offer();
    await world.claim(id, 'UA');
    await world.claim(id, 'UB');
    await world.leave(id, 'UB');
    world.post();
    await world.end();
    expect(world.post()).toEqual(['ride C9', 'ride_debrief UA']);
    await world.end();
    expect(world.post()).toEqual([]);
  });

  test('calls off the meetings of a host who left, and frees the seat of a rider who left', async () => {
    const [first, second] = [await world.offer(), await world.offer()];
    for (const { id } of [first, second]) await world.claim(id, 'UA');
    const release = (now = START) => world.write((tx) => releaseSeatsOfLeavers(tx, now));
    await release();
    await gone('UA');
    await release(meeting.startsAt);
    expect(ridersOf(world.db, first.id)).toHaveLength(1);
    world.post();
    await release();
    expect([ridersOf(world.db, first.id), requireRide(world.db, first.id).status]).toEqual([[], 'open']);
    expect(world.post()).toContain('ride_cancel UA');
    await world.claim(second.id, 'UB');
    await gone('UHOST', 'UB');
    await release();
    expect([first, second].map(({ id }) => requireRide(world.db, id))).toMatchObject([
      { status: 'called_off', calledOffBy: null },
      { status: 'called_off', calledOffBy: null },
    ]);
  });
});

test('a time is in the next year, and usually on the next working morning', () => {
  const at = (ms: number) => timeFault(new Date(START.getTime() + ms), START);
  const year = 366 * 86_400_000;
  expect([at(0), at(1), at(year), at(year + 1)]).toEqual([
    'This time is over. Choose a later one.',
    undefined,
    undefined,
    'Choose a time within a year.',
  ]);
  expect(usualTime(requireTeam(world.db, 1), START)).toEqual(new Date('2026-11-20T09:00:00Z'));
});

test('a raised hand claims a seat, and the sides of a person are those of their teams', async () => {
  expect(['raised_hand', 'tada'].map((emoji) => meaningOf(world.db, emoji))).toEqual(['claim', undefined]);
  const members: Record<string, string[]> = { C1: ['US', 'UBOTH'], C2: ['UM', 'UBOTH'] };
  const directory = {
    members: async ({ channelId }: { channelId: string }) => new Set(members[channelId]),
  } as unknown as Directory;
  const deps = { db: world.db, directory };
  expect(await riderOf(deps, 'UBOTH')).toEqual({ id: 'UBOTH', sides: ['marketing', 'sales'] });
  const team = async (id: string, side: 'sales' | 'marketing') => (await hostTeamOf(deps, id, side))?.kind;
  expect([await team('US', 'marketing'), await team('US', 'sales'), await team('UM', 'sales')]).toEqual([
    'sales',
    undefined,
    'marketing',
  ]);
});
