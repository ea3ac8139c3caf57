/** Seats under any order of claims, and what the clock and the retention do. */
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { ERASED } from '../../src/leads/erase.ts';
import { UserError } from '../../src/platform/errors.ts';
import { savePosted } from '../../src/platform/outbox/posted-messages.ts';
import { outbox } from '../../src/platform/outbox/table.ts';
import { DAY_MS } from '../../src/platform/time/units.ts';
import { claimSeat, leaveSeat } from '../../src/ride-alongs/claim.ts';
import { endRideAlongs, remindOfRideAlongs } from '../../src/ride-alongs/clock.ts';
import { eraseOld } from '../../src/ride-alongs/erase.ts';
import { callOffRide, changeRide, type Meeting, offerRide } from '../../src/ride-alongs/offer.ts';
import { rideKey } from '../../src/ride-alongs/posted.ts';
import { debriefsOf, openOffers, requireRide, ridersOf } from '../../src/ride-alongs/queries.ts';
import { reminderFor } from '../../src/ride-alongs/reminder.ts';
import { rideAlongDebriefs } from '../../src/ride-alongs/table.ts';
import { newWorld, type World } from '../reviews/world.ts';

// A Thursday, 10:00 in Berlin.
const START = new Date('2026-11-19T09:00:00Z');
const meeting: Meeting = {
  ...{ kind: 'call', title: 'First call', leadId: null, minutes: 30, seats: 2, place: null, words: null },
  startsAt: new Date('2026-11-20T13:00:00Z'),
};

let world: World;
beforeEach(async () => {
  world = await newWorld(START);
});

const offer = (more: Partial<Meeting> = {}) =>
  world.write((tx) =>
    offerRide(tx, { meeting: { ...meeting, ...more }, hostId: 'UHOST', teamId: 1, side: 'marketing' }, START),
  );
const marketer = (id: string) => ({ id, sides: ['marketing' as const] });
const claim = (rideId: number, id: string, now = START) =>
  world.write((tx) => claimSeat(tx, { rideId, rider: marketer(id) }, now));
const leave = (rideId: number, id: string) => world.write((tx) => leaveSeat(tx, { rideId, userId: id, by: id }, START));
const riders = (rideId: number) => ridersOf(world.db, rideId).map(({ userId }) => userId);
const waiting = (kind: string) =>
  world.db
    .select()
    .from(outbox)
    .all()
    .filter((row) => row.kind === kind);

describe('seats', () => {
  test('of two people who claim the last one at once, one has it and the other is told who', async () => {
    const { id } = await offer({ seats: 1 });
    const results = await Promise.allSettled([claim(id, 'UA'), claim(id, 'UB')]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    expect(results[1]).toMatchObject({ reason: new UserError('The seat is taken: <@UA> rides along.') });
    expect(riders(id)).toEqual(['UA']);
  });

  test('a second press of the same person changes nothing', async () => {
    const { id } = await offer();
    await claim(id, 'UA');
    await claim(id, 'UA');
    expect(riders(id)).toEqual(['UA']);
    expect(waiting('ride_along_file').filter(({ orderingKey }) => orderingKey === 'UA')).toHaveLength(1);
  });

  test.each([
    ['the host', { id: 'UHOST', sides: ['marketing' as const] }, 'This is your own meeting'],
    ['a seller', { id: 'US', sides: ['sales' as const] }, 'These seats are for marketing'],
    ['a person in no team', { id: 'UX', sides: [] }, 'These seats are for marketing'],
  ])('are refused to %s', async (_, rider, sentence) => {
    const { id } = await offer();
    await expect(world.write((tx) => claimSeat(tx, { rideId: id, rider }, START))).rejects.toThrow(sentence);
  });

  test('are not for a meeting that has begun or was called off', async () => {
    const { id } = await offer();
    await expect(claim(id, 'UA', meeting.startsAt)).rejects.toThrow('has begun');
    await world.write((tx) => callOffRide(tx, { rideId: id, by: 'UHOST', reason: null }, START));
    await expect(claim(id, 'UA')).rejects.toThrow('called off by <@UHOST>');
  });

  test('are never more than offered, and riders who stay keep their order, in any order of acts', async () => {
    const person = fc.constantFrom('UA', 'UB', 'UC', 'UD');
    const act = fc.record({ does: fc.constantFrom('claim', 'leave'), person });
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 3 }), fc.array(act, { maxLength: 12 }), async (seats, acts) => {
        const { id } = await offer({ seats });
        let model: string[] = [];
        for (const { does, person: who } of acts) {
          const isIn = model.includes(who);
          const isRefused = does === 'claim' ? !isIn && model.length === seats : !isIn;
          const result = await (does === 'claim' ? claim(id, who) : leave(id, who)).then(
            () => 'done',
            () => 'refused',
          );
          expect(result).toBe(isRefused ? 'refused' : 'done');
          if (isRefused) continue;
          if (does === 'leave') model = model.filter((one) => one !== who);
          else if (!isIn) model = [...model, who];
          expect(riders(id)).toHaveLength(model.length);
          expect(new Set(riders(id))).toEqual(new Set(model));
        }
      }),
      { numRuns: 20 },
    );
  });
});

