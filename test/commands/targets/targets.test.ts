import { describe, expect, test } from 'vitest';
import { createScene } from '../../support/scene.ts';

const scene = createScene();
const { as } = scene;

async function targets(who: string) {
  for (const modal of as(who).modals().reverse()) await modal.close();
  await as(who).command('/baton targets', { in: '#general' });
  return as(who).modal('Targets');
}

/** A submission redraws the modal below the form. */
const shows = async (who: string, words: string) =>
  expect.poll(async () => scene.read((await as(who).modal('Targets')).text())).toContain(words);

async function enter(who: string, button: string, fields: Record<string, string>) {
  await (await as(who).modal('Targets')).press(button);
  return scene.submit(who, button === 'Marketing’s figures…' ? 'Marketing’s figures' : 'Sales’ figure', fields);
}

describe('/baton targets', () => {
  test('offers the first step to managers, and says who takes it to everyone else', async () => {
    expect((await targets('max')).text()).toContain('No target for Q4 2026 yet: begin with what sales can close.');
    expect((await as('max').modal('Targets')).buttons).toEqual(['Sales’ figure…']);
    expect((await targets('ada')).text()).toContain('No target for Q4 2026 yet: begin with what the company needs.');
    for (const who of ['sam', 'mia']) {
      const modal = await targets(who);
      expect(modal.text()).toContain('No target for Q4 2026 yet. The managers of marketing and sales enter it.');
      expect(modal.buttons).toEqual([]);
    }
    await as('gus').command('/baton targets', { in: '#sales' });
    expect(await scene.ephemeral('gus')).toContain('Only full members');
  });

  test('is entered by both sides, its gap is allocated, and both approve', async () => {
    await targets('ada');
    const top = { 'Revenue from leads': '1.2m', 'Leads handed off': '900', 'Leads qualified': '120' };
    expect(await enter('ada', 'Marketing’s figures…', top)).toEqual({ ok: true });
    await shows('ada', 'Top-down, by marketing: 1,200,000 EUR  ·  900 leads handed off  ·  120 leads qualified');

    expect((await targets('max')).text()).toContain('Sales: enters its figure next');
    const groups = 'Existing customers: € 150.000,00';
    const bottom = { 'Revenue that sales can close (EUR)': '1,000,000', 'Customer groups that close the gap': groups };
    expect(await enter('max', 'Sales’ figure…', bottom)).toEqual({ ok: true });
    await shows(
      'max',
      'Gap: 200,000 EUR\n•  Existing customers: 150,000 EUR\n:hourglass: 50,000 EUR to allocate to customer groups.',
    );
    await shows('max', 'Sales: allocates the gap next');

    const reason = { 'Or leave the rest open, because…': 'A new market' };
    expect(await enter('max', 'Allocate the gap…', reason)).toEqual({ ok: true });
    await shows('max', '50,000 EUR left open: A new market');
    await (await as('max').modal('Targets')).press('Approve for sales');
    await shows('max', 'Sales: approved by @max');
    await targets('ada');
    await (await as('ada').modal('Targets')).press('Approve for marketing');
    await shows('ada', 'Marketing: approved by @ada');
  });

  test('a later change undoes the approvals, and is on record', async () => {
    await targets('max');
    const bottom = { 'Revenue that sales can close (EUR)': '1,100,000' };
    expect(await enter('max', 'Sales’ figure…', bottom)).toEqual({ ok: true });
    await shows('max', 'Marketing: approves next');
    await (await as('max').modal('Targets')).press('Changes');
    const changes = scene.read((await as('max').modal('Changes')).text());
    expect(changes).toMatch(
      /^Target of Q4 2026, the latest change first.\n@max {2}· {2}.*\nRevenue, bottom-up: 1,000,000 EUR → 1,100,000 EUR\nApproval of marketing undone: @ada\nApproval of sales undone: @max\n/,
    );
    expect(changes).toContain('Approved for sales');
    expect(changes).toContain('Customer groups: – → Existing customers 150,000 EUR');
    expect(changes).toContain('Revenue, top-down: – → 1,200,000 EUR');
  });

  test('refuses amounts at their field', async () => {
    await targets('ada');
    const [revenue, leads] = ['Revenue from leads', 'Leads handed off'];
    const errors = async (fields: Record<string, string>) => {
      const result = await scene.submit('ada', 'Marketing’s figures', fields);
      return result.ok ? {} : result.errors;
    };
    await (await as('ada').modal('Targets')).press('Marketing’s figures…');
    expect(await errors({ [revenue]: '-5', [leads]: '-3' })).toEqual({
      [revenue]: 'Enter an amount above 0.',
      [leads]: 'Enter a number of leads above 0, such as 900.',
    });
    expect(await errors({ [revenue]: '9999bn', [leads]: '' })).toEqual({
      [revenue]: 'Enter at most 1,000,000,000,000.',
    });
    expect(await errors({ [revenue]: '$ 5k' })).toEqual({ [revenue]: 'Choose the currency of this amount below.' });
    expect(await errors({ [revenue]: '', 'Leads qualified': '' })).toEqual({
      [revenue]: 'Enter the revenue or a number of leads.',
    });
    await targets('max');
    await (await as('max').modal('Targets')).press('Sales’ figure…');
    const fields = {
      'Revenue that sales can close (EUR)': 'US$ 5',
      'Customer groups that close the gap': 'Partners: 5\nOthers: many',
    };
    expect(await scene.submit('max', 'Sales’ figure', fields)).toMatchObject({
      errors: {
        'Revenue that sales can close (EUR)': 'This target is in EUR.',
        'Customer groups that close the gap': 'Line 2: Enter an amount, such as 1.2m or 50,000.',
      },
    });
  });

  test('cannot be approved as it was before', async () => {
    await targets('ada');
    await targets('max');
    const bottom = { 'Revenue that sales can close (EUR)': '1,150,000' };
    expect(await enter('max', 'Sales’ figure…', bottom)).toEqual({ ok: true });
    await (await as('ada').modal('Targets')).press('Approve for marketing');
    expect(await scene.ephemeral('ada', '#general')).toContain('This target was changed after you opened it.');
  });

  test('in another currency, sales enters its figure again', async () => {
    await targets('ada');
    expect(await enter('ada', 'Marketing’s figures…', { Currency: 'USD' })).toEqual({ ok: true });
    await shows('ada', 'Bottom-up, by sales: not entered yet');
    await shows('ada', '0 of 1,200,000 USD won');
  });

  test('has a target for each month and quarter, and a past one stays as it was', async () => {
    const modal = await targets('max');
    await modal.choose('November 2026');
    await (await as('max').modal('Targets')).waitForText('No target for November 2026 yet');
    expect(await enter('max', 'Sales’ figure…', { 'Revenue that sales can close': '90k', Currency: 'USD' })).toEqual({
      ok: true,
    });
    await shows('max', 'Marketing: enters its figure next');
    await scene.travel('2026-12-31T22:59:00Z');
    expect((await targets('max')).text()).toContain('Q4 2026');
    await scene.travel('2026-12-31T23:01:00Z');
    const nextYear = await targets('max');
    expect(nextYear.text()).toContain('No target for Q1 2027 yet');
    await nextYear.choose('Q4 2026');
    await (await as('max').modal('Targets')).waitForText('The period is over.');
    expect((await as('max').modal('Targets')).buttons).toEqual(['Changes']);
    await shows('max', ':red_circle: 0 of 1,200,000 USD won  ·  0 %  ·  not reached');
  });
});
