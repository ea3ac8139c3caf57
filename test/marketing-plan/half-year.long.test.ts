/**
 * Two cycles of each ritual of plan and managers through Slack, with two teams of twelve: people join, leave and go away, a
 * manager changes, a cycle is skipped, and two rituals begin on one day.
 */
import type { PersonSpec } from '@baton/sandbox';
import { expect, test } from 'vitest';
import { headsRitual } from '../../src/introductions/ritual.ts';
import { goAway } from '../../src/leads/routing/away.ts';
import { planRitual } from '../../src/marketing-plan/ritual.ts';
import { saveEntry } from '../../src/marketing-plan/save.ts';
import { moveCycle, skipCycle } from '../../src/rituals/acts.ts';
import { lastCycle, plannedCycle } from '../../src/rituals/queries.ts';
import { allTeams } from '../../src/teams/queries.ts';
import { saveTeam } from '../../src/teams/save.ts';
import { createScene } from '../support/scene.ts';
import { workspace } from '../support/test-app.ts';

const TWELVE = 12;
const named = (letter: string) => Array.from({ length: TWELVE }, (_, n) => `${letter}${n + 1}`);
const [sellers, marketers] = [named('s'), named('m')];
const person = (key: string): PersonSpec => ({
  ...{ realName: `Person ${key}`, email: `${key}@northwind.example`, tz: 'Europe/Berlin' },
});
const everyone = [...sellers, ...marketers, 'nia'];

const scene = createScene({
  at: '2026-11-16T08:30:00Z',
  workspace: {
    ...workspace,
    people: { ...workspace.people, ...Object.fromEntries(everyone.map((key) => [key, person(key)])) },
    channels: {
      ...workspace.channels,
      sales: { members: [...sellers, 'max'] },
      marketing: { members: [...marketers, 'ada'] },
    },
  },
});
const { as } = scene;
const id = (who: string) => scene.app().slack.ids.people[who] ?? '';
const deps = () => scene.app().baton.deps;
const asked = (who: string) =>
  as(who)
    .dm()
    .filter(({ text }) => text.includes('Marketing plan'));
const weeks = () =>
  as('s1')
    .sees('#sales')
    .filter(({ text }) => text.includes('This week from marketing'));
const pairs = (who: string) => scene.news(who, 'a quarter of an hour with');
const days = async (...moments: string[]) => {
  for (const moment of moments) await scene.travel(`${moment}:00Z`);
};
const entry = (owner: string, title: string, startsOn: string, endsOn: string) =>
  deps().write((tx) => {
    const words = { title, campaign: null, audience: 'Everyone', salesTask: null, itemIds: [] };
    const form = { ...words, startsOn, endsOn, ownerId: id(owner) };
    return saveEntry(tx, { id: null, version: null, by: id(owner), form }, deps().now());
  });

test('two months of the marketing plan, of managers who meet, and of people who join', async () => {
  await days('2026-11-17T08:10');
  for (const [index, owner] of ['m1', 'm2', 'm3'].entries()) {
    await entry(owner, `Campaign ${index + 1}`, '2026-11-16', '2026-12-24');
  }
  await deps().write((tx) => goAway(tx, id('m3'), { until: new Date('2026-11-23T08:00:00Z') }, deps().now()));
  as('nia').join('#sales');

  // The first cycle: one owner answers, one does not, one is away.
  await days('2026-11-17T12:00', '2026-11-18T08:10', '2026-11-19T08:10');
  expect(['m1', 'm2', 'm3', 'm4', 's1'].map((who) => asked(who).length)).toEqual([1, 1, 0, 0, 0]);
  expect(scene.news('nia', 'your colleague in marketing')).toHaveLength(1);
  await as('m1').press(asked('m1')[0] as never, 'Check my entries');
  await scene.mustSubmit('m1', 'My entries');
  await days('2026-11-20T08:10', '2026-11-20T16:10', '2026-11-23T08:10');
  expect(['m1', 'm2'].map((who) => scene.news(who, 'Closes today').length)).toEqual([0, 1]);
  expect(weeks()).toHaveLength(1);
  expect(weeks()[0]?.text).toContain('Campaign 3');

  // A manager skips the second one; nothing is asked and nothing posted.
  const cycleId = plannedCycle(deps().db, planRitual.key)?.id ?? 0;
  const skip = { cycleId, by: id('ada'), reason: null, keys: deps().keys };
  await deps().write((tx) => skipCycle(tx, planRitual, skip, deps().now()));
  await days('2026-11-26T08:10', '2026-11-27T16:10', '2026-11-30T08:10');
  expect(asked('m1').length + weeks().length).toBe(2);

  // The managers meet on the first Wednesday; the plan is moved to that day, and begins with it.
  await deps().write((tx) => moveCycle(tx, planRitual, { day: '2026-12-02', by: id('ada') }, deps().now()));
  scene.app().slack.admin.deactivate('m2');
  await days('2026-12-02T08:10');
  expect(pairs('max')).toHaveLength(1);
  expect(asked('m1')).toHaveLength(2);
  expect(lastCycle(deps().db, headsRitual.key)?.status).toBe('published');
  await days('2026-12-03T16:10', '2026-12-04T08:10');
  expect(weeks()).toHaveLength(2);

  // Another manager of marketing meets the manager of sales in the next month.
  await deps().write((tx) => {
    const marketing = allTeams(tx).find(({ kind }) => kind === 'marketing');
    if (!marketing) throw new Error('There is no marketing team.');
    saveTeam(tx, { ...marketing, managerId: id('m5') }, { id: marketing.id, by: id('ada') }, deps().now());
  });
  await days('2027-01-06T08:10');
  expect(pairs('m5').at(-1)).toContain('with @max in sales');
  expect(pairs('ada')).toHaveLength(1);
  // Every entry is over: the plan asks no one.
  await days('2027-01-07T08:10', '2027-01-14T08:10');
  expect(asked('m1').length).toBeLessThan(6);
  expect(lastCycle(deps().db, planRitual.key)).toMatchObject({ status: 'skipped', reason: 'Nothing is planned.' });
}, 120_000);
