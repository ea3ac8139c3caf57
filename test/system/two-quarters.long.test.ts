/**
 * Two quarters of both teams, through the real app with a moved clock: targets, weekly posts, monthly reviews whose
 * actions are carried on, wins, and the celebration of a quarter. Each comes once.
 */
import type { SeenMessage } from '@baton/sandbox';
import { DateTime } from 'luxon';
import { beforeAll, expect, test } from 'vitest';
import { changeSetting } from '../../src/platform/settings/change.ts';
import { sharedChannel } from '../../src/teams/settings.ts';
import { createScene } from '../support/scene.ts';

const ZONE = 'Europe/Berlin';
const FIRST = DateTime.fromISO('2026-10-05', { zone: ZONE });
const WEEKS = 26;
/** Everyone is on holiday. */
const QUIET = [11, 12];

const scene = createScene({ at: FIRST.minus({ days: 3 }).set({ hour: 10 }).toJSDate().toISOString() });
const { as } = scene;
const monday = (week: number) => FIRST.plus({ weeks: week });

interface Played {
  handedOff: number[];
  won: { week: number; name: string; amount: number }[];
}
const played: Played = { handedOff: Array(WEEKS).fill(0), won: [] };

/** The messages of everyone's channel and of all people, as they came. */
const posts = (): SeenMessage[] =>
  as('max')
    .sees('#general')
    .filter(({ threadTs }) => threadTs === undefined);
const starting = (words: string) =>
  posts().filter(({ text }) =>
    scene
      .read(text)
      .replace(/^:\w+: /, '')
      .startsWith(words),
  );
const dayOf = ({ ts }: SeenMessage) => DateTime.fromSeconds(Number(ts), { zone: ZONE }).toISODate();

const at = (day: DateTime, hour: number, minute = 0, second = 0) =>
  scene.travel(day.set({ hour, minute, second }).toJSDate());

/** A morning with its messages, a day of work, and an evening. */
async function workday(day: DateTime, work: () => Promise<void> = async () => undefined): Promise<void> {
  await at(day, 9, 0, 30);
  await at(day, 9, 6);
  await at(day, 11);
  await work();
  await at(day, 17, 30);
}

async function weekOf(week: number): Promise<void> {
  const days = [0, 1, 2, 3, 4].map((n) => monday(week).plus({ days: n }));
  const isQuiet = QUIET.includes(week);
  let name = '';
  const acts = [
    async () => {
      name = await scene.bring(await scene.newLead({ Source: week % 2 === 0 ? 'Webinar' : 'Website' }), 'working');
      played.handedOff[week] = 1;
    },
    async () => {
      if (week % 4 !== 1) return;
      const returned = await scene.newLead({ Source: 'Newsletter' });
      await scene.press('sue', returned, 'Decline');
      await scene.mustSubmit('sue', 'Decline', { Reason: 'Not a fit' });
      await scene.press('mia', returned, 'Disqualify');
      await scene.mustSubmit('mia', 'Disqualify');
      played.handedOff[week] = 2;
    },
    async () => {
      await scene.press('sam', name, 'Qualify');
      await scene.mustSubmit('sam', 'Qualify', { 'Deal value': String(1_000 * (week + 1)), Currency: 'EUR' });
    },
    async () => undefined,
    async () => {
      if (week % 2 === 1) return;
      await scene.press('sam', name, 'Mark won');
      await scene.mustSubmit('sam', 'Mark as won');
      played.won.push({ week, name, amount: 1_000 * (week + 1) });
    },
  ];
  for (const [n, day] of days.entries()) {
    await workday(day, async () => {
      if (!isQuiet) await acts[n]?.();
      await onDay[day.toISODate() ?? '']?.();
    });
  }
}

const review = (): SeenMessage => {
  const found = starting('Monthly review').at(-1);
  if (!found) throw new Error('There is no review.');
  return found;
};

/** An action is agreed in November, forgotten, and done in January. */
const onDay: Record<string, () => Promise<void>> = {
  '2026-11-02': async () => {
    await as('max').press(review(), 'Add action…');
    await scene.mustSubmit('max', 'Add action', { Action: 'Ask two customers', Owner: 'sam', Due: '2026-11-13' });
  },
  '2027-01-04': async () => {
    const reminder = as('sam')
      .dm()
      .findLast(({ text }) => text.includes('Ask two customers'));
    await as('sam').press(reminder as SeenMessage, 'Done');
    await scene.app().settled();
  },
  '2027-01-05': async () => {
    await as('ada').command('/baton wins', { in: '#general' });
    await (await as('ada').modal('Wins')).press('Celebration');
    await (await as('ada').modal('Celebration')).press('Post');
    await scene.app().settled();
    for (const modal of as('ada').modals().reverse()) await modal.close({ all: true });
  },
};

