/** Debriefs of riders after a meeting, with the request, note or point that each becomes. */
import { beforeEach, describe, expect, test } from 'vitest';
import { agendaPoints } from '../../src/agenda/table.ts';
import { handOff } from '../../src/leads/acts/handoff.ts';
import { ERASED } from '../../src/leads/erase.ts';
import { winMarks } from '../../src/leads/table.ts';
import { unmetSearches } from '../../src/library/empty-searches.ts';
import { savePosted } from '../../src/platform/outbox/posted-messages.ts';
import { changeSetting } from '../../src/platform/settings/change.ts';
import { preferencesOf } from '../../src/preferences/queries.ts';
import { savePreferences } from '../../src/preferences/save.ts';
import {
  type Answers,
  debriefBecame,
  debriefToReview,
  noteMissing,
  saveDebrief,
  saveMissed,
} from '../../src/ride-alongs/debrief.ts';
import { eraseOld } from '../../src/ride-alongs/erase.ts';
import { ridesOfLead } from '../../src/ride-alongs/of-lead.ts';
import { declinePair, pickForPair, remindOfPairs, requirePairOf } from '../../src/ride-alongs/pairs.ts';
import { answersKey, debriefKey, rideKey } from '../../src/ride-alongs/posted.ts';
import { debriefById, debriefOf, requireRide } from '../../src/ride-alongs/queries.ts';
import { redrawRidesOfLead } from '../../src/ride-alongs/redraw.ts';
import { showRide } from '../../src/ride-alongs/shown.ts';
import { rideAlongPairs } from '../../src/ride-alongs/table.ts';
import { ritualCycles } from '../../src/rituals/table.ts';
import { sharedChannel } from '../../src/teams/settings.ts';
import { AFTER, newWorld, START, type World } from './world.ts';

let world: World;
let rideId: number;
let leadId: number;
beforeEach(async () => {
  world = await newWorld();
  leadId = await world.write((tx) => {
    const person = { name: 'Jane Doe', company: 'Acme', email: null, phone: null, role: null, source: null };
    const form = { ...person, stage: null, temperature: 'warm' as const, need: 'A demo' };
    const where = { teamId: 1, assigneeId: null, marketerId: 'UMIA', messageLink: null, earlierLeadId: null };
    return handOff(tx, { form, ...where }, START).id;
  });
  rideId = (await world.offer({ leadId, place: 'Room 1', words: 'Ask for Jane' })).id;
  for (const id of ['UA', 'UB']) await world.claim(rideId, id);
});

const answers: Answers = { asked: 'The price', missing: 'A price list', surprised: null };
const say = (userId = 'UA', more: Partial<Answers> = {}) =>
  world.write((tx) => {
    saveDebrief(tx, { rideId, userId, ...answers, ...more }, AFTER);
    return debriefOf(tx, rideId, userId)?.id ?? 0;
  });
const miss = (userId = 'UA', isMissed = true) =>
  world.write((tx) => saveMissed(tx, { rideId, userId, isMissed }, AFTER));
const rides = (until = AFTER) =>
  ridesOfLead(world.db, leadId, until).map(({ userId, rides: count }) => `${userId} ${count}`);
const marked = () => {
  const rows = world.db.select().from(winMarks).all();
  world.db.delete(winMarks).run();
  return rows.map((row) => row.leadId);
};
const posted = (id: number, channel = 'C9') =>
  world.write((tx) => savePosted(tx, answersKey(id, channel), { channel, ts: `${id}` }));

