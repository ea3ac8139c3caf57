import { describe, expect, test } from 'vitest';
import { eraseOld } from '../../../src/leads/erase.ts';
import { declineReasons } from '../../../src/leads/settings.ts';
import { leads } from '../../../src/leads/table.ts';
import { synonymsOf } from '../../../src/library/search/synonyms.ts';
import { changeSetting } from '../../../src/platform/settings/change.ts';
import { createScene } from '../../support/scene.ts';

const scene = createScene();
const { as } = scene;

async function open(who: string, title: string) {
  await as(who).command('/baton settings', { in: '#general' });
  const page = await as(who).modal('Settings');
  const button = { actionId: 'setting_change', value: title };
  if (!JSON.stringify(page.blocks).includes(`"value":"${title}"`)) {
    await page.press('Next →');
    await page.waitForText('26–');
  }
  await page.press(button);
  return as(who).modal('Change a setting');
}

test('the page shows the values, the time of the next digest, and who changed each', async () => {
  const form = await open('max', 'leads.declines_a_day');
  await form.fill({ Leads: '9' });
  expect(await form.submit()).toEqual({ ok: true });
  const page = await as('max').modal('Settings');
  await page.waitForText('9 leads');
  const text = scene.read(page.text());
  expect(text).toContain('#sales  ·  digest working days at 9:00  ·  next 2026-11-20 08:00 UTC');
  expect(text).toContain('*Emoji on a card*\n:white_check_mark: accept');
  expect(text).toMatch(/Daily return limit\*\n9 leads\nChange…\nChanged by @max/);
  await page.close();
  const again = await open('ada', 'leads.declines_a_day');
  expect(scene.read(again.text())).toContain('@max');
  await again.press('Reset to default');
  await again.waitForText('Reset to default');
  await again.close();
  await (await as('ada').modal('Settings')).waitForText('5 leads');
});

test('another emoji works at once, and the old one no longer does', async () => {
  const form = await open('max', 'leads.emoji');
  await form.fill({ Accept: ':raised_hands:' });
  await form.press('Preview');
  await form.waitForText('Preview');
  expect(await form.submit()).toEqual({ ok: true });
  const name = await scene.newLead();
  await scene.react('sam', name, 'white_check_mark');
  expect(scene.standing(name)).toContain('Unclaimed');
  await scene.react('sam', name, 'raised_hands::skin-tone-3');
  expect(scene.standing(name)).toContain('@sam owns this');
  const twice = await open('max', 'leads.emoji');
  await twice.fill({ Snooze: ':raised_hands:' });
  expect(await twice.submit()).toMatchObject({ ok: false, errors: { Accept: 'Use each emoji only once.' } });
  await twice.fill({ Snooze: 'not an emoji' });
  expect(await twice.submit()).toMatchObject({
    ok: false,
    errors: { Snooze: expect.stringContaining('name in Slack') },
  });
  await twice.press('Reset to default');
});

test('reasons are the company’s own list, and an earlier decline keeps its text', async () => {
  const before = await scene.newLead();
  await scene.press('sam', before, 'Decline');
  await scene.mustSubmit('sam', 'Decline', { Reason: 'Too early' });
  const form = await open('max', 'leads.decline_reasons');
  expect(form.value('One per line')).toContain('Too early\nChose a competitor');
  await form.fill({ 'One per line': 'Wrong country\nCall them in spring\nSomething else' });
  expect(await form.submit()).toEqual({ ok: true });
  const after = await scene.newLead();
  await scene.press('sam', after, 'Decline');
  const decline = await as('sam').modal('Decline');
  await decline.fill({ Reason: 'Call them in spring' });
  expect(await decline.submit()).toEqual({ ok: true });
  await scene.app().settled();
  expect(scene.standing(after)).toContain('Returned to marketing by @sam: Call them in spring');
  expect(scene.standing(before)).toContain('Returned to marketing by @sam: Too early');
  const late = await scene.newLead();
  await scene.press('sam', late, 'Decline');
  const stale = await as('sam').modal('Decline');
  await stale.fill({ Reason: 'Wrong country' });
  const { write, now } = scene.app().baton.deps;
  await write((tx) =>
    changeSetting(tx, { setting: declineReasons, value: declineReasons.default, by: as('max').id }, now()),
  );
  await stale.submit();
  expect((await as('sam').modal('That did not work')).text()).toContain('This reason is no longer available.');
});

