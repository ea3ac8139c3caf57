/** `/baton roles`: both sides agree on who does what, and answer who does a thing that no one does. */
import { expect, test } from 'vitest';
import { changeSetting } from '../../../src/platform/settings/change.ts';
import { executive } from '../../../src/roles/settings.ts';
import { createScene, type Who } from '../../support/scene.ts';

const scene = createScene({ at: '2026-11-16T08:30:00Z' });
const { as } = scene;

const open = async (who: Who, words = '/baton roles') => {
  await as(who).command(words, { in: '#general' });
  return as(who).modal(words === '/baton roles' ? 'Roles' : 'Who does this?');
};
const page = async (who: Who) => {
  const modal = await open(who);
  const shown = scene.read(modal.text());
  await modal.close({ all: true });
  return shown;
};
const settled = () => scene.app().settled();
const copy = (who: Who) => {
  const found = as(who)
    .dm()
    .findLast(({ text }) => text.includes('Who does this?') && text.includes('asks:'));
  if (!found) throw new Error(`${who} has no question.`);
  return found;
};
const home = async (who: Who) => {
  await as(who).openHome();
  await settled();
  return scene.read(as(who).home()?.text() ?? '');
};

test('one side proposes the usual list, the other agrees, and forms cite it', async () => {
  expect(await page('sam')).toContain('There is no list yet.');
  const modal = await open('max');
  await modal.press('Propose the usual list');
  await settled();
  expect(await page('max')).not.toContain('Agree to all');
  expect(await page('sam')).toContain('New  ·  Sales: Accepts or declines each lead in time, and says why');
  expect(await home('ada')).toContain('9 proposed roles. You decide.');
  await scene.travel('2026-11-17T08:10:00Z');
  expect(scene.news('ada', 'proposed roles. You').at(-1)).toContain('9 proposed roles');

  await (await open('ada')).press('Agree to all 9');
  await settled();
  expect(await page('sam')).toMatch(/Marketing\n• {2}Sets the strategy[\s\S]*Sales\n• {2}Accepts or declines/);
  expect(await home('ada')).not.toContain('proposed roles. You decide');
  await as('mia').command('/handoff', { in: '#marketing' });
  const form = await as('mia').modal('Hand off a lead');
  expect(form.text()).toContain('Agreed: Sales: Accepts or declines each lead in time, and says why.');
  await form.close();
});

test('a change waits for the other side, and its earlier version stays on record', async () => {
  await (await open('ada')).choose('Propose a change…');
  const change = { 'Who does it?': 'Both teams', 'As a line of the list': 'Choose the channels together' };
  await scene.mustSubmit('ada', 'Propose a change', change);
  await as('ada').modals()[0]?.close({ all: true });
  expect(await page('sam')).toContain('•  Sets the strategy and chooses the channels');
  await (await open('max')).choose('Agree');
  await settled();
  const shown = await page('sam');
  expect(shown).toMatch(/Both teams[\s\S]*• {2}Choose the channels together/);
  expect(shown).toContain(
    'Marketing: Sets the strategy and chooses the channels  ·  agreed on, changed since by @max and @ada',
  );
});

test('a question goes to both managers, and the answer on which they agree becomes a line with one press', async () => {
  await open('sam', '/baton roles who sends the quote?');
  await scene.mustSubmit('sam', 'Who does this?');
  for (const who of ['max', 'ada'] as const) expect(scene.read(copy(who).text)).toContain('@sam asks:');
  expect(scene.read(copy('max').text)).toContain('@ada has the same message.');

  await as('ada').press(copy('ada'), 'Answer…');
  await scene.mustSubmit('ada', 'Answer', { 'Who does it?': 'Marketing', 'As a line of the list': 'Sends the quote' });
  expect(copy('ada').buttons).toEqual(['Change your answer…']);
  await as('max').press(copy('max'), 'I see it differently…');
  await scene.mustSubmit('max', 'Answer differently', { 'Who does it?': 'Sales', 'Why?': 'We know the price.' });
  expect(await home('ada')).toContain('1 question “Who does this?” to answer or agree to.');
  expect(scene.news('sam', 'Settled by')).toEqual([]);
  await as('ada').press(copy('ada'), 'Agree');
  await settled();

  expect(scene.news('sam', 'Settled by').at(-1)).toMatch(/Settled by @max and @ada[\s\S]*Sales: Sends the quote/);
  expect(scene.news('max', 'Settled by')).toHaveLength(1);
  await as('max').press(copy('max'), 'Add to the roles');
  await settled();
  expect(scene.read(copy('ada').text)).toContain('In the list of roles now, added by @max.');
  expect(copy('ada').buttons).toEqual([]);
  expect(await page('mia')).toMatch(/Sales\n[\s\S]*• {2}Sends the quote/);
});

test('after a week of work the executive decides, and the answer can become a clause of the lead definition', async () => {
  await open('mia', '/baton roles who checks the budget');
  await scene.mustSubmit('mia', 'Who does this?');
  const { write, now } = scene.app().baton.deps;
  const sue = scene.app().slack.ids.people.sue ?? '';
  await write((tx) => changeSetting(tx, { setting: executive, value: [sue], by: 'ada' }, now()));
  await scene.travel('2026-11-23T07:50:00Z');
  expect(scene.news('sue', 'asks:')).toEqual([]);
  await scene.travel('2026-11-24T09:10:00Z');
  expect(scene.read(copy('max').text)).toContain('Open for a week: @sue decides');
  await as('sue').press(copy('sue'), 'Answer…');
  await scene.mustSubmit('sue', 'Answer', {
    'Who does it?': 'Marketing',
    'As a line of the list': 'Checks the budget',
  });
  expect(scene.news('mia', 'Settled by @sue')).toHaveLength(1);
  await as('ada').press(copy('ada'), 'Add to the lead definition');
  await settled();
  await as('sam').command('/baton definition', { in: '#sales' });
  expect((await as('sam').modal('Lead definition')).text()).toContain('1. Marketing: Checks the budget');
});

test('a message is asked about where it stands, by people of the teams alone', async () => {
  as('sam').say('#sales', 'No one has called Acme back.');
  const message = await as('sam').waitForMessage('#sales', ({ text }) => text.includes('called Acme back'));
  await as('gus').shortcut('Who does this?', message);
  await expect.poll(() => as('gus').modals()[0]?.text()).toContain('Only full members');
  await as('sam').shortcut('Who does this?', message);
  await scene.mustSubmit('sam', 'Who does this?');
  expect(copy('ada').text).toContain('No one has called Acme back.');
});