describe('a debrief', () => {
  test('is written by riders, after the meeting', async () => {
    await expect(say()).rejects.toThrow('This meeting is not over.');
    await world.leave(rideId, 'UB');
    await world.end();
    for (const id of ['UB', 'UHOST', 'UX'])
      await expect(say(id)).rejects.toThrow('Only people who rode along write a debrief.');
    await expect(miss('UHOST')).rejects.toThrow('Only people who rode along write a debrief.');
  });

  test('is read by both teams, also when it changes', async () => {
    await world.end();
    world.post();
    const id = await say();
    const messages = ['ride C9', 'ride_answers C9', 'ride_debrief UA'];
    expect([world.post(), debriefById(world.db, id)]).toMatchObject([messages, { ...answers, at: AFTER }]);
    await say('UA', { surprised: 'They know us' });
    expect([world.post(), debriefById(world.db, id)]).toMatchObject([messages, { surprised: 'They know us' }]);
    expect(showRide(world.db, requireRide(world.db, rideId))).toMatchObject({
      riders: ['UA', 'UB'],
      debriefs: 1,
      lead: { id: leadId },
    });
  });

  test('is also posted in the channel of the host’s team where that is not the one of both teams', async () => {
    await world.write((tx) => changeSetting(tx, { setting: sharedChannel, value: null, by: 'ADA' }, START));
    await world.end();
    world.post();
    await say();
    expect(world.post()).toEqual(['ride C9', 'ride_answers C1', 'ride_answers C9', 'ride_debrief UA']);
  });

  test('says that a person came after all; without one they may say that they did not', async () => {
    await world.end();
    expect(marked()).toContain(leadId);
    world.post();
    await miss();
    expect([rides(), marked(), world.post()]).toEqual([['UB 1'], [leadId], ['ride C9', 'ride_debrief UA']]);
    expect(showRide(world.db, requireRide(world.db, rideId)).riders).toEqual(['UB']);
    await miss('UA', false);
    expect([rides(), marked()]).toEqual([['UA 1', 'UB 1'], [leadId]]);
    await miss();
    await say();
    expect([rides(), marked()]).toEqual([['UA 1', 'UB 1'], [leadId]]);
    await expect(miss()).rejects.toThrow('You have written a debrief of it already.');
    await miss('UA', false);
    marked();
    await say();
    expect(marked()).toEqual([]);
  });

  test('becomes a request, a note of missing content and a point of the review, each once, where it stands', async () => {
    await world.end();
    const id = await say();
    const silent = await say('UB', { missing: null });
    await posted(id);
    world.post();
    await world.write((tx) => noteMissing(tx, id, AFTER));
    expect([world.post(), debriefById(world.db, id)?.notedAt]).toEqual([['ride_answers C9'], AFTER]);
    await world.write((tx) => noteMissing(tx, id, START));
    await world.write((tx) => noteMissing(tx, silent, AFTER));
    expect([world.post(), unmetSearches(world.db, 9, AFTER).map(({ times }) => times)]).toEqual([[], [1]]);
    const review = () =>
      world.write((tx) =>
        debriefToReview(tx, { id, by: 'UMEG', words: 'The price', place: { channel: 'C9', ts: '1' } }, AFTER),
      );
    await review();
    expect(world.post()).toContain('ride_answers C9');
    await review();
    expect(world.db.select().from(agendaPoints).all()).toMatchObject([
      { by: 'UMEG', about: { kind: 'message', words: 'The price', channel: 'C9' } },
    ]);
    expect([world.post(), debriefById(world.db, id)?.pointAt]).toEqual([[], AFTER]);
    await expect(world.write((tx) => debriefBecame(tx, { id: 99, requestId: 1 }, AFTER))).rejects.toThrow(
      'no longer exists',
    );
  });
});

describe('the part of riders in a win', () => {
  test('counts meetings of the lead that ended by then, in the order of the first', async () => {
    const second = await world.offer({ leadId, startsAt: new Date('2026-11-25T13:00:00Z') });
    await world.claim(second.id, 'UB');
    const off = await world.offer({ leadId });
    await world.claim(off.id, 'UC');
    world.db.$client.prepare("update ride_alongs set status = 'called_off' where id = ?").run(off.id);
    expect([rides(new Date(AFTER.getTime() - 1)), rides()]).toEqual([[], ['UA 1', 'UB 1']]);
    const later = new Date('2026-11-25T13:30:00Z');
    expect(rides(later)).toEqual(['UA 1', 'UB 2']);
    expect(ridesOfLead(world.db, leadId, later)[1]?.lastAt).toEqual(second.startsAt);
    const other = await world.offer();
    marked();
    await world.end(later);
    expect([other.leadId, new Set(marked())]).toEqual([null, new Set([leadId])]);
  });
});

