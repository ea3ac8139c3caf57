/** The assist record: on the home, as a list, for a person and their manager alone. */
import { expect, test } from 'vitest';
import { createScene } from '../../support/scene.ts';

const scene = createScene();
const { as } = scene;

const home = async (who: string) => {
  await as(who).openHome();
  await scene.app().settled();
  return scene.read(as(who).home()?.text() ?? '');
};

test('a home shows what the work of a marketer led to, from the first win on', async () => {
  expect(await home('mia')).not.toContain('Wins with your help');
  for (const value of ['9000', '1000.50']) {
    const name = await scene.bring(await scene.newLead(), 'qualified');
    await scene.win('sam', name, { 'Deal value': value, Currency: 'EUR' });
  }
  await scene.app().baton.runDue();
  expect(await home('mia')).toContain(
    ['Wins with your help: 2 wins', '10,001 EUR in deals, 10,001 EUR of it by the rules of credit'].join('\n'),
  );
  expect(await home('sam')).not.toContain('Wins with your help');
});

test('the list has each win with the reason, and is for the person and their manager', async () => {
  await as('mia').command('/baton wins', { in: '#marketing' });
  await (await as('mia').modal('Wins')).press('My assist record');
  const list = scene.read((await as('mia').modal('Assist record')).text());
  expect(list).toContain('100 % of the credit: handed it off on');
  expect(list).toContain('Only you and your manager see it.');
  expect(list.split('\n').filter((line) => line.includes('won on'))).toHaveLength(2);

  await as('max').command('/baton wins', { in: '#sales' });
  await (await as('max').modal('Wins')).press('A person of my team…');
  const person = (who: string) => ({ Person: (scene.app().slack.ids.people as Record<string, string>)[who] ?? '' });
  expect(await scene.submit('max', 'Assist record', person('mia'))).toEqual({
    ok: false,
    errors: { Person: 'You can see your own record, and those of people in a team that you manage.' },
  });
  expect(await scene.submit('max', 'Assist record', person('sam'))).toMatchObject({ ok: true });
  const other = (await as('max').modal('Assist record')).text();
  expect(other).toContain('No win has a part of theirs yet.');
  expect(other).toContain('Only this person and their manager see it.');
});
