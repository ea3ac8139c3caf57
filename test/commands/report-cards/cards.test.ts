/** A report card from its invitation to its answers, with two teams of twelve. */
import { describe, expect, test } from 'vitest';
import { changeSetting } from '../../../src/platform/settings/change.ts';
import { reportCard } from '../../../src/report-cards/ritual.ts';
import { lastCycle } from '../../../src/rituals/queries.ts';
import { sharedChannel } from '../../../src/teams/settings.ts';
import { createScene } from '../../support/scene.ts';
import { cardActs, company, EVERYONE, MARKETERS, SELLERS } from './company.ts';

// A Monday, 10:00 in Berlin. Report cards usually begin on the second Tuesday of March.
const scene = createScene({ workspace: company, at: '2027-03-01T09:00:00Z' });
const { as } = scene;
const acts = cardActs(scene);
const deps = () => scene.app().baton.deps;

describe('before it begins', () => {
  test('managers see its day, a preview, and the message that people will get', async () => {
    const value = scene.app().slack.ids.channels.general ?? '';
    await deps().write((tx) => changeSetting(tx, { setting: sharedChannel, value, by: 'test' }, deps().now()));
    await as('max').command('/baton rituals', { in: '#sales' });
    const list = await as('max').modal('Rituals');
    expect(scene.read(list.text())).toContain('Report card  ·  Twice a year');
    expect(scene.read(list.text())).toContain('Next: 2027-03-09');
    await list.press({ actionId: 'ritual_preview', value: 'report_card' });
    const preview = (await as('max').modal('Preview')).text();
    expect(preview).toContain('12 people in sales and 12 in marketing');
    expect(preview).toContain('about 2 min  ·  anonymous');
    expect(preview).toContain('Marketing rates sales on:');
    expect(preview).toContain('Leads are contacted in time');
    await (await as('max').modal('Preview')).close();
  });

  test('other people do not manage it', async () => {
    await as('s1').command('/baton rituals', { in: '#sales' });
    expect(await scene.ephemeral('s1')).toContain('Only managers of a team');
  });

  test('a manager changes the needs of both sides, and everyone reads them', async () => {
    await as('ada').command('/baton report-card', { in: '#marketing' });
    await (await as('ada').modal('Report card')).press('Needs of marketing…');
    const form = await as('ada').modal('Needs of marketing');
    await form.fill({
      'Need 1': 'Leads are called <!here> within a day',
      'Need 2': 'leads are called <!here> within a day',
    });
    expect(await form.submit()).toMatchObject({ errors: { 'Need 2': 'This need is there twice.' } });
    await form.fill({ 'Need 2': 'Several tries' });
    expect((await form.submit()).ok).toBe(true);
    await as('s1').command('/baton report-card', { in: '#sales' });
    await (await as('s1').modal('Report card')).press('Needs of marketing');
    const needs = await as('s1').modal('Needs of marketing');
    expect(needs.text()).toContain('Leads are called <!here> within a day');
    expect(scene.read(needs.text())).toContain('by @ada');
    await needs.close({ all: true });
  });
});

describe('while it is open', () => {
  test('each person is asked once, in one message that says why and how long', async () => {
    await acts.morning('2027-03-09');
    for (const who of EVERYONE) expect(acts.dms(who, 'Report card'), who).toHaveLength(1);
    expect(acts.dms('gus', 'Report card')).toEqual([]);
    const [invitation] = acts.dms('s1', 'Report card');
    expect(scene.read(invitation?.text ?? '')).toContain(
      'Report card  ·  about 2 min  ·  anonymous  ·  closes 2027-03-16 16:00 UTC',
    );
    expect(invitation?.text).toContain('You know what your team needs from the other one.');
  });

  test('a C or an F needs a sentence; the form has twelve fields', async () => {
    const form = await acts.openForm('s1');
    const { choices = 0, texts = 0 } = reportCard.asks?.fields ?? {};
    expect(form.labels()).toHaveLength(choices + texts);
    await form.fill({ ...acts.fieldsOf('ABCFAA', ''), why2: '', why3: 'Late' });
    const result = await form.submit();
    expect(result).toMatchObject({
      ok: false,
      errors: { 'Why? A sentence about 3': expect.stringContaining('needs a sentence') },
    });
    await form.close();
  });

  test('an answer changes no message, and cannot be given twice', async () => {
    for (const who of SELLERS.slice(0, 6)) await acts.answer(who, 'ABCFAB', `${who} waits too long`);
    for (const who of MARKETERS.slice(0, 4)) await acts.answer(who, 'AAAAAA');
    const [invitation] = acts.dms('max', 'Report card');
    expect(invitation?.buttons).toEqual(['Fill in']);
    if (invitation) await as('max').press(invitation, 'Fill in');
    expect((await as('max').modal('Thank you')).text()).toContain('Only your first one counts');
    await (await as('max').modal('Thank you')).close();
  });

  test('only those who have not answered are reminded, once', async () => {
    await acts.morning('2027-03-16');
    const reminded = EVERYONE.filter((who) => acts.dms(who, 'Closes today').length === 1);
    expect(reminded).toEqual([...SELLERS.slice(6), ...MARKETERS.slice(4)]);
    await scene.travel('2027-03-16T14:00:00Z');
    expect(EVERYONE.flatMap((who) => acts.dms(who, 'Closes today'))).toHaveLength(reminded.length);
  });
});

