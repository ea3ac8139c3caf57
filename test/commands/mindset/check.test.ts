/** A mindset check from the invitation to the three that people who join are shown. */
import type { WorkspaceSpec } from '@baton/sandbox';
import { expect, test } from 'vitest';
import { openGroups } from '../../../src/mindset/facilitate.ts';
import { mindsetRitual } from '../../../src/mindset/ritual.ts';
import { mindsetSynonyms } from '../../../src/mindset/settings.ts';
import { settingOf } from '../../../src/platform/settings/queries.ts';
import { startNow } from '../../../src/rituals/acts.ts';
import { runningCycle } from '../../../src/rituals/queries.ts';
import { EDIT_GROUP } from '../../../views/mindset/grouping.ts';
import { createScene } from '../../support/scene.ts';

const SALES = ['ann', 'bob', 'cat', 'dan', 'max'];
const MARKETING = ['eva', 'fay', 'gil', 'hal', 'ada'];
const colleague = (key: string) => ({ realName: key, email: `${key}@northwind.example`, tz: 'Europe/Berlin' });

const workspace: WorkspaceSpec = {
  name: 'Northwind',
  domain: 'northwind',
  people: {
    ...Object.fromEntries([...SALES, ...MARKETING, 'new'].map((key) => [key, colleague(key)])),
    ada: { ...colleague('ada'), admin: true },
  },
  channels: { general: {}, marketing: { members: MARKETING }, sales: { members: SALES } },
  botIn: ['sales', 'marketing'],
};

const scene = createScene({ workspace, at: '2026-11-24T09:00:00Z' });
const { as, read, travel, mustSubmit, submit } = scene;
const FORM = 'Three advantages';

async function openForm(who: string) {
  await as(who).press(
    await as(who).waitForMessage('dm', /Name three advantages|Mindset check/),
    'Name three advantages',
  );
}

async function name(who: string, ...words: string[]) {
  await openForm(who);
  const [First = '', Second = '', Third = ''] = words;
  await mustSubmit(who, FORM, { First, Second, Third });
  await (await as(who).modal('Thank you')).close();
}

test('people are asked, why and for how long, and answer once', async () => {
  const { deps } = scene.app().baton;
  await deps.write((tx) => startNow(tx, mindsetRitual, { by: scene.app().slack.ids.people.max ?? '' }, deps.now()));
  await travel('2026-11-24T09:01:00Z');
  const asked = await as('ann').waitForMessage('dm', /Mindset check/);
  expect(read(asked.text)).toMatch(/about 1 min {2}· {2}anonymous/);
  await openForm('ann');
  expect(await submit('ann', FORM, { First: 'Price', Second: 'price', Third: '' })).toMatchObject({ ok: false });
  await mustSubmit('ann', FORM, { First: 'Price', Second: 'great support', Third: '' });
  await (await as('ann').modal('Thank you')).close();
  await openForm('ann');
  expect((await as('ann').modal('Thank you')).text()).toContain('first answer counts');
  for (const who of ['bob', 'cat', 'dan']) await name(who, 'low prices', 'support', 'the orange van');
  for (const who of ['eva', 'fay', 'gil', 'hal']) await name(who, 'design', 'customer service', 'vans in orange');
  for (const who of ['max', 'ada']) await name(who, 'fast delivery', 'beautiful design');
});

