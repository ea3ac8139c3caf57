/** The story of a lead, read from its history. */
import { describe, expect, test } from 'vitest';
import type { Lead } from '../../src/leads/table.ts';
import type { LeadChange } from '../../src/leads/types.ts';
import { type Entry, storyOf } from '../../src/scoreboard/story.ts';

const MONDAY_9 = new Date('2026-06-01T09:00:00Z');
const at = (minutes: number) => new Date(MONDAY_9.getTime() + minutes * 60_000);
const HOURS = { zone: 'UTC', workDays: [1, 2, 3, 4, 5], worksFrom: '09:00', worksUntil: '17:00', holidays: [] };

type Told = [kind: LeadChange, minutes: number, details?: object, more?: Partial<Entry>];

/** Without an actor, each act is one of Sam, a seller. */
function story(...told: Told[]) {
  const entries = told.map(([kind, minutes, details = {}, more], index): Entry => {
    const usual = { id: index + 1, kind, at: at(minutes), actorId: 'USAM', statusAfter: 'accepted', details };
    return { ...usual, ...more } as Entry;
  });
  const lead = { id: 7, teamId: 1, source: 'Fair', campaign: null, handedOffBy: 'UMIA', handedOffAt: at(0) } as Lead;
  return storyOf(lead, entries, HOURS);
}

const HANDED_OFF: Told = ['handed_off', 0];
const RELEASED: Partial<Entry> = { statusAfter: 'new' };
const NO_FIT = { reason: 'no_fit', words: null };

test('a lead without a history is only handed off', () => {
  expect(story()).toMatchObject({
    ...{ leadId: 7, entryId: 0, teamId: 1, source: 'Fair', campaign: '', marketerId: 'UMIA', sellerId: null },
    ...{ handedOffAt: at(0), lastAt: at(0), acceptedAt: null, cents: null, currency: null, processMinutes: null },
  });
});

test('the hand-off of a lead that was kept first is the one of the history', () => {
  const kept = story(['blocked', 0], ['handed_off', 60], ['accepted', 90]);
  expect(kept).toMatchObject({ handedOffAt: at(60), acceptMinutes: 30, entryId: 3, lastAt: at(90) });
});

describe('times', () => {
  test('are working time, or what was noted, and the time on the clock', () => {
    const DAY = 24 * 60;
    expect(story(HANDED_OFF, ['accepted', DAY])).toMatchObject({ acceptMinutes: 480, acceptClockMinutes: 1_500 });
    expect(story(HANDED_OFF, ['accepted', DAY, { afterMs: 60_000 }])).toMatchObject({
      ...{ acceptMinutes: 1, acceptClockMinutes: 1_500, acceptedAt: at(DAY) },
    });
    expect(story(HANDED_OFF, ['accepted', 30, { afterMs: 0 }])).toMatchObject({ acceptMinutes: 0 });
    // Before the lead was imported, no one knows them.
    expect(story(HANDED_OFF, ['accepted', 30, { afterMs: null }])).toMatchObject({
      ...{ acceptMinutes: null, acceptClockMinutes: null, acceptedAt: at(30) },
    });
    expect(story(HANDED_OFF, ['accepted', 30, undefined, { details: null }])).toMatchObject({ acceptMinutes: 30 });
  });

  test('from a message to the hand-off', () => {
    expect(story(HANDED_OFF)).toMatchObject({ processMinutes: null, processClockMinutes: null });
    const told = story(['handed_off', 30, { messageAt: MONDAY_9.getTime(), afterMs: 600_000 }]);
    expect(told).toMatchObject({ processMinutes: 10, processClockMinutes: 30 });
  });

  test('of the first contact begin with the acceptance that holds', () => {
    expect(story(HANDED_OFF, ['accepted', 30], ['touched', 50], ['touched', 90])).toMatchObject({
      ...{ touchedAt: at(50), touchMinutes: 20, touchClockMinutes: 20 },
    });
    expect(story(HANDED_OFF, ['touched', 50])).toMatchObject({ touchMinutes: 0 });
    expect(
      story(HANDED_OFF, ['accepted', 10], ['released', 20, {}, RELEASED], ['accepted', 40], ['touched', 50]),
    ).toMatchObject({ touchMinutes: 10 });
  });
});