describe('after it closed', () => {
  test('both cards come on the next working morning, in one message; of too few answers nothing is shown', async () => {
    await scene.travel('2027-03-16T16:00:30Z');
    expect(acts.cards()).toEqual([]);
    expect(acts.dms('s9', 'Report card')[0]?.text).toContain('closed');
    await acts.morning('2027-03-17');
    expect(acts.cards()).toHaveLength(1);
    const text = acts.cards()[0]?.text ?? '';
    expect(text).toContain('Sales rates marketing');
    expect(text).toContain('6 of 12 in sales answered.');
    expect(text).toContain('F  Content that helps to win deals');
    expect(text).toMatch(/s[1-5] waits too long|max waits too long/);
    expect(text).toContain('Fewer than 5 of 12 people in marketing answered.');
    expect(text).not.toContain('AAAAAA');
  });

  test('all sentences are in a list, by need', async () => {
    const [card] = acts.cards();
    if (card) await as('m1').press(card, 'All sentences');
    const list = await as('m1').modal('All sentences');
    for (const who of SELLERS.slice(0, 6)) expect(list.text()).toContain(`${who} waits too long`);
    expect(list.buttons).not.toContain('Next');
    await list.close();
  });

  test('the rated team answers a weak need with an action, which enters the monthly review', async () => {
    const [card] = acts.cards();
    if (!card) throw new Error('no card');
    const button = { actionId: 'report_card_act', value: `${lastCycle(deps().db, 'report_card')?.id}-sales-2` };
    await as('s2').press(card, button);
    expect(await scene.ephemeral('s2')).toContain('Only marketing answers this need');
    await as('mia').press(card, button);
    await scene.mustSubmit('mia', 'Answer with an action', {
      Action: 'Two case studies',
      Owner: '@m3',
      Due: '2027-04-30',
    });
    const answered = acts.cards()[0];
    expect(scene.read(answered?.text ?? '')).toContain('Two case studies  ·  @m3');
    const [line] = answered?.thread() ?? [];
    expect(scene.read(line?.text ?? '')).toContain('@m3: Two case studies');
    await as('max').command('/baton review', { in: '#sales' });
    const review = await as('max').modal('Monthly review');
    expect(review.text()).toContain('Two case studies');
    await review.close();
  });

  test('managers are asked once for the actions that are missing, and the message follows', async () => {
    await acts.morning('2027-03-24');
    const [waits] = acts.dms('ada', '1 weak need has no action');
    expect(waits?.buttons).toEqual(['Answer with an action…']);
    expect(acts.dms('max', 'no action')).toEqual([]);
    if (waits) await as('ada').press(waits, 'Answer with an action…');
    await scene.mustSubmit('ada', 'Answer with an action', {
      Action: 'A call a week',
      Owner: '@ada',
      Due: '2027-04-30',
    });
    expect(acts.dms('ada', 'Each weak need has an action')).toHaveLength(1);
  });

  test('the page has the last cards and the next day; the history begins with the second card', async () => {
    await as('s1').command('/baton report-card', { in: '#sales' });
    const page = await as('s1').modal('Report card');
    expect(scene.read(page.text())).toContain('The next one begins 2027-09-14');
    await page.press('Send me the history');
    await scene.app().settled();
    expect(acts.dms('s1', 'Report cards so far')[0]?.text).toContain('The curves begin with the second report card');
    for (const modal of as('s1').modals().reverse()) await modal.close();
  });
});
