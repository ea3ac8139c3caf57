/** The question of the week, by what hurts most, and the causes behind its figures. */
import { describe, expect, test } from 'vitest';
import { setAbsencesOf } from '../../src/leads/routing/queries.ts';
import { absences } from '../../src/leads/routing/table.ts';
import { absentDays } from '../../src/scoreboard/absent-days.ts';
import { catchUp } from '../../src/scoreboard/catch-up.ts';
import { causesOf } from '../../src/scoreboard/causes.ts';
import { readBoard } from '../../src/scoreboard/read.ts';
import { readWeek } from '../../src/scoreboard/week.ts';
import { requireTeam } from '../../src/teams/queries.ts';
import { createWorld, play, type World } from './world.ts';

const WEEK_MS = 7 * 86_400_000;

/** Leads of one week, each with what the scoreboard knows of it, as SQL; the sources come in turn: Webinar, Trade fair, none. */
async function week(stories: string[]) {
  const world = await createWorld();
  for (const n of stories.keys()) await play(world, { act: 'handOff', waitMinutes: 1, lead: 0, who: 0, n });
  await catchUp(world);
  for (const [n, sets] of stories.entries())
    if (sets !== '')
      world.db.$client.exec(
        `update scoreboard_leads set ${sets.replaceAll('NOW', 'handed_off_at')} where lead_id = ${n + 1}`,
      );
  world.now = new Date(world.now.getTime() + WEEK_MS);
  return world;
}
const question = async (stories: string[]) => {
  const { db, now } = await week(stories);
  return readWeek(db, now)?.question;
};
const repeat = (story: string, times: number) => Array.from({ length: times }, () => story);
const CITED = "returned_at = NOW, return_reason = 'No', return_clause_id = 1";
const RETURNED = "returned_at = NOW, return_reason = 'No'";
const WON = 'won_at = NOW';

describe('the question of the week', () => {
  test.each<[string, string[], object]>([
    [
      'a clause that three of many returns name',
      [...repeat(CITED, 3), ...repeat(RETURNED, 11)],
      { kind: 'clause', name: 'More than 50 people' },
    ],
    ['not one that a fifth of them name', [...repeat(CITED, 3), ...repeat(RETURNED, 12)], { kind: 'nothing' }],
    ['not one that two of two name', repeat(CITED, 2), { kind: 'nothing' }],
    [
      'a deadline that three of nine miss',
      [...repeat('accept_missed_at = NOW', 3), ...repeat('accepted_at = NOW, accept_minutes = 1', 6)],
      { kind: 'accept' },
    ],
    [
      'not one that three of ten miss',
      [...repeat('accept_missed_at = NOW', 3), ...repeat('accepted_at = NOW, accept_minutes = 1', 7)],
      { kind: 'nothing' },
    ],
    ['not one that two of two miss', repeat('touch_missed_at = NOW', 2), { kind: 'nothing' }],
    ['the first contact', repeat('touch_missed_at = NOW', 3), { kind: 'touch' }],
    ['the answer of marketing', repeat('answer_missed_at = NOW', 3), { kind: 'answer' }],
    [
      'the acceptance before the first contact',
      repeat('accept_missed_at = NOW, touch_missed_at = NOW', 3),
      { kind: 'accept' },
    ],
    ['the source with the most wins', ['', WON, '', '', WON], { kind: 'source', name: 'Trade fair: Köln' }],
    ['not leads without a source', ['', '', WON], { kind: 'nothing' }],
    ['nothing', [''], { kind: 'nothing' }],
  ])('is %s', async (_, stories, asked) => expect(await question(stories)).toEqual(asked));

  test('is missing after a week without leads', async () => {
    const { db, now } = await week(['']);
    expect(readWeek(db, new Date(now.getTime() + WEEK_MS))).toBeUndefined();
  });
});