test('reasons for lost deals are the company’s own list, and an earlier loss keeps its text', async () => {
  const lose = async (reason: string) => {
    const name = await scene.bring(await scene.newLead(), 'qualified');
    await scene.press('sam', name, 'Mark lost');
    await scene.mustSubmit('sam', 'Mark as lost', { Reason: reason });
    return name;
  };
  const before = await lose('Bad timing');
  const form = await open('max', 'leads.loss_reasons');
  await form.fill({ 'One per line': 'Budget was cut\nSomething else' });
  expect(await form.submit()).toEqual({ ok: true });
  expect(scene.standing(await lose('Budget was cut'))).toContain('Lost by @sam: Budget was cut');
  expect(scene.standing(before)).toContain('Lost by @sam: Bad timing');
});

test('the company sets the length of a snooze', async () => {
  const form = await open('max', 'leads.snooze_times');
  await form.fill({ 'Shortest (minutes)': '30', 'Hour of the morning (0–23)': '10' });
  expect(await form.submit()).toEqual({ ok: true });
  const snooze = async (span: string) => {
    const name = await scene.bring(await scene.newLead(), 'accepted');
    await scene.press('sam', name, 'Snooze…');
    await scene.mustSubmit('sam', 'Snooze', { 'Snooze for': span });
    return scene.standing(name);
  };
  // It is Thursday, ten o'clock in Berlin.
  expect(await snooze('30 minutes')).toContain('until 2026-11-19 09:30 UTC');
  expect(await snooze('Until next working morning')).toContain('until 2026-11-20 09:00 UTC');
});

test('synonyms are edited as lines, and shown as they were typed', async () => {
  const form = await open('max', 'content.synonyms');
  expect(form.value('One per line')).toContain('deck, slides, slide deck');
  await form.fill({ 'One per line': 'brain scan, mri\nonly one' });
  expect(await form.submit()).toMatchObject({
    ok: false,
    errors: { 'One per line': 'Line 2: A line needs at least 2 words.' },
  });
  await form.fill({ 'One per line': 'brain scan, mri\n\n kit ,bundle' });
  expect(await form.submit()).toEqual({ ok: true });
  expect(synonymsOf(scene.app().baton.deps.db)).toEqual([
    ['brain scan', 'mri'],
    ['kit', 'bundle'],
  ]);
  await (await as('max').modal('Settings')).waitForText('2 groups: brain scan  ·  kit');
});

describe('permissions', () => {
  test('sellers cannot change settings', async () => {
    await as('sam').command('/baton settings', { in: '#sales' });
    expect(await scene.ephemeral('sam')).toContain('Only managers of a team and workspace admins');
  });

  test('only admins name additional managers', async () => {
    await as('max').command('/baton settings', { in: '#general' });
    const page = await as('max').modal('Settings');
    await page.press('Next →');
    await page.waitForText('Additional managers');
    expect(JSON.stringify(page.blocks)).not.toContain('"value":"teams.deputies"');
    await page.close();
    const form = await open('ada', 'teams.deputies');
    await form.fill({ People: ['sue'] });
    expect(await form.submit()).toEqual({ ok: true });
    await as('sue').command('/baton teams', { in: '#sales' });
    await (await as('sue').modal('Teams')).close();
    const back = await open('ada', 'teams.deputies');
    await back.press('Reset to default');
    await scene.app().settled();
    await as('sue').command('/baton teams', { in: '#sales' });
    expect(await scene.ephemeral('sue')).toContain('Only managers of a team');
  });
});

test('a lead closed long ago is anonymised in lists, search, history and card; its acts stay', async () => {
  const name = await scene.bring(await scene.newLead(), 'qualified');
  await scene.win('sam', name);
  const { write, db } = scene.app().baton.deps;
  const form = await open('ada', 'leads.keep_ended_months');
  await form.fill({ Months: '12' });
  await form.press('Preview');
  await form.waitForText('No leads would be erased now');
  expect(await form.submit()).toEqual({ ok: true });
  const card = scene.card(name);
  await write((tx) => eraseOld(tx, new Date('2027-11-01T03:30:00Z')));
  expect(
    db
      .select()
      .from(leads)
      .all()
      .some((lead) => lead.name === name),
  ).toBe(true);
  await write((tx) => eraseOld(tx, new Date('2027-12-01T03:30:00Z')));
  await scene.app().settled();
  expect(card.fresh()?.text).toContain('Erased · Erased');
  expect(card.fresh()?.text).not.toContain('lead@company');
  const left = JSON.stringify(db.$client.prepare('select * from leads where status = ?').all('won'));
  expect(left).not.toContain(name);
  const found = db.$client.prepare('select rowid from leads_search where leads_search match ?').all(`"${name}"`);
  expect(found).toEqual([]);
  expect(db.$client.prepare("select count(*) from lead_history where kind = 'won'").pluck().get()).toBe(1);
});