describe('messages of a meeting are drawn again', () => {
  const cycle = (state: 'proposed' | 'picked' = 'picked') => {
    world.db.insert(ritualCycles).values({ id: 1, ritual: 'ride_alongs', status: 'published', dueAt: START }).run();
    world.db
      .insert(rideAlongPairs)
      .values({
        cycleId: 1,
        sellerId: 'US',
        marketerId: 'UM',
        state,
        at: START,
        ...(state === 'picked' && { rideId }),
      } as never)
      .run();
  };

  test('where they stand, after a change of the lead', async () => {
    await world.end();
    const id = await say();
    world.post();
    const redraw = async () => {
      await world.write((tx) => redrawRidesOfLead(tx, leadId, AFTER));
      return world.post();
    };
    expect(await redraw()).toEqual([]);
    cycle();
    await posted(id);
    await world.write((tx) => {
      savePosted(tx, rideKey(rideId), { channel: 'C9', ts: '7' });
      savePosted(tx, debriefKey(rideId, 'UA'), { channel: 'D1', ts: '8' });
    });
    expect(await redraw()).toEqual(['ride C9', 'ride_answers C9', 'ride_debrief UA', 'ride_pairs UM', 'ride_pairs US']);
  });

  test('when their texts are erased, once, and they show the lead no more', async () => {
    await world.end();
    await say();
    await world.write((tx) => savePosted(tx, rideKey(rideId), { channel: 'C9', ts: '7' }));
    const erase = async (before: Date) => {
      world.post();
      await world.write((tx) => eraseOld(tx, before, AFTER));
      return world.post();
    };
    expect(await erase(AFTER)).toEqual([]);
    expect(await erase(new Date(AFTER.getTime() + 1))).toEqual(['ride C9']);
    expect(await erase(new Date(AFTER.getTime() + 1))).toEqual([]);
    expect(showRide(world.db, requireRide(world.db, rideId))).toMatchObject({
      lead: undefined,
      ride: { title: ERASED },
    });
  });

  test('of a pair, when one of them answers: once, and not in another month', async () => {
    cycle('proposed');
    const remind = async (cycleId: number) => {
      await world.write((tx) => remindOfPairs(tx, { id: cycleId }, START));
      return world.post();
    };
    world.post();
    expect([await remind(2), await remind(1)]).toEqual([[], ['ride_pairs_wait US']]);
    await world.write((tx) => savePreferences(tx, 'US', { ...preferencesOf(tx, 'US'), reminders: 'off' }, START));
    expect(await remind(1)).toEqual([]);
    const pick = (by: string) => world.write((tx) => pickForPair(tx, { id: 1, by, rideId }, START));
    await expect(pick('UX')).rejects.toThrow('This ride-along was proposed to other people.');
    await pick('US');
    expect([world.post(), requirePairOf(world.db, 1, 'UM')]).toMatchObject([
      ['ride_pairs UM', 'ride_pairs US'],
      { state: 'picked', rideId },
    ]);
    await expect(pick('US')).rejects.toThrow('You have picked a meeting already.');
    const decline = world.write((tx) => declinePair(tx, { id: 1, by: 'UM' }, START));
    await expect(decline).rejects.toThrow('You have picked a meeting already.');
    world.db.update(rideAlongPairs).set({ state: 'over' }).run();
    await expect(pick('US')).rejects.toThrow('This was proposed for an earlier month.');
    world.db.update(rideAlongPairs).set({ state: 'declined', declinedBy: 'UM' }).run();
    await expect(pick('US')).rejects.toThrow('<@UM> said not this month.');
    await world.write((tx) => declinePair(tx, { id: 1, by: 'US' }, START));
    expect([world.post(), requirePairOf(world.db, 1, 'US').declinedBy]).toEqual([[], 'UM']);
  });
});
