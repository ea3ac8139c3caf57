import { expect, test } from 'vitest';
import { createScene } from '../../support/scene.ts';

const scene = createScene();
const { as } = scene;

async function board(who: string) {
  await as(who).command('/baton scoreboard', { in: '#general' });
  return as(who).modal('Scoreboard');
}

async function qualified(amount: string, currency: string) {
  const name = await scene.bring(await scene.newLead(), 'working');
  await scene.press('sam', name, 'Qualify');
  await scene.mustSubmit('sam', 'Qualify', { 'Deal value': amount, Currency: currency });
}

test('a manager sets a rate on the scoreboard, which then also shows the sum of all currencies', async () => {
  await qualified('1000', 'EUR');
  expect((await board('max')).text()).not.toContain('Currency rates…');
  await (await as('max').modal('Scoreboard')).close();
  await qualified('2000', 'USD');

  await (await board('max')).press('Currency rates…');
  const form = await as('max').modal('Currency rates');
  expect(form.text()).toContain('No rate is set, so currencies stay apart.');
  await form.fill({ Currency: 'USD', 'One of it in EUR': 'a lot' });
  expect(await form.submit()).toMatchObject({
    ok: false,
    errors: { 'One of it in EUR': 'Enter a number, such as 0.92.' },
  });
  await form.fill({ 'One of it in EUR': '0,92' });
  expect(await form.submit()).toEqual({ ok: true });
  const shown = await as('max').modal('Scoreboard');
  await shown.waitForText('together');
  expect(shown.text()).toMatch(
    /Pipeline, sourced: 2,000 USD, 1,000 EUR\nabout 2,840 EUR together\n.*Together: by 1 USD = 0.92 EUR from \w{3} \d+, 2026\./s,
  );
  await shown.close();
});

test('everyone in the teams sees the rates and who set them, and only managers set them', async () => {
  await (await board('sam')).press('Currency rates…');
  const rates = await as('sam').modal('Currency rates');
  expect(scene.read(rates.text())).toMatch(/1 USD = 0.92 EUR.*\n.*Entered\n1 USD = 0.92 EUR.*@max/s);
  expect(rates.text()).toContain('Managers set the rates.');
  expect(await rates.submit().catch(String)).toMatch(/no submit|submit/i);
});