describe('the reminder', () => {
  test.each([
    ['in the afternoon', '2026-11-24T13:00:00Z', '2026-11-24T08:00:00.000Z'],
    ['as work begins', '2026-11-24T08:30:00Z', '2026-11-23T08:00:00.000Z'],
    ['on a Monday before work', '2026-11-23T06:00:00Z', '2026-11-20T08:00:00.000Z'],
    ['on a Sunday', '2026-11-22T13:00:00Z', '2026-11-20T08:00:00.000Z'],
    ['today', '2026-11-19T13:00:00Z', undefined],
  ])('of a meeting %s', async (_, startsAt, remindAt) => {
    const ride = await offer({ startsAt: new Date(startsAt) });
    expect(reminderFor(world.db, 'UHOST', ride, START)?.toISOString()).toBe(remindAt);
  });

  test('is sent once to those who stay, and again only for another time', async () => {
    const { id } = await offer();
    await claim(id, 'UA');
    await claim(id, 'UB');
    await leave(id, 'UB');
    const remind = (at: string) => world.write((tx) => remindOfRideAlongs(tx, new Date(at)));
    await remind('2026-11-20T08:00:00Z');
    await remind('2026-11-20T08:01:00Z');
    expect(waiting('ride_along_reminder').map(({ orderingKey }) => orderingKey)).toEqual(['UHOST', 'UA']);
    const moved = { ...meeting, startsAt: new Date('2026-11-24T13:00:00Z') };
    await world.write((tx) => changeRide(tx, { rideId: id, meeting: moved, by: 'UHOST' }, START));
    await remind('2026-11-24T08:00:00Z');
    expect(waiting('ride_along_reminder')).toHaveLength(4);
  });
});

test('reactions that came while Baton was away are read on open offers that stand in Slack', async () => {
  const [open, off, unposted] = [await offer(), await offer(), await offer()];
  await world.write((tx) => {
    for (const { id } of [open, off]) savePosted(tx, rideKey(id), { channel: 'C9', ts: `${id}.1` });
    callOffRide(tx, { rideId: off.id, by: 'UHOST', reason: null }, START);
  });
  expect(unposted.id).toBe(3);
  expect(openOffers(world.db, 10)).toEqual([{ subjectId: open.id, channel: 'C9', ts: '1.1' }]);
});

test('a meeting is over once its time is, and its texts go with those of closed leads', async () => {
  const { id, endsAt } = await offer({ words: 'Ask for Ana', place: 'Ana’s office' });
  await world.write((tx) => endRideAlongs(tx, new Date(endsAt.getTime() - 1)));
  expect(requireRide(world.db, id).status).toBe('open');
  await world.write((tx) => endRideAlongs(tx, endsAt));
  expect(requireRide(world.db, id).status).toBe('over');
  await debriefed(id);
  await world.write((tx) => eraseOld(tx, endsAt, endsAt));
  expect(requireRide(world.db, id).title).toBe(meeting.title);
  await world.write((tx) => eraseOld(tx, new Date(endsAt.getTime() + DAY_MS), endsAt));
  expect(requireRide(world.db, id)).toMatchObject({ title: ERASED, place: null, words: null, reason: null });
  expect(debriefsOf(world.db, id)).toMatchObject([{ asked: ERASED, missing: null, surprised: null }]);
});

const debriefed = (rideId: number) =>
  world.write((tx) => {
    const answers = { asked: 'Ana asks', missing: 'For Ana', surprised: 'Ana' };
    tx.insert(rideAlongDebriefs)
      .values({ rideId, userId: 'UA', ...answers, at: START })
      .run();
  });
