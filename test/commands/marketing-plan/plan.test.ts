/** `/baton plan`: marketing keeps it, sales reads it, asks at the entry, and has the week on the home and in the channel. */
import { expect, test } from 'vitest';
import { createScene, type Who } from '../../support/scene.ts';

// A Monday, after work has begun.
const scene = createScene({ at: '2026-11-16T08:30:00Z' });
const { as } = scene;

const plan = async (who: Who) => {
  await as(who).command('/baton plan', { in: '#general' });
  return as(who).modal('Marketing plan');
};
const page = async (who: Who) => {
  const modal = await plan(who);
  const shown = scene.read(modal.text());
  await modal.close({ all: true });
  return shown;
};
const home = async (who: Who) => {
  await as(who).openHome();
  await scene.app().settled();
  return scene.read(as(who).home()?.text() ?? '');
};
const sam = () => scene.app().slack.ids.people.sam ?? '';
const weeks = () =>
  as('sam')
    .sees('#sales')
    .filter(({ text }) => text.includes('This week from marketing'));

test('a marketer adds an entry in one form, and it is on the homes of sellers in its week', async () => {
  expect(await page('sam')).toContain('Marketing has not planned anything yet.');
  await (await plan('mia')).press('Add an entry…');
  const entry = {
    ...{ Name: 'Spring webinar', 'For whom?': 'CFOs of hospitals', 'Task for sales': 'Invite two customers each' },
    ...{ 'First day': '2026-11-18', 'Last day': '2026-11-17' },
  };
  expect(await scene.submit('mia', 'Add to the plan', entry)).toEqual({
    ok: false,
    errors: { 'Last day': 'The last day comes before the first one.' },
  });
  await scene.mustSubmit('mia', 'Add to the plan', { 'Last day': '2026-11-24' });
  expect(await page('sam')).toMatch(/This week\n[\s\S]*Spring webinar[\s\S]*For: CFOs of hospitals\nSales: Invite two/);
  expect(await page('sam')).not.toContain('Add an entry…');
  expect(await home('sam')).toContain('Spring webinar  ·  for CFOs of hospitals  ·  you: Invite two customers each');
  expect(await home('mia')).not.toContain('This week from marketing');
});

test('a seller asks at the entry, its owner answers, and both teams read it there', async () => {
  await (await plan('sam')).press('Open');
  await (await as('sam').modal('Planned')).press('Ask…');
  await scene.mustSubmit('sam', 'Ask about it', { 'What is unclear?': 'Who sends the invitations?' });
  const question = () => {
    const found = as('mia')
      .dm()
      .findLast(({ text }) => text.includes('asks about'));
    if (!found) throw new Error('There is no question.');
    return found;
  };
  await as('mia').press(question(), 'Answer…');
  await scene.mustSubmit('mia', 'Answer', { 'Your answer': 'We do, on Tuesday.' });
  expect(question().buttons).toEqual([]);
  expect(scene.news('sam', 'We do, on Tuesday.')).toHaveLength(1);
  for (const modal of as('sue').modals()) await modal.close();
  await (await plan('sue')).press('Open');
  expect(scene.read((await as('sue').modal('Planned')).text())).toMatch(
    /@sam: Who sends[\s\S]*@mia: We do, on Tuesday./,
  );
});

test('owners check their entries on Thursday, and sales reads the week on Monday', async () => {
  await scene.travel('2026-11-19T08:10:00Z');
  const asked = as('mia')
    .dm()
    .findLast(({ text }) => text.includes('Marketing plan'));
  if (!asked) throw new Error('Mia was not asked.');
  expect(asked.text).toContain('about 1 min');
  await as('mia').press(asked, 'Check my entries');
  const check = await as('mia').modal('My entries');
  await check.press('Edit…');
  await scene.mustSubmit('mia', 'Edit the entry', { 'Task for sales': 'Bring a question' });
  await (await as('mia').modal('My entries')).waitForText('Sales: Bring a question');
  await scene.mustSubmit('mia', 'My entries');
  expect(scene.news('mia', 'answered')).toHaveLength(1);
  await scene.travel('2026-11-20T08:10:00Z');
  expect(scene.news('mia', 'Closes today')).toEqual([]);
  await scene.travel('2026-11-20T16:10:00Z');
  await scene.travel('2026-11-23T08:10:00Z');
  expect(weeks().map(({ text }) => text)).toEqual([expect.stringContaining('Sales: Bring a question')]);

  // The webinar is over by the next week: owners are asked once more, and nothing is posted.
  for (const day of ['26T08:10', '27T16:10', '30T08:10']) await scene.travel(`2026-11-${day}:00Z`);
  expect(weeks()).toHaveLength(1);
});

test('the leads of its campaign are one press away, and a removed entry is gone', async () => {
  await (await plan('mia')).press('Add an entry…');
  const entry = {
    ...{ Name: 'Trade fair', 'For whom?': 'Everyone', 'First day': '2026-11-30', 'Last day': '2026-12-02' },
    'Campaign of its leads': 'Trade fair',
  };
  await scene.mustSubmit('mia', 'Add to the plan', entry);
  await as('mia').modals()[0]?.close({ all: true });
  const name = await scene.newLead({ Campaign: 'Trade fair' });
  await scene.app().baton.runDue();
  await scene.app().settled();
  await (await plan('mia')).press({ actionId: 'plan_open', value: '2' });
  await (await as('mia').modal('Planned')).press('Its leads');
  await expect.poll(() => as('mia').modals().at(-1)?.text()).toContain(name);
  await as('mia').modals()[0]?.close({ all: true });

  await (await plan('mia')).press({ actionId: 'plan_open', value: '2' });
  await (await as('mia').modal('Planned')).press('Remove');
  await scene.app().settled();
  await as('mia').modals()[0]?.close({ all: true });
  expect(await page('sam')).not.toContain('Trade fair');
});

test('a removed entry leaves no question to answer, and an owner outside marketing edits and checks their own', async () => {
  await (await plan('mia')).press('Add an entry…');
  const entry = { 'For whom?': 'Everyone', 'First day': '2026-12-02', 'Last day': '2026-12-11', Owner: sam() };
  await scene.mustSubmit('mia', 'Add to the plan', { Name: 'Roadshow', ...entry });
  await as('mia').modals()[0]?.close({ all: true });
  await (await plan('sue')).choose('Ask…');
  await scene.mustSubmit('sue', 'Ask about it', { 'What is unclear?': 'Where is it?' });
  const asked = () =>
    as('sam')
      .dm()
      .findLast(({ text }) => text.includes('asks about'));
  expect(asked()?.buttons).toEqual(['Answer…']);

  await scene.travel('2026-12-03T08:10:00Z');
  const check = as('sam')
    .dm()
    .findLast(({ text }) => text.includes('Marketing plan'));
  if (!check) throw new Error('Sam was not asked.');
  await as('sam').press(check, 'Check my entries');
  await (await as('sam').modal('My entries')).press('Edit…');
  await scene.mustSubmit('sam', 'Edit the entry', { 'For whom?': 'Partners' });
  await (await as('sam').modal('My entries')).waitForText('For: Partners');
  await scene.mustSubmit('sam', 'My entries');

  await (await plan('mia')).press('Open');
  await (await as('mia').modal('Planned')).press('Remove');
  await scene.app().settled();
  expect(asked()?.buttons).toEqual([]);
});