test('a facilitator merges, splits and names groups without names of people, and publishes', async () => {
  // The working time of Friday has ended.
  await travel('2026-11-27T16:01:00Z');
  await travel('2026-11-30T08:10:00Z');
  const request = await as('ada').waitForMessage('dm', /group its answers/);
  expect(
    as('max')
      .sees('#sales')
      .map(({ text }) => text)
      .join(),
  ).not.toContain('Mindset check');
  await as('ada').press(request, 'Group the answers');
  const root = () => as('ada').modal('Group the answers');
  expect((await root()).text()).toContain('27 answers from 10 people, in 5 groups');
  for (const who of [...SALES, ...MARKETING]) expect((await root()).text()).not.toMatch(new RegExp(`\\b${who}\\b|<@`));

  await (await root()).press('Merge groups…');
  await mustSubmit('ada', 'Merge groups', {
    'Groups that mean the same': ['low prices (4)', 'fast delivery (2)'],
    Name: 'Low prices, fast',
    'Next time': ['Group these names together from now on'],
  });
  await (await root()).waitForText('Low prices, fast');
  expect((await root()).text()).toMatch(
    /Low prices, fast {2}· {2}6 answers\nlow prices ×3 {2}· {2}fast delivery ×2 {2}· {2}Price/,
  );
  expect(settingOf(scene.app().baton.deps.db, mindsetSynonyms)).toEqual([['low prices', 'fast delivery']]);

  const { db } = scene.app().baton.deps;
  const largest = openGroups(db, runningCycle(db, 'mindset')?.id ?? 0)[0]?.id;
  await (await root()).press({ actionId: EDIT_GROUP, value: String(largest) });
  await mustSubmit('ada', 'Change a group', {
    Name: 'Support you can call',
    'Answers that do not belong here': ['great support'],
    'Name of the new group': 'Greatness',
  });
  await (await root()).waitForText('Greatness');
  expect((await root()).text()).toMatch(/Support you can call {2}· {2}7 answers.*Greatness {2}· {2}1 answer/s);
  await (await root()).press('Publish the result');
  await (await as('ada').modal('Published')).close();
  await scene.app().settled();
  const settled = as('ada')
    .dm()
    .map(({ text }) => text);
  expect(settled).toContain('Mindset check  ·  published');
});

test('both teams see the match, its definition, what divides them, and all advantages', async () => {
  const results = await Promise.all([
    as('max').waitForMessage('#sales', /Match: /),
    as('eva').waitForMessage('#marketing', /Match: /),
  ]);
  for (const { text } of results) {
    expect(read(text)).toContain('Match: 74 %  ·  not shared yet (75 % is)');
    expect(read(text)).toContain('27 answers from 10 people, up to 3 each');
    expect(read(text)).toMatch(/Match of each team: sales \d+ %, marketing \d+ %/);
    expect(read(text)).toContain('Only in sales’s three: Low prices, fast');
  }
  await as('eva').press(results[1], 'All advantages');
  const all = await as('eva').modal('All advantages');
  expect(all.text()).toMatch(/Greatness/);
  await all.close();
  await as('eva').command('/baton mindset', { in: '#general' });
  expect((await as('eva').modal('Mindset check')).text()).toContain('The next check begins 2027-08-10');
});

test('managers of both sides agree on the three, publish them, and ask again', async () => {
  const next = (who: string) => as(who).waitForMessage('dm', /Three steps to a shared mindset/);
  await as('max').press(await next('max'), 'Agree on these three');
  await scene.app().settled();
  await as('ada').press(await next('ada'), 'Change the words…');
  await mustSubmit('ada', 'The three advantages', { First: 'Support', Second: 'Orange vans', Third: 'Low prices' });
  expect(read((await next('max')).text)).toMatch(
    /Orange vans\n.*Agreed for sales: not yet\nAgreed for marketing: @ada/s,
  );
  await as('max').press(await next('max'), 'Agree on these three');
  await scene.app().settled();
  await as('max').press(await next('max'), 'Publish the three');
  await scene.app().settled();
  await as('ada').press(await next('ada'), 'Ask again in eight weeks');
  await scene.app().settled();
  expect((await next('max')).buttons).toEqual([]);
  expect((await as('eva').waitForMessage('#marketing', /customers should know us for\n1/)).text).toContain(
    '2. Orange vans',
  );
});

test('people who join a team are shown the three', async () => {
  as('new').join('#sales');
  await scene.app().settled();
  const welcome = await as('new').waitForMessage('dm', /Welcome to/);
  expect(welcome.text).toMatch(/Customers should know us for these three:\n1. Support\n2. Orange vans\n3. Low prices/);
});
