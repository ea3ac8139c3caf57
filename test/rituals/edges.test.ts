/** Cycles at their limits: exact times, days off, people who are away, and the acts of managers on each state. */
import { beforeEach, describe, expect, test } from 'vitest';
import { goAway } from '../../src/leads/routing/away.ts';
import { auditLog } from '../../src/platform/audit/table.ts';
import { homeChanges } from '../../src/platform/changes/table.ts';
import { placeLive, saveLive } from '../../src/platform/outbox/live-messages.ts';
import { outbox } from '../../src/platform/outbox/table.ts';
import { changeSetting } from '../../src/platform/settings/change.ts';
import {
  dayFault,
  moveCycle,
  resumeRitual,
  skipCycle,
  startNow,
  stopRitual,
  usualNewDay,
} from '../../src/rituals/acts.ts';
import { answerSubject, cycleSubject, refreshInvitation } from '../../src/rituals/announce.ts';
import { lastCycle, participantsOf, plannedCycle, runningCycle } from '../../src/rituals/queries.ts';
import { leastDaysBetween, usualDayFrom } from '../../src/rituals/rhythm.ts';
import {
  isRitualAnswer,
  isWaitedFor,
  minutesFor,
  type Ritual,
  ritualOf,
  secondsFor,
} from '../../src/rituals/ritual.ts';
import { beginCycle, followUpCycles, publishCycle, tendCycle } from '../../src/rituals/steps.ts';
import { allTeams, requireTeam } from '../../src/teams/queries.ts';
import { retireTeam } from '../../src/teams/retire.ts';
import { namedRitual, newWorld, quietRitual, type World } from './world.ts';

// A Monday; work begins at 9:00 in Berlin.
const START = '2026-11-30T10:00:00Z';
const DUE = '2026-12-08T08:00:00Z';
const CLOSES = '2026-12-10T16:00:00Z';
let world: World;
const begin = async (more: Parameters<typeof namedRitual>[1] = {}) => {
  world = await newWorld(START, (told) => [namedRitual(told, more), quietRitual(told)]);
  await world.at(START);
  world.told.happened.length = 0;
};
beforeEach(() => begin());

const named = () => world.rituals[0] as (typeof world.rituals)[0];
const planned = () => plannedCycle(world.db, 'named');
const running = () => runningCycle(world.db, 'named');
const kinds = () => {
  const rows = world.db.select().from(outbox).all();
  world.db.delete(outbox).run();
  return rows.map(({ kind, orderingKey }) => `${kind.replace('ritual_', '')} ${orderingKey}`).sort();
};
const homes = () => {
  const rows = world.db.select().from(homeChanges).all();
  world.db.delete(homeChanges).run();
  return rows.map(({ people }) => people);
};
const watch = (subject: string) =>
  world.write((tx) => {
    saveLive(tx, 1, { payload: {}, subjects: [subject] });
    placeLive(tx, 1, { channel: 'D1', ts: '1' }, world.now());
  });
const EDIT = 'live_edit live_edits';
const EVERYONE = ['UMAX', 'UMEG', 'UMIA', 'USAM', 'USUE'];
const away = (userId: string, until: string | null) =>
  world.write((tx) => goAway(tx, userId, { until: until === null ? null : new Date(until) }, world.now()));