describe('an acceptance', () => {
  test('is the first one, and the seller the last one', () => {
    const told = story(HANDED_OFF, ['accepted', 10], ['accepted', 20, {}, { actorId: 'USUE' }]);
    expect(told).toMatchObject({ acceptedAt: at(10), acceptMinutes: 10, sellerId: 'USUE' });
  });

  test.each<[string, Told]>([
    ['released', ['released', 20, {}, RELEASED]],
    ['reassigned to the team', ['reassigned', 20, { from: 'USAM', to: 'USUE' }, RELEASED]],
  ])('that is %s counts for nothing', (_, taken) => {
    expect(story(HANDED_OFF, ['accepted', 10], taken)).toMatchObject({ acceptedAt: null, sellerId: null });
    expect(story(HANDED_OFF, ['accepted', 10], taken, ['accepted', 40, {}, { actorId: 'USUE' }])).toMatchObject({
      ...{ acceptedAt: at(40), acceptMinutes: 40, sellerId: 'USUE' },
    });
  });

  test('is not taken back by a release after the first contact, nor one that there was not', () => {
    expect(story(HANDED_OFF, ['accepted', 10], ['released', 20])).toMatchObject({
      acceptedAt: at(10),
      sellerId: 'USAM',
    });
    expect(story(HANDED_OFF, ['released', 20, {}, RELEASED])).toMatchObject({ acceptedAt: null, sellerId: null });
    const twice = story(HANDED_OFF, ['accepted', 10], ['released', 20, {}, RELEASED], ['released', 30, {}, RELEASED]);
    expect(twice).toMatchObject({ acceptedAt: null });
  });

  test('by a later release, only that one is taken back', () => {
    const told = story(
      ...([HANDED_OFF, ['accepted', 10], ['declined', 20, NO_FIT, { statusAfter: 'returned' }]] as Told[]),
      ...([
        ['handed_back', 30, {}, { actorId: 'UMIA' }],
        ['accepted', 50, {}, { actorId: 'USUE' }],
      ] as Told[]),
      ['released', 60, {}, RELEASED],
    );
    expect(told).toMatchObject({ acceptedAt: at(10), recycledAt: null, sellerId: 'USAM' });
  });

  test('goes on with another seller', () => {
    const told = story(HANDED_OFF, ['accepted', 10], ['reassigned', 20, { from: 'USAM', to: 'USUE' }]);
    expect(told).toMatchObject({ acceptedAt: at(10), sellerId: 'USUE' });
  });
});

describe('a return', () => {
  const returned: Told[] = [
    HANDED_OFF,
    ['accepted', 10],
    ['declined', 20, { ...NO_FIT, label: 'No fit', clause: { id: 4 } }],
  ];

  test('is the first one, with its reason and its clause', () => {
    const again: Told[] = [
      ['handed_back', 30],
      ['declined', 40, { reason: 'no_budget', words: null, clause: null }],
    ];
    expect(story(...returned, ...again)).toMatchObject({
      ...{ returnedAt: at(20), returnReason: 'No fit', returnClauseId: 4, sellerId: 'USAM' },
    });
    expect(story(HANDED_OFF, ['declined', 20, NO_FIT])).toMatchObject({
      ...{ returnReason: 'No fit', returnClauseId: null, sellerId: 'USAM' },
    });
    expect(story(...returned, ['declined', 40, NO_FIT, { actorId: 'USUE' }])).toMatchObject({ sellerId: 'USAM' });
  });

  test.each<LeadChange>(['handed_back', 'nurtured', 'disqualified'])('is answered by the first act: %s', (kind) => {
    expect(story(...returned, [kind, 50], ['handed_back', 90])).toMatchObject({
      ...{ answeredAt: at(50), answerMinutes: 30, answerClockMinutes: 30 },
    });
    expect(story(HANDED_OFF, [kind, 50])).toMatchObject({ answeredAt: null });
  });

  test('that is not answered in time is missed once, unless it was answered', () => {
    const late: Told = ['marketer_changed', 60, { why: 'late' }];
    expect(story(...returned, late, ['marketer_changed', 90, { why: 'late' }])).toMatchObject({
      answerMissedAt: at(60),
    });
    expect(story(...returned, ['marketer_changed', 60, { why: 'left' }])).toMatchObject({ answerMissedAt: null });
    expect(story(...returned, ['handed_back', 30], late)).toMatchObject({ answerMissedAt: null });
  });

  test('starts time again', () => {
    const told = story(HANDED_OFF, ['declined', 20, NO_FIT], ['handed_back', 60], ['accepted', 75]);
    expect(told).toMatchObject({ acceptMinutes: 15, recycledAt: at(75) });
    const woken = story(HANDED_OFF, ['nurtured', 20], ['woken', 100], ['accepted', 105]);
    expect(woken).toMatchObject({ acceptMinutes: 5, recycledAt: at(105) });
  });
});

