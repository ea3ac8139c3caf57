/** The rules of credit: one side proposes, the other agrees, and earlier wins keep the rules of their day. */
import { expect, test } from 'vitest';
import { createScene } from '../../support/scene.ts';

const scene = createScene();
const { as } = scene;

const open = async (who: string) => {
  await as(who).command('/baton wins', { in: '#general' });
  await (await as(who).modal('Wins')).press('Rules of credit');
  return as(who).modal('Rules of credit');
};
const text = async (who: string) => {
  const modal = await open(who);
  const shown = scene.read(modal.text());
  await modal.close({ all: true });
  return shown;
};
const won = async () => {
  const name = await scene.newLead();
  await scene.press('sue', name, 'Accept');
  await scene.press('sue', name, 'Log contact');
  await scene.mustSubmit('sue', 'Log contact');
  await scene.press('sue', name, 'Reassign…');
  await scene.mustSubmit('sue', 'Reassign', { 'Assign to': scene.app().slack.ids.people.sam ?? '' });
  await scene.press('sam', name, 'Qualify');
  await scene.mustSubmit('sam', 'Qualify');
  await scene.win('sam', name);
  await scene.app().baton.runDue();
  await scene.app().settled();
  return name;
};
const shares = async (name: string) => {
  const post = as('max')
    .sees('#sales')
    .findLast((one) => one.text.includes(`Won: ${name}`));
  if (!post) throw new Error('There is no post.');
  await as('max').press(post, 'Parts and shares');
  const modal = await as('max').modal('Parts and shares');
  const found = modal.text().match(/[\d.]+ % of the credit/g);
  await modal.close();
  return found;
};

test('a manager of sales proposes, the manager of marketing agrees, and only later wins follow', async () => {
  const before = await won();
  expect(await shares(before)).toEqual(['71.43 % of the credit', '28.57 % of the credit']);
  await (await open('max')).press('Propose a change…');
  expect(await scene.submit('max', 'Propose a change', { 'Hand-off': '60' })).toEqual({
    ok: false,
    errors: { Closing: 'Together they are 100 %. Now they are 115 %.' },
  });
  const change = {
    'Hand-off': '40',
    'Content that was used': '20',
    'Contacts by colleagues': '10',
    'Ride-alongs': '0',
    Closing: '30',
  };
  await scene.mustSubmit('max', 'Propose a change', { ...change, 'Why?': 'Closing is work too.' });
  const shown = async () => scene.read((await as('max').modal('Rules of credit')).text());
  await expect.poll(shown).toContain('@max proposes for sales:');
  const proposed = await shown();
  expect(proposed).not.toContain('Agree');
  expect(await text('ada')).toContain('45 % → 40 %  Hand-off');

  await as('ada').openHome();
  await scene.app().settled();
  expect(scene.read(as('ada').home()?.text() ?? '')).toContain('@max proposes other rules of credit for wins.');
  await scene.travel('2026-11-20T08:10:00Z');
  expect(scene.news('ada', 'proposes other rules').at(-1)).toContain('a proposal about wins');

  await (await open('ada')).press('Agree');
  await scene.app().settled();
  expect(await text('ada')).toContain('Agreed on by @max and @ada.');
  expect(await shares(before)).toEqual(['71.43 % of the credit', '28.57 % of the credit']);
  expect(await shares(await won())).toEqual(['50 % of the credit', '12.5 % of the credit', '37.5 % of the credit']);
});

test('a proposal that is declined stays on record and changes nothing', async () => {
  await (await open('ada')).press('Propose a change…');
  await scene.mustSubmit('ada', 'Propose a change', { 'Hand-off': '70', Closing: '0' });
  await as('ada').modals()[0]?.close({ all: true });
  await (await open('max')).press('Decline');
  await scene.app().settled();
  const record = await text('max');
  expect(record).toMatch(/hand-off 70 %.*proposed by @ada {2}· {2}declined by @max/);
  expect(record).toContain('40 %  Hand-off');
});