describe('the causes', () => {
  const causes = (world: World, most = 9, teamId?: number) =>
    causesOf(world.db, readBoard(world.db, { view: 'activity', period: 'last_week', teamId }, world.now), most).map(
      ({ kind, name, leads, before }) => [kind, name, leads, before],
    );

  /** The same week, with a lead before the week before it, so that the two can be compared. */
  async function following(stories: string[]) {
    const world = await week(['', ...stories]);
    const early = world.now.getTime() - 3 * WEEK_MS;
    world.db.$client.exec(`update scoreboard_leads set handed_off_at = ${early}, last_at = ${early} where lead_id = 1`);
    world.db.$client.exec('delete from scoreboard_tallies');
    world.db.$client.exec(`insert into scoreboard_tallies (view, level, day, marks, counted)
      select distinct 'activity', 'day', handed_off_at / 86400000, 1, 0 from scoreboard_leads`);
    return world;
  }

  test('are differences of two leads and more, the largest first', async () => {
    const world = await following([
      ...repeat(RETURNED, 3),
      ...repeat('accept_missed_at = NOW', 2),
      'touch_missed_at = NOW',
    ]);
    expect(causes(world)).toEqual([
      ['reason', 'No', 3, 0],
      ['source', 'Trade fair: Köln', 2, 0],
      ['source', 'Webinar', 2, 0],
      ['accept_missed', '', 2, 0],
    ]);
    expect(causes(world, 1)).toEqual([['reason', 'No', 3, 0]]);
  });

  test('are missing where both weeks are alike', async () => {
    const earlier = ['handed_off_at', 'last_at', 'returned_at'].map((column) => `${column} = NOW - ${WEEK_MS}`).join();
    const alike = await following([...repeat(RETURNED, 2), ...repeat(`${earlier}, return_reason = 'No'`, 2)]);
    expect(causes(alike).filter(([kind]) => kind === 'reason')).toEqual([]);
    const more = await following([...repeat(RETURNED, 4), ...repeat(`${earlier}, return_reason = 'No'`, 2)]);
    expect(causes(more)).toContainEqual(['reason', 'No', 4, 2]);
  });

  test('also name clauses, answers and absences, and none without a comparison', async () => {
    const world = await following([...repeat(CITED, 4), ...repeat('answer_missed_at = NOW', 3)]);
    const [berlin = 0, newYork = 0] = world.teamIds;
    const since = new Date(world.now.getTime() - WEEK_MS);
    world.db.insert(absences).values({ userId: 'A', since, until: null }).run();
    world.db.$client.exec(`update sellers set is_present = (team_id = ${berlin})`);
    const kinds = causes(world).map(([kind, name]) => `${kind} ${name}`);
    expect(kinds).toEqual(expect.arrayContaining(['clause More than 50 people', 'answer_missed ', 'absent Berlin']));
    expect(kinds).not.toContain('absent New York');
    expect(causes(world, 9, newYork).map(([kind]) => kind)).not.toContain('absent');
    const first = await week(repeat(RETURNED, 5));
    expect(causes(first)).toEqual([]);
  });
});

describe('days out of office', () => {
  const MONDAY = new Date('2026-03-08T23:00:00Z');
  const to = new Date(MONDAY.getTime() + WEEK_MS);
  async function absent(...away: [userId: string, since: string, until: string | null][]) {
    const world = await createWorld();
    for (const [userId, since, until] of away)
      world.db
        .insert(absences)
        .values({ userId, since: new Date(since), until: until === null ? null : new Date(until) })
        .run();
    const [berlin = 0] = world.teamIds;
    expect(setAbsencesOf(world.db, berlin)).toHaveLength(away.filter(([userId]) => userId !== 'MIA').length);
    return absentDays(world.db, requireTeam(world.db, berlin), { from: MONDAY, to });
  }

  test.each<[string, number, ...[string, string, string | null][]]>([
    ['no one', 0],
    ['a person without an end', 5, ['A', '2026-03-01T09:00:00Z', null]],
    ['a person who comes back on Wednesday at noon', 2, ['A', '2026-03-01T09:00:00Z', '2026-03-11T11:00:00Z']],
    ['a person who comes back after it', 3, ['A', '2026-03-01T09:00:00Z', '2026-03-11T11:00:01Z']],
    ['a person who leaves before the end of work', 3, ['A', '2026-03-11T15:59:59Z', null]],
    ['a person who leaves after work', 2, ['A', '2026-03-11T16:00:00Z', null]],
    ['two people', 10, ['A', '2026-03-01T09:00:00Z', null], ['B', '2026-03-01T09:00:00Z', null]],
    ['a person of another team', 0, ['MIA', '2026-03-01T09:00:00Z', null]],
  ])('of %s are %d', async (_, days, ...away) => expect(await absent(...away)).toBe(days));

  test('are those of a period of one day too', async () => {
    const world = await createWorld();
    const [berlin = 0] = world.teamIds;
    world.db.insert(absences).values({ userId: 'A', since: MONDAY, until: null }).run();
    const oneDay = (at: Date) =>
      absentDays(world.db, requireTeam(world.db, berlin), { from: at, to: new Date(at.getTime() + WEEK_MS / 7) });
    expect([oneDay(MONDAY), oneDay(new Date(MONDAY.getTime() - WEEK_MS / 7))]).toEqual([1, 0]);
  });
});
