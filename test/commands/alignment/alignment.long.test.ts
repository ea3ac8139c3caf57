/** The page of both teams, before there is anything and with a quarter of work. */
import { expect, test } from 'vitest';
import { readDeadlines } from '../../../src/alignment/deadlines.ts';
import { readStanding } from '../../../src/alignment/standing.ts';
import { reportCard } from '../../../src/report-cards/ritual.ts';
import { startNow } from '../../../src/rituals/acts.ts';
import { createScene } from '../../support/scene.ts';
import { cardActs, company, MARKETERS, SELLERS } from '../report-cards/company.ts';

// A Monday, 10:00 in Berlin.
const scene = createScene({ workspace: company, at: '2027-02-01T09:00:00Z' });
const { as } = scene;
const acts = cardActs(scene);

async function open(who: string) {
  await as(who).command('/baton alignment', { in: '#general' });
  return as(who).modal('Alignment');
}

async function page(who: string): Promise<string> {
  const modal = await open(who);
  const text = scene.read(modal.text());
  await modal.close({ all: true });
  return text;
}

async function home(who: string): Promise<string> {
  await as(who).openHome();
  await scene.app().settled();
  return scene.read(as(who).home()?.text() ?? '');
}

test('says when the first of each comes, as long as there is nothing', async () => {
  const text = await page('s1');
  expect(text).toContain('No report card yet. The first one begins 2027-03-09');
  expect(text).toContain('No mindset check has a result yet. The first one begins');
  expect(text).toContain('Ride-alongs this quarter\nNone yet');
  expect(text).toContain('Nothing to count: accepted in time');
  expect(text).toContain('Open actions: none');
  expect(text).toContain('Marketing plan: nothing this week');
  const dates = [...text.slice(text.indexOf('Next dates')).matchAll(/ {2}· {2}(\d{4}-\d{2}-\d{2})/g)].map(
    ([, day]) => day,
  );
  expect(dates.length).toBeGreaterThan(3);
  expect(dates).toEqual(dates.toSorted());
  expect(text).toMatch(/Next dates\n.*Report card {2}· {2}2027-03-09/s);
  const ofManager = await home('max');
  expect(ofManager).toContain('Report card: none yet\nMindset match: no result yet\nRide-alongs: none yet');
  expect(ofManager).toContain('In time: leads accepted none yet  ·  returns answered none yet\nOpen actions: none');
  expect(await home('s1')).not.toContain('Alignment of both teams');
});

test('shows both teams the same: marks, deadlines, actions, and opens each', async () => {
  const { deps } = scene.app().baton;
  await scene.newLead();
  const { max: by = '' } = scene.app().slack.ids.people;
  await deps.write((tx) => startNow(tx, reportCard, { by }, deps.now()));
  await scene.travel('2027-02-01T09:01:00Z');
  expect(await page('s1')).toContain('The first one takes answers until 2027-02-08');
  expect(await page('s1')).toContain('Next dates\nReport card  ·  open until 2027-02-08');
  for (const who of SELLERS.slice(0, 6)) await acts.answer(who, 'AABBFB');
  for (const who of MARKETERS.slice(0, 6)) await acts.answer(who, 'AAAAAA');
  await scene.travel('2027-02-08T16:00:30Z');
  await acts.morning('2027-02-09');

  await as('max').command('/baton report-card', { in: '#sales' });
  const cards = await as('max').modal('Report card');
  expect(cards.text()).toContain('6 of 12 in sales answered.');
  await cards.close({ all: true });
  await as('ada').command('/baton report-card', { in: '#marketing' });
  await (await as('ada').modal('Report card')).press('Answer with an action…');
  await scene.mustSubmit('ada', 'Answer with an action', { Action: 'A call a week', Owner: '@m3', Due: '2027-02-12' });
  await as('ada').modals()[0]?.close({ all: true });
  await scene.travel('2027-02-15T09:00:00Z');

  const text = await page('s1');
  expect(text).toBe(await page('m1'));
  expect(text).toContain('Report card  ·  2027-02-09');
  expect(text).toContain('Sales rates marketing B−  ·  6 of 12 in sales answered.');
  expect(text).toMatch(/Weak: .+ \(F\)\nMarketing rates sales A {2}· {2}6 of 12 in marketing answered\./);
  expect(text).toContain('Sales to marketing\n:red_circle: 0 % accepted in time  ·  0 of 1');
  expect(text).toContain('Nothing to count: returns answered in time');
  expect(text).toMatch(/Open actions: 1, 1 overdue\n.*A call a week {2}· {2}@m3 {2}· {2}overdue/);
  const ofManager = await home('max');
  expect(ofManager).toContain('Report card: Sales rates marketing B−  ·  Marketing rates sales A');
  expect(ofManager).toContain('leads accepted 0 %');
  expect(ofManager).toContain('Open actions: 1, 1 overdue');

  for (const [button, title] of [
    ['Report card', 'Report card'],
    ['Mindset check', 'Mindset check'],
    ['Scoreboard', 'Scoreboard'],
    ['Open review', 'Monthly review'],
    ['Marketing plan', 'Marketing plan'],
    ['Roles', 'Roles'],
  ] as const) {
    await (await open('m1')).press(button);
    // In its place: Slack stacks at most three modals.
    const opened = await as('m1').modal(title);
    expect(as('m1').modals()).toHaveLength(1);
    await opened.close({ all: true });
  }
  const view = as('max').home();
  if (!view) throw new Error('no home');
  await view.press('Alignment');
  await (await as('max').modal('Alignment')).close({ all: true });
  expect(readStanding(deps.db, deps.now()).actions).toEqual({ total: 1, overdue: 1 });
  expect(readDeadlines(deps.db, readStanding(deps.db, deps.now()).period).accepted.missed).toBe(1);
});

test('is for both teams', async () => {
  await as('newcomer').command('/baton alignment', { in: '#general' });
  expect(await scene.ephemeral('newcomer', '#general')).toContain(
    'Only the sales and marketing teams see how they stand',
  );
});