describe('a cycle goes on at the exact time', () => {
  test('of its beginning, reminder, end, result and follow-up', async () => {
    homes();
    await world.at(DUE);
    expect(running()).toMatchObject({
      openedAt: new Date(DUE),
      closesAt: new Date(CLOSES),
      remindAt: new Date('2026-12-10T08:00:00Z'),
    });
    expect([kinds(), homes()]).toEqual([EVERYONE.map((id) => `invitation ${id}`), [EVERYONE.join(' ')]]);
    await world.at('2026-12-10T07:59:59Z');
    expect(kinds()).toEqual([]);
    await world.at('2026-12-10T08:00:00Z');
    expect([kinds(), running()?.remindAt]).toEqual([EVERYONE.map((id) => `reminder ${id}`), null]);
    await watch(cycleSubject(running()?.id ?? 0));
    await world.at('2026-12-10T15:59:59Z');
    expect(running()?.status).toBe('open');
    homes();
    await world.at(CLOSES);
    expect(running()).toMatchObject({
      status: 'closed',
      closedAt: new Date(CLOSES),
      publishAt: new Date('2026-12-11T08:00:00Z'),
    });
    expect([kinds(), homes()]).toEqual([[EDIT], [EVERYONE.join(' ')]]);
    await world.at('2026-12-11T08:00:00Z');
    expect(lastCycle(world.db, 'named')).toMatchObject({
      status: 'published',
      publishAt: null,
      followUpAt: new Date('2026-12-14T08:00:00Z'),
    });
    await world.at('2026-12-14T08:00:00Z');
    expect([world.told.happened.at(-1), lastCycle(world.db, 'named')?.followUpAt]).toEqual(['follow up', null]);
  });

  test('and publishes at once where it says so, without a follow-up', async () => {
    await begin({ publishes: 'at once', followUp: undefined as never });
    await world.at(DUE);
    await world.at(CLOSES);
    expect(world.told.happened.slice(-2)).toEqual(['end', 'publish 5']);
    expect(lastCycle(world.db, 'named')).toMatchObject({ status: 'published', followUpAt: null });
  });

  test('and waits for people where it says so', async () => {
    await begin({ publishes: 'when told' });
    await world.at(DUE);
    await world.at(CLOSES);
    await world.at('2026-12-11T08:00:00Z');
    expect([running(), world.told.happened.at(-1)]).toMatchObject([{ status: 'closed', publishAt: null }, 'end']);
  });

  test('and its message to managers changes as it begins', async () => {
    await watch(cycleSubject(planned()?.id ?? 0));
    await world.at(DUE);
    expect(kinds()).toContain(EDIT);
  });

  test('and a step that is not due, or is done, does nothing', async () => {
    const beginNow = (now: string) =>
      world.write((tx) => {
        const calendar = requireTeam(tx, 1);
        const everyone = [{ userId: 'USAM', side: 'sales' as const }];
        beginCycle(tx, { ritual: named(), everyone, keys: world.keys, calendar }, new Date(now));
      });
    const tend = (now: string) => world.write((tx) => tendCycle(tx, named(), { keys: world.keys }, new Date(now)));
    await tend(DUE);
    await beginNow('2026-12-08T07:59:59Z');
    expect([world.told.happened, running()]).toEqual([[], undefined]);
    await beginNow(DUE);
    await world.write((tx) => moveCycle(tx, named(), { day: '2026-12-09', by: 'UMAX' }, new Date(DUE)));
    await beginNow('2026-12-09T08:00:00Z');
    expect(world.told.happened).toEqual(['begin 1']);
    await tend('2026-12-10T08:00:00Z');
    kinds();
    await tend('2026-12-10T08:00:01Z');
    expect(kinds()).toEqual([]);
    await tend(CLOSES);
    await tend('2026-12-11T07:59:59Z');
    expect([world.told.happened, running()?.status]).toEqual([['begin 1', 'end'], 'closed']);
    await begin({ publishes: 'when told' });
    await beginNow(DUE);
    await tend(CLOSES);
    await tend('2027-01-01T00:00:00Z');
    expect([world.told.happened, running()?.status]).toEqual([['begin 1', 'end'], 'closed']);
    await begin({ publishes: 'at once', followUp: undefined as never });
    await beginNow(DUE);
    const publish = (ritual: Ritual, id = 0) =>
      world.write((tx) => publishCycle(tx, ritual, { cycleId: id, keys: world.keys }, world.now()));
    await publish(named(), running()?.id);
    await publish(world.rituals[1] as Ritual, plannedCycle(world.db, 'quiet')?.id);
    expect(world.told.happened).toEqual(['begin 1']);
    await tend(CLOSES);
    expect(lastCycle(world.db, 'named')).toMatchObject({ status: 'published', followUpAt: null });
  });

  test('and a step of a company without a sales team tells its ritual nothing', async () => {
    await world.at(DUE);
    await world.at(CLOSES);
    await world.at('2026-12-11T08:00:00Z');
    await world.write((tx) => startNow(tx, named(), { by: 'UMAX' }, world.now()));
    await world.at('2026-12-11T08:00:01Z');
    await world.write((tx) => retireTeam(tx, requireTeam(tx, 1), 'ADA', world.now()));
    world.told.happened.length = 0;
    await world.write((tx) => {
      tendCycle(tx, named(), { keys: world.keys }, new Date('2026-12-20T08:00:00Z'));
      followUpCycles(tx, world.rituals, { keys: world.keys }, new Date('2026-12-20T08:00:00Z'));
    });
    expect([world.told.happened, running()]).toMatchObject([[], { status: 'closed', publishAt: null }]);
  });

  test('and is not reminded once it is over', async () => {
    await world.at(DUE);
    kinds();
    await world.at('2026-12-12T08:00:00Z');
    expect(kinds()).toEqual([]);
    expect(running()).toMatchObject({ status: 'closed', remindAt: null });
  });

  test('without a sales team nothing begins, and a running one only closes', async () => {
    await world.at(DUE);
    const [sales] = allTeams(world.db).filter(({ kind }) => kind === 'sales');
    await world.write((tx) => retireTeam(tx, requireTeam(tx, sales?.id ?? 0), 'ADA', world.now()));
    await world.at('2027-01-12T08:00:00Z');
    expect(running()?.status).toBe('open');
    expect([dayFault(world.db, '2027-02-02', world.now())]).toEqual(['There is no sales team.']);
    expect(() => usualNewDay(world.db, named(), world.now())).toThrow('There is no sales team.');
  });
});

