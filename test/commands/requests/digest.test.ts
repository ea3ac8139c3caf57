import { describe, expect, test } from 'vitest';
import { askForContent } from '../../../src/requests/acts/ask.ts';
import { turnaroundOf } from '../../../src/requests/figures.ts';
import { type WaitingList, waitingRequestsFor } from '../../../src/requests/waiting.ts';
import { requireTeam, teamsOfKind } from '../../../src/teams/queries.ts';
import { addWorkingTime } from '../../../src/teams/working-time.ts';
import { createRequestScene } from './fixtures.ts';

// A Thursday, 8:00 in Berlin; the digest comes at 9:00.
const scene = createRequestScene({ mode: 'http', at: '2026-11-19T07:00:00Z' });
const { as } = scene;
const marketing = () => teamsOfKind(scene.app().baton.deps.db, 'marketing')[0]?.id ?? 0;
const digests = () =>
  as('ada')
    .sees('#marketing')
    .filter(({ text, threadTs }) => /content requests? waiting/.test(text) && threadTs === undefined)
    .filter(({ isEphemeral }) => !isEphemeral);

async function askMany(titles: string[]): Promise<void> {
  const { slack, baton } = scene.app();
  const form = {
    kind: 'deck',
    stage: null,
    audience: null,
    leadId: null,
    customer: null,
    words: null,
    priority: 'normal' as const,
    neededBy: '2026-12-18',
    hurry: null,
  };
  const requesterId = slack.ids.people.sam ?? '';
  await baton.deps.write((tx) => {
    for (const title of titles)
      askForContent(tx, { form: { ...form, title }, teamId: marketing(), requesterId }, baton.deps.now());
  });
  await scene.app().settled();
}

describe('the digest of marketing', () => {
  test('is not posted when no request waits', async () => {
    await scene.travel('2026-11-19T08:00:30Z');
    expect(digests()).toEqual([]);
    await as('ada').command('/baton digest now', { in: '#marketing' });
    expect(await scene.ephemeral('ada', '#marketing')).toBe(
      ':tada: Marketing: every request is claimed, and none is overdue. No digest to post.',
    );
  });

  test('shows unclaimed and late requests, in the order of the queue, with one button', async () => {
    await scene.ask('sam', 'Claimed and in time');
    await scene.ask('sam', 'Claimed and late', { Kind: 'Email' });
    await scene.ask('sam', 'Not claimed', { Kind: 'Case study' });
    await scene.ask('sam', 'Not claimed, wanted by two', { Kind: 'Case study' });
    await scene.react('sue', 'Not claimed, wanted by two', 'heavy_plus_sign');
    for (const title of ['Claimed and in time', 'Claimed and late']) await scene.press('mia', title, 'Claim');
    await scene.travel('2026-11-24T08:00:10Z');
    const [digest] = digests();
    expect(digests()).toHaveLength(1);
    const titles = ['Not claimed, wanted by two', 'Claimed and late', 'Not claimed'];
    const lines = scene.read(digest?.text ?? '').split('\n');
    expect(lines[0]).toBe(':inbox_tray: 3 content requests waiting  ·  2 unclaimed, 1 overdue');
    expect(lines.flatMap((line) => titles.find((title) => line.includes(` ${title}  ·  `)) ?? [])).toEqual(titles);
    expect(lines.find((line) => line.includes('Claimed and late'))).toMatch(/Overdue \d+ h {2}· {2}@mia$/);
    expect(digest?.buttons).toEqual(['View']);
    expect(digest?.text).not.toContain('Claimed and in time');
    await as('ada').command('/baton digest now', { in: '#marketing' });
    const preview = await scene.ephemeral('ada', '#marketing');
    expect(preview).toBe(`Preview of the digest of Marketing:\n${scene.read(digest?.text ?? '')}`);
    if (digest) await as('mia').press(digest, 'View');
    await (await as('mia').modal('Requests waiting')).choose({ text: 'Start', value: 'start:2' });
    await scene.app().settled();
    expect(scene.standing('Claimed and late')).toContain('In progress  ·  @mia');
  });

  test('counts those beyond ten, with a button to see all', async () => {
    await askMany(Array.from({ length: 12 }, (_, index) => `Many ${index}`));
    await scene.travel('2026-11-25T08:00:10Z');
    const digest = digests().at(-1);
    expect(digest?.text).toContain('16 content requests waiting');
    expect(digest?.text).toContain('And 6 more.');
    if (digest) await as('sam').press(digest, 'View');
    const list = await as('sam').modal('Requests waiting');
    await list.press('Next →');
    await list.waitForText('11–16 of 16');
  });

  test('is posted once after days of downtime, and says that it is late', async () => {
    await scene.app().baton.stop();
    scene.app().setTime('2026-11-30T10:00:00Z');
    await scene.app().restart();
    await scene.travel('2026-11-30T10:01:00Z');
    expect(digests()).toHaveLength(3);
    expect(digests().at(-1)?.text).toContain(':hourglass: Posted late: this digest was due');
  });
});

