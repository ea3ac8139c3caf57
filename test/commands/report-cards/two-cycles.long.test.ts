/**
 * Two whole report cards and a skipped one, with two teams of twelve whose people join, leave and go away, and a manager who leaves in
 * the middle of one.
 */
import { expect, test } from 'vitest';
import { goAway } from '../../../src/leads/routing/away.ts';
import { changeSetting } from '../../../src/platform/settings/change.ts';
import { lastCycle, participantsOf, plannedCycle, runningCycle } from '../../../src/rituals/queries.ts';
import { sharedChannel } from '../../../src/teams/settings.ts';
import { createScene } from '../../support/scene.ts';
import { cardActs, company, EVERYONE, MARKETERS, SELLERS } from './company.ts';

// A Monday, 10:00 in Berlin. Report cards usually begin on the second Tuesday of March and September.
const scene = createScene({ workspace: company, at: '2027-03-01T09:00:00Z' });
const { as } = scene;
const acts = cardActs(scene);
const deps = () => scene.app().baton.deps;
const idOf = (who: string) => scene.app().slack.ids.people[who] ?? '';
const away = (who: string, until: string) =>
  deps().write((tx) => goAway(tx, idOf(who), { until: new Date(until) }, deps().now()));
const card = () => acts.cards().at(-1)?.text ?? '';
const asked = () => {
  const cycle = runningCycle(deps().db, 'report_card');
  return participantsOf(deps().db, cycle?.id ?? 0).map(({ userId }) => userId);
};
const waiting = () => plannedCycle(deps().db, 'report_card')?.dueAt.toISOString().slice(0, 10);

test('the first: people who are away, join and leave; too few answers of one team', async () => {
  const value = scene.app().slack.ids.channels.general ?? '';
  await deps().write((tx) => changeSetting(tx, { setting: sharedChannel, value, by: 'test' }, deps().now()));
  await away('s10', '2027-03-11T08:00:00Z');
  await away('s11', '2027-04-01T08:00:00Z');
  await acts.morning('2027-03-09');
  expect(asked()).toHaveLength(23);
  expect(asked()).not.toContain(idOf('s11'));
  expect(acts.dms('s10', 'Report card')).toEqual([]);
  as('newcomer').join('#sales');
  as('s9').leave('#sales');
  scene.app().slack.admin.deactivate('s8');
  await scene.app().settled();
  await acts.morning('2027-03-11');
  expect(acts.dms('s10', 'Report card')).toHaveLength(1);
  expect(acts.dms('newcomer', 'Report card')).toEqual([]);
  for (const who of ['max', 's1', 's2', 's3', 's9', 's10']) await acts.answer(who, 'ABCFAB');
  for (const who of MARKETERS.slice(0, 4)) await acts.answer(who, 'AAAAAA');
  await away('m5', '2027-03-30T08:00:00Z');
  await acts.morning('2027-03-16');
  const reminded = EVERYONE.filter((who) => acts.dms(who, 'Closes today').length > 0);
  expect(reminded).not.toContain('s1');
  expect(reminded).not.toContain('m5');
  expect(reminded).not.toContain('s8');
  expect(reminded).toContain('s4');
  await scene.travel('2027-03-16T16:00:30Z');
  await acts.morning('2027-03-17');
  expect(card()).toContain('6 of 11 in sales answered.');
  expect(card()).toContain('Fewer than 5 of 12 people in marketing answered.');
  await acts.morning('2027-03-24');
  expect(acts.dms('ada', '2 weak needs have no action')).toHaveLength(1);
});

test('the second is skipped by a manager, and no one is asked', async () => {
  scene.forgetMessages();
  expect(waiting()).toBe('2027-09-14');
  await scene.travel('2027-09-01T09:00:00Z');
  await as('ada').command('/baton rituals', { in: '#marketing' });
  const list = await as('ada').modal('Rituals');
  await list.choose({ text: 'Skip…', value: `ritual_skip:${plannedCycle(deps().db, 'report_card')?.id}` });
  await scene.mustSubmit('ada', 'Skip', { Reason: 'Both teams are at the trade fair' });
  await list.waitForText('Skipped: ');
  expect(scene.read(list.text())).toMatch(/Skipped: .* {2}· {2}by @ada {2}· {2}Both teams are at the trade fair/);
  await list.close();
  const before = EVERYONE.flatMap((who) => acts.dms(who, 'Report card')).length;
  await acts.morning('2027-09-14');
  expect(EVERYONE.flatMap((who) => acts.dms(who, 'Report card'))).toHaveLength(before);
  expect(acts.cards()).toHaveLength(1);
});

test('the third: its managers leave in the middle, and it goes on; the marks are compared with the first', async () => {
  expect(waiting()).toBe('2028-03-14');
  await acts.morning('2028-03-14');
  expect(asked()).toContain(idOf('newcomer'));
  expect(asked()).not.toContain(idOf('s8'));
  expect(asked()).not.toContain(idOf('s9'));
  for (const who of ['max', 's1', 's2', 's3', 's4', 's5', 'newcomer']) await acts.answer(who, 'BBABAB');
  for (const who of MARKETERS.slice(0, 6)) await acts.answer(who, 'CABABA');
  scene.app().slack.admin.deactivate('max');
  await scene.app().settled();
  await scene.travel('2028-03-21T16:00:30Z');
  await acts.morning('2028-03-22');
  expect(acts.cards('#general')).toHaveLength(2);
  expect(card()).toContain('7 of 11 in sales answered.');
  expect(card()).toContain('6 of 12 in marketing answered.');
  expect(card()).toMatch(/B {2}Content that helps to win deals\n.*up 3\.0 since last time/);
  expect(card()).toContain('C  Leads are contacted in time');
  expect(lastCycle(deps().db, 'report_card')?.status).toBe('published');
  await as('mia').command('/baton report-card', { in: '#marketing' });
  await (await as('mia').modal('Report card')).press('Send me the history');
  await scene.app().settled();
  const [history] = acts.dms('mia', 'Report cards so far');
  expect(JSON.stringify(history?.blocks)).toContain('"type":"line"');
  for (const modal of as('mia').modals().reverse()) await modal.close();
});

test('the managers who are left are asked for the actions that are missing', async () => {
  await acts.morning('2028-03-29');
  // Sales was rated weak, and its manager left: an admin stands in.
  expect(acts.dms('ada', '1 weak need has no action')).toHaveLength(1);
  expect(SELLERS.flatMap((who) => acts.dms(who, 'no action'))).toEqual([]);
});

test('two rituals that begin on one day are one message to a person, on the home too', async () => {
  scene.forgetMessages();
  await scene.travel('2028-06-12T08:00:00Z');
  await as('ada').command('/baton rituals', { in: '#marketing' });
  const list = await as('ada').modal('Rituals');
  for (const key of ['report_card', 'mindset']) {
    await list.choose({ text: 'Start now…', value: `ritual_start:${key}` });
    await scene.mustSubmit('ada', 'Start now');
  }
  await list.close();
  await scene.travel('2028-06-12T08:01:00Z');
  for (const who of ['s1', 's5', 'm2', 'mia', 'ada']) {
    const asking = as(who)
      .dm()
      .filter(({ text }) => text.includes('closes 2028-06'));
    expect(asking, who).toHaveLength(1);
    expect(asking[0]?.text).toContain('2 things from both teams  ·  about 3 min in all');
    expect(asking[0]?.text).toContain('Report card');
    expect(asking[0]?.text).toContain('Mindset check');
  }
  await as('m2').openHome();
  await scene.app().settled();
  expect(as('m2').home()?.buttons).toContain('Report card: Fill in');
});