describe('people', () => {
  test('are asked if they return before the cycle closes, and not if they return then', async () => {
    await away('USUE', CLOSES);
    await away('USAM', '2026-12-10T15:59:59Z');
    await away('UMIA', null);
    await world.at(DUE);
    expect(participantsOf(world.db, running()?.id ?? 0).map(({ userId }) => userId)).toEqual(['UMAX', 'UMEG', 'USAM']);
    expect(
      world.db
        .select()
        .from(outbox)
        .all()
        .find(({ orderingKey }) => orderingKey === 'USAM')?.notBefore,
    ).toEqual(new Date('2026-12-10T15:59:59Z'));
  });

  test('of a ritual that asks no one are all, also those who are away, or no one', async () => {
    await away('USUE', null);
    await world.at('2026-12-01T08:00:00Z');
    const { id = 0 } = lastCycle(world.db, 'quiet') ?? {};
    expect(participantsOf(world.db, id).map(({ userId }) => userId)).toEqual(EVERYONE);
    world = await newWorld(START, (told) => [quietRitual(told, { people: async () => [] })]);
    await world.at(START);
    await world.at('2026-12-01T08:00:00Z');
    expect(lastCycle(world.db, 'quiet')?.status).toBe('published');
  });

  test('of a ritual that says who takes part are those, and one who answered by name gets a new message', async () => {
    await begin({ people: async () => [{ userId: 'UONE', side: 'sales' }] });
    await world.at(DUE);
    const { id = 0 } = running() ?? {};
    expect(participantsOf(world.db, id)).toEqual([{ userId: 'UONE', side: 'sales' }]);
    await watch(answerSubject(id, 'UONE'));
    kinds();
    homes();
    await world.write((tx) => refreshInvitation(tx, id, 'UONE', world.now()));
    expect([kinds(), homes()]).toEqual([[EDIT], ['UONE']]);
  });

  test('are waited for while they are asked and have not answered', () => {
    const asks = (isAsked: boolean | undefined, answered: boolean) =>
      ({ hasAnswered: () => answered, ...(isAsked !== undefined && { isAsked: () => isAsked }) }) as never;
    const waited = (isAsked: boolean | undefined, answered: boolean) =>
      isWaitedFor(asks(isAsked, answered), {} as never, {} as never, 'U1');
    expect([waited(undefined, false), waited(true, false), waited(false, false), waited(true, true)]).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});

describe('managers hear before it', () => {
  const ahead = async (at: string) => {
    await world.at(at);
    return kinds().filter((line) => line.startsWith('ahead'));
  };

  test('three working days, in working time, once', async () => {
    expect(await ahead('2026-12-02T16:59:59Z')).toEqual([]);
    expect(await ahead('2026-12-03T07:59:59Z')).toEqual([]);
    expect(await ahead('2026-12-03T08:00:00Z')).toEqual(['ahead UMAX', 'ahead UMEG']);
    expect(await ahead('2026-12-04T08:00:00Z')).toEqual([]);
  });

  test('but not of one that comes each week, will not take place, or asks no one', async () => {
    await begin({ fault: () => 'Too few people.' });
    expect(await ahead('2026-12-03T08:00:00Z')).toEqual([]);
    await begin({ asks: undefined as never });
    expect(await ahead('2026-12-03T08:00:00Z')).toEqual([]);
    await begin();
    await world.write((tx) => changeSetting(tx, { setting: named().rhythm, value: 'weekly', by: 'UMAX' }, world.now()));
    expect(await ahead('2026-12-03T08:00:00Z')).toEqual([]);
  });
});

describe('the acts of managers', () => {
  const by = 'UMAX';
  const acts = () =>
    world.db
      .select()
      .from(auditLog)
      .all()
      .filter(({ kind }) => kind === 'ritual.changed')
      .map(({ details }) => (details as { act: string }).act);
  const skip = (cycleId: number) =>
    world.write((tx) => skipCycle(tx, named(), { cycleId, by, reason: null, keys: world.keys }, world.now()));

  test('choose a day of work from tomorrow on, within 400 days', () => {
    const fault = (day: string) => dayFault(world.db, day, world.now());
    expect([fault('2026-11-30'), fault('2026-12-01'), fault('2028-01-04'), fault('2028-01-05')]).toEqual([
      'Choose a day after today.',
      undefined,
      undefined,
      'Choose a day within the next year.',
    ]);
    expect(fault('2026-12-05')).toBe('Sales does not work on this day. Choose another one.');
    expect(usualNewDay(world.db, named(), world.now())).toBe('2026-12-15');
  });

  test('move, start and skip it, on record, and its messages follow', async () => {
    await watch(cycleSubject(planned()?.id ?? 0));
    await world.write((tx) => moveCycle(tx, named(), { day: '2026-12-14', by }, world.now()));
    expect([kinds(), planned()]).toMatchObject([[EDIT], { dueAt: new Date('2026-12-14T08:00:00Z'), movedBy: by }]);
    await skip(planned()?.id ?? 0);
    expect([kinds(), acts(), world.told.happened]).toEqual([[EDIT], ['moved', 'skipped'], []]);
    await world.write((tx) => startNow(tx, named(), { by }, world.now()));
    expect([planned(), acts().at(-1)]).toMatchObject([{ dueAt: world.now(), movedBy: by, reason: null }, 'started']);
    await world.at('2026-11-30T10:00:01Z');
    const { id = 0 } = running() ?? {};
    homes();
    await skip(id);
    expect([homes(), world.told.happened.at(-1), acts().at(-1)]).toEqual([[EVERYONE.join(' ')], 'drop', 'skipped']);
    expect(lastCycle(world.db, 'named')).toMatchObject({
      status: 'skipped',
      endedBy: by,
      remindAt: null,
      publishAt: null,
    });
    await skip(id);
    expect(acts()).toHaveLength(4);
  });

  test('do nothing to one that was published', async () => {
    await world.at(DUE);
    await world.at(CLOSES);
    await world.at('2026-12-11T08:00:00Z');
    await expect(skip(lastCycle(world.db, 'named')?.id ?? 0)).rejects.toThrow('This was published already.');
    expect(world.told.happened).not.toContain('drop');
  });

  test('stop and resume it in its usual rhythm', async () => {
    await world.write((tx) => stopRitual(tx, named(), by, world.now()));
    expect(planned()).toBeUndefined();
    await expect(world.write((tx) => moveCycle(tx, named(), { day: '2026-12-14', by }, world.now()))).rejects.toThrow(
      'Named ritual is stopped. Start it first.',
    );
    await world.write((tx) => resumeRitual(tx, named(), by, world.now()));
    expect(planned()?.dueAt).toEqual(new Date(DUE));
  });
});

describe('the rhythm', () => {
  const calendar = { zone: 'UTC', workDays: [1, 2, 3, 4, 5], worksFrom: '09:00', worksUntil: '17:00', holidays: [] };

  test.each([
    ['monthly', { weekday: 1, week: 1, month: 1 }, '2026-06-01', '2026-06-01'],
    ['monthly', { weekday: 5, week: 4, month: 1 }, '2026-06-01', '2026-06-26'],
    ['quarterly', { weekday: 3, week: 3, month: 12 }, '2026-01-01', '2026-03-18'],
    ['yearly', { weekday: 1, week: 1, month: 1 }, '2026-01-06', '2027-01-04'],
    ['weekly', { weekday: 5, week: 1, month: 1 }, '2026-06-05', '2026-06-05'],
    ['weekly', { weekday: 1, week: 1, month: 1 }, '2026-06-02', '2026-06-08'],
  ] as const)('%s with %o from %s: %s', (rhythm, day, from, expected) => {
    expect(usualDayFrom(calendar, rhythm, day, from)).toBe(expected);
  });

  test('leaves half of it free after a cycle, and shows its next three days', () => {
    expect((['weekly', 'monthly', 'quarterly', 'yearly'] as const).map(leastDaysBetween)).toEqual([3, 15, 45, 180]);
    const { rhythm } = named();
    expect(rhythm.preview?.(world.db, 'off', world.now())).toBeUndefined();
    const shown = rhythm.preview?.(world.db, 'monthly', new Date('2026-12-08T07:00:00Z'));
    expect(shown).toEqual({
      ...{ of: 'times', subject: 'It begins' },
      times: [
        ['January', new Date('2027-01-12T08:00:00Z')],
        ['February', new Date('2027-02-09T08:00:00Z')],
        ['March', new Date('2027-03-09T08:00:00Z')],
      ],
    });
  });

  test('begins today while work has not begun, and else on the next day', async () => {
    const day = new Date(DUE);
    await world.at(new Date(day.getTime() - 1).toISOString());
    expect(planned()?.dueAt).toEqual(day);
    const other = await newWorld(DUE, (told) => [namedRitual(told)]);
    await other.at(DUE);
    expect(plannedCycle(other.db, 'named')?.dueAt).toEqual(new Date('2027-01-12T08:00:00Z'));
    expect(lastCycle(other.db, 'named')).toBeUndefined();
  });
});

test('forms are found by their button, and take the time of their fields', () => {
  expect([isRitualAnswer('ritual_answer_named'), isRitualAnswer('other'), isRitualAnswer(undefined)]).toEqual([
    true,
    false,
    false,
  ]);
  expect([
    secondsFor({ choices: 3, texts: 2 }),
    minutesFor({ choices: 3, texts: 4 }),
    minutesFor({ choices: 0, texts: 0 }),
  ]).toEqual([54, 1, 1]);
  expect([ritualOf(world.rituals, { ritual: 'quiet' })?.name, ritualOf(world.rituals, { ritual: 'gone' })]).toEqual([
    'Quiet ritual',
    undefined,
  ]);
});