test('a reaction made while Baton was down counts after the start', async () => {
  await scene.app().baton.stop();
  scene.app().slack.faults.events({ reverseBatch: 1_000 });
  as('mia').react(scene.card('Many 3'), 'raised_hand');
  as('sue').react(scene.card('Many 4'), 'heavy_plus_sign');
  await scene.app().restart();
  const claimed = ({ text }: { text: string }) => text.startsWith('Many 3') && text.includes('Claimed by');
  await as('ada').waitForMessage('#marketing', claimed);
  await as('ada').waitForMessage(
    '#marketing',
    ({ text }) => text.startsWith('Many 4') && text.includes('needs this too'),
  );
});

test('work that waits for a person: questions, claimed requests, unclaimed requests of their team', async () => {
  await scene.press('mia', 'Many 3', 'Ask a question…');
  await scene.mustSubmit('mia', 'Ask a question', { 'Your question': 'Which one?' });
  const { slack, baton } = scene.app();
  const waiting = (who: string, teamIds: number[]) =>
    waitingRequestsFor(baton.deps.db, slack.ids.people[who] ?? '', { teamIds });
  const titles = ({ read, total }: WaitingList) => [...read({ limit: 3, offset: 0 }).map(({ title }) => title), total];
  const mia = waiting('mia', [marketing()]);
  expect(titles(mia.claimed)).toEqual(['Claimed and late', 'Claimed and in time', 'Many 3', 3]);
  expect(titles(mia.unclaimed)).toEqual(['Not claimed', 'Not claimed, wanted by two', 'Many 0', 13]);
  expect(titles(waiting('sam', []).questions)).toEqual(['Many 3', 1]);
  expect(titles(waiting('sam', []).unclaimed)).toEqual([0]);
});

test('the deadline of marketing runs in working time, and pauses while the requester is asked', async () => {
  const { db } = scene.app().baton.deps;
  const team = requireTeam(db, marketing());
  const hours = async (count: number) => {
    const now = scene.app().baton.deps.now();
    await scene.travel(addWorkingTime(team, now, count * 3_600_000));
  };
  await scene.travel('2026-12-03T09:00:00Z');
  const since = scene.app().baton.deps.now();
  const title = await scene.ask('sam', 'For the clock');
  await hours(2);
  await scene.press('mia', title, 'Claim');
  await hours(1);
  await scene.press('mia', title, 'Ask a question…');
  await scene.mustSubmit('mia', 'Ask a question', { 'Your question': 'Which one?' });
  await hours(5);
  await as('sam').press(scene.newest('sam', 'Which one?'), 'Answer…');
  await scene.mustSubmit('sam', 'Answer', { 'Your answer': 'This one' });
  await hours(3);
  await scene.deliver(title);
  const figures = turnaroundOf(db, { teamId: team.id, since });
  const inHours = (ms: number | null) => Math.round((ms ?? 0) / 360_000) / 10;
  expect(figures).toMatchObject({ asked: 1, delivered: 1, declined: 0, inTime: 1 });
  expect(inHours(figures.medianToClaimMs)).toBe(2);
  expect(inHours(figures.medianToDeliverMs)).toBe(4);
  expect(inHours(figures.medianTotalMs)).toBe(6);
});
