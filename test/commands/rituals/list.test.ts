/** Managers move, skip, stop and start rituals in their list. */
import { expect, test } from 'vitest';
import { allRituals } from '../../../src/all-rituals/list.ts';
import { plannedCycle, runningCycle } from '../../../src/rituals/queries.ts';
import { createScene } from '../../support/scene.ts';

// A Monday, 10:00 in Berlin. Report cards usually begin on the second Tuesday of March and September.
const scene = createScene({ at: '2027-03-01T09:00:00Z' });
const { as } = scene;
const db = () => scene.app().baton.deps.db;
const planned = () => plannedCycle(db(), 'report_card');
const day = () => planned()?.dueAt.toISOString().slice(0, 10);

async function open() {
  await as('max').command('/baton rituals', { in: '#sales' });
  const list = await as('max').modal('Rituals');
  const choose = async (text: string, value: string) => {
    await list.choose({ text, value });
    await scene.app().settled();
  };
  return { list, choose };
}

test('the list has every ritual, and each act redraws it', async () => {
  const { list, choose } = await open();
  for (const { name } of allRituals) expect(list.text()).toContain(name);
  expect(day()).toBe('2027-03-09');

  await choose('Move…', 'ritual_move:report_card');
  const form = await as('max').modal('Move');
  await form.fill({ 'New day': '2027-03-13' });
  const errors = { 'New day': expect.stringContaining('does not work on this day') };
  expect(await form.submit()).toMatchObject({ errors });
  await scene.mustSubmit('max', 'Move', { 'New day': '2027-03-22' });
  await list.waitForText('Next: 2027-03-22');
  expect(scene.read(list.text())).toMatch(/Next: 2027-03-22.*moved by @max/);

  await choose('Skip…', `ritual_skip:${planned()?.id}`);
  await scene.mustSubmit('max', 'Skip', { Reason: 'Both teams are at the trade fair' });
  await list.waitForText('Skipped: ');
  expect(scene.read(list.text())).toMatch(/Skipped: .* {2}· {2}by @max {2}· {2}Both teams are at the trade fair/);
  expect(day()).toBe('2027-09-14');

  await choose('Stop', 'ritual_stop:report_card');
  await list.waitForText('Report card  ·  Stopped');
  await choose('Start again', 'ritual_resume:report_card');
  await list.waitForText('Report card  ·  Twice a year');
  await scene.app().settled();
  expect(day()).toBe('2027-09-14');
  await list.close();
});

test('of two small teams no one is asked, and the list says why', async () => {
  const before = await open();
  await before.choose('Start now…', 'ritual_start:report_card');
  expect((await as('max').modal('Start now')).text()).toContain('people are too few to stay anonymous (5)');
  await scene.mustSubmit('max', 'Start now');
  await before.list.close();
  await scene.travel('2027-03-01T09:01:00Z');
  expect(runningCycle(db(), 'report_card')).toBeUndefined();
  const { list } = await open();
  expect(list.text()).toMatch(/Did not take place: .* {2}· {2}Each team has fewer than 5 people\./);
  await list.close();
});