describe('a recycled lead', () => {
  test.each<[string, Told]>([
    ['return', ['declined', 20, NO_FIT]],
    ['nurture', ['nurtured', 20]],
  ])('was accepted after a %s, the first time', (_, sent) => {
    const told = [HANDED_OFF, ['accepted', 10], sent, ['woken', 30], ['accepted', 40]] as Told[];
    expect(story(...told)).toMatchObject({ acceptedAt: at(10), recycledAt: at(40) });
    expect(story(...told, ['declined', 50, NO_FIT], ['handed_back', 60], ['accepted', 70])).toMatchObject({
      recycledAt: at(40),
    });
    expect(story(...told, ['released', 50, {}, RELEASED])).toMatchObject({ recycledAt: null });
    expect(story(...told, ['released', 50, {}, RELEASED], ['accepted', 60])).toMatchObject({ recycledAt: at(60) });
    expect(story(HANDED_OFF, ['accepted', 10])).toMatchObject({ recycledAt: null });
  });

  test('stays one when a later acceptance is released', () => {
    const again: Told[] = [
      ['declined', 50, NO_FIT],
      ['handed_back', 60],
      ['accepted', 70],
    ];
    const told: Told[] = [HANDED_OFF, ['declined', 20, NO_FIT], ['handed_back', 30], ['accepted', 40], ...again];
    expect(story(...told, ['released', 80, {}, RELEASED])).toMatchObject({ recycledAt: at(40), acceptedAt: at(40) });
  });

  test('has its contact timed from the hand-back when no acceptance holds', () => {
    const told = story(HANDED_OFF, ['accepted', 10], ['nurtured', 20], ['woken', 30], ['touched', 50]);
    expect(told).toMatchObject({ touchMinutes: 0 });
    expect(story(HANDED_OFF, ['accepted', 10], ['handed_back', 30], ['touched', 50])).toMatchObject({
      touchMinutes: 0,
    });
    expect(story(HANDED_OFF, ['accepted', 10], ['declined', 30, NO_FIT], ['touched', 50])).toMatchObject({
      touchMinutes: 0,
    });
    expect(story(HANDED_OFF, ['accepted', 10], ['nurtured', 30], ['touched', 50])).toMatchObject({ touchMinutes: 0 });
  });
});

describe('a missed deadline', () => {
  const breached = (clock: string, minutes: number): Told => ['breached', minutes, { clock }];

  test('is missed once, and only before the act', () => {
    expect(story(HANDED_OFF, breached('accept', 20), breached('accept', 40))).toMatchObject({
      ...{ acceptMissedAt: at(20), touchMissedAt: null },
    });
    expect(story(HANDED_OFF, ['accepted', 10], breached('accept', 20))).toMatchObject({ acceptMissedAt: null });
    expect(story(HANDED_OFF, ['accepted', 10], breached('touch', 20), breached('touch', 40))).toMatchObject({
      ...{ touchMissedAt: at(20), acceptMissedAt: null },
    });
    expect(story(HANDED_OFF, ['touched', 10], breached('touch', 20))).toMatchObject({ touchMissedAt: null });
    expect(story(HANDED_OFF, ['touched', 10], breached('accept', 20))).toMatchObject({ acceptMissedAt: at(20) });
  });
});

describe('a deal', () => {
  const qualified = (amount: number | null): Told => ['qualified', 20, { amount, currency: 'EUR', closeOn: null }];

  test('has the last value that was entered, in exact hundredths', () => {
    expect(story(HANDED_OFF, qualified(1_000.1))).toMatchObject({
      qualifiedAt: at(20),
      cents: 100_010,
      currency: 'EUR',
    });
    expect(story(HANDED_OFF, qualified(null))).toMatchObject({ qualifiedAt: at(20), cents: null, currency: null });
    expect(story(HANDED_OFF, qualified(0))).toMatchObject({ cents: 0, currency: 'EUR' });
    const won = (details: object): Told => ['won', 30, details];
    expect(story(HANDED_OFF, qualified(5), won({}))).toMatchObject({ wonAt: at(30), cents: 500, currency: 'EUR' });
    expect(story(HANDED_OFF, qualified(5), won({ amount: 7, currency: 'USD' }))).toMatchObject({
      cents: 700,
      currency: 'USD',
    });
    expect(story(HANDED_OFF, qualified(5), won({ amount: 7 }))).toMatchObject({ cents: 700, currency: null });
    const later: Told = ['valued', 40, { amount: 9, currency: 'JPY' }];
    expect(story(HANDED_OFF, qualified(5), won({ amount: 7 }), later)).toMatchObject({ cents: 900, currency: 'JPY' });
  });

  test('that is reopened counts for nothing until it gets there again', () => {
    const reopened: Told[] = [HANDED_OFF, qualified(5), ['won', 30], ['lost', 35], ['reopened', 40]];
    const open = { qualifiedAt: null, wonAt: null, lostAt: null, cents: null, lastAt: at(0) };
    expect(story(...reopened)).toMatchObject(open);
    expect(story(...reopened, ['lost', 50])).toMatchObject({ lostAt: at(50), lastAt: at(50) });
  });
});

test('the last rating and the first use of content count', () => {
  const told = story(
    ...([HANDED_OFF, ['rated', 10, { rating: 'good' }], ['rated', 20, { rating: 'poor' }]] as Told[]),
    ...([
      ['content_used', 30],
      ['content_used', 40],
      ['noted', 50],
    ] as Told[]),
  );
  expect(told).toMatchObject({ rating: 'poor', ratedAt: at(20), contentAt: at(30), entryId: 6, lastAt: at(20) });
});