async function target(who: string, button: string, title: string, fields: Record<string, string>) {
  await as(who).command('/baton targets', { in: '#general' });
  await (await as(who).modal('Targets')).press(button);
  await scene.mustSubmit(who, title, fields);
  await (await as(who).modal('Targets')).close();
}

beforeAll(async () => {
  const { deps } = scene.app().baton;
  const value = scene.app().slack.ids.channels.general ?? '';
  await deps.write((tx) => changeSetting(tx, { setting: sharedChannel, value, by: 'test' }, deps.now()));
  scene.forgetMessages();
  await workday(FIRST.minus({ days: 3 }));
  await target('ada', 'Marketing’s figures…', 'Marketing’s figures', { 'Revenue from leads': '100,000' });
  await target('max', 'Sales’ figure…', 'Sales’ figure', { 'Revenue that sales can close (EUR)': '100,000' });
  for (let week = 0; week < WEEKS; week += 1) await weekOf(week);
  await workday(monday(WEEKS));
}, 600_000);

test('each Monday has one post, with the leads of the week before, and none after a week in which nothing happened', () => {
  const weekly = starting('Last week');
  const expected = Array.from({ length: WEEKS }, (_, week) => week).filter((week) => !QUIET.includes(week));
  expect(weekly.map(dayOf)).toEqual(expected.map((week) => monday(week + 1).toISODate()));
  const leads = weekly.map(({ text }) => Number(/: (\d+) leads? handed off/.exec(text)?.[1]));
  expect(leads).toEqual(expected.map((week) => played.handedOff[week]));
});

test('each month has one review, which carries an open action on until it is done', () => {
  const reviews = starting('Monthly review');
  expect(reviews.map((post) => [dayOf(post), scene.read(post.text).split('\n')[0]])).toEqual([
    ['2026-11-02', 'Monthly review: October 2026'],
    ['2026-12-07', 'Monthly review: November 2026'],
    ['2027-01-04', 'Monthly review: December 2026'],
    ['2027-02-01', 'Monthly review: January 2027'],
    ['2027-03-01', 'Monthly review: February 2027'],
    ['2027-04-05', 'Monthly review: March 2027'],
  ]);
  const carried = reviews.map(({ text }) => /Ask two customers.*/.exec(scene.read(text))?.[0].split('  ·  ').at(-1));
  // The review after it shows once more that it was done.
  expect(carried).toEqual([undefined, expect.stringMatching(/^overdue/), 'done', 'done', undefined, undefined]);
  expect(scene.news('sam', 'Your action of the monthly review')).toHaveLength(1);
});

test('each win is posted once, or is in the post of one week', () => {
  for (const { name } of played.won) {
    const naming = posts().filter(({ text }) => text.includes('Won') && text.includes(name));
    expect(naming, name).toHaveLength(1);
  }
});

test('a quarter is celebrated once, when a manager posts it, and the next one waits for them', () => {
  const celebrations = posts().filter(({ text }) => text.includes('Celebration') || text.includes('wins together'));
  expect(celebrations.map(dayOf)).toEqual(['2027-01-05']);
  expect(scene.read(celebrations[0]?.text ?? '')).toContain('@mia and @sam: 6 wins together');
  expect(scene.news('max', 'celebration of Q1 2027').length).toBeGreaterThan(0);
});

test('the target of a quarter is met by its wins alone', async () => {
  const revenue = (from: number, to: number) =>
    played.won.filter(({ week }) => week >= from && week < to).reduce((sum, { amount }) => sum + amount, 0);
  const weekly = starting('Last week').findLast((post) => (dayOf(post) ?? '') < '2027-01-01');
  expect(scene.read(weekly?.text ?? '')).toContain(`${revenue(0, 11).toLocaleString('en')} of 100,000 EUR`);
});

test('nothing is said twice on a day', () => {
  const all = [
    ...posts().map((post) => ['#general', post] as const),
    ...['mia', 'sam', 'sue', 'max', 'ada'].flatMap((who) =>
      as(who)
        .dm()
        .map((post) => [who, post] as const),
    ),
  ];
  const said = all.map(([place, post]) => `${place} ${dayOf(post)} ${post.text}`);
  expect(said.filter((one, n) => said.indexOf(one) !== n)).toEqual([]);
});
