import { describe, expect, test } from 'vitest';
import { createScene } from '../support/scene.ts';
import { homesOn } from './fixtures.ts';

const scene = createScene();
const { as, newLead, mustSubmit, card, standing, travel, app } = scene;
const { open, text, press } = homesOn(scene);
const forSam = (fields = {}) => newLead({ 'Assign to': 'sam', ...fields });

describe('a seller acts on leads on their home', () => {
  test('accepts one, and sees the next steps at once', async () => {
    const lead = await forSam();
    expect(await open('sam')).toMatch(
      /1 lead needs you[\s\S]*Due 2026-11-19 11:00 UTC, under 2 h left {2}· {2}Unclaimed/,
    );
    await press('sam', 'Accept');
    expect(standing(lead)).toContain('@sam owns this');
    expect(text('sam')).toMatch(/1 lead needs you[\s\S]*under 4 h left {2}· {2}Accepted/);
    await press('sam', 'Log contact');
    await mustSubmit('sam', 'Log contact', { Outcome: 'Reached them' });
    expect(standing(lead)).toContain('In progress  ·  @sam');
    expect(text('sam')).toContain('You’re all caught up.');
  });

  test('declines one, and its marketer sees the reason and the possible acts', async () => {
    const lead = await forSam();
    await open('sam');
    await open('mia');
    await press('sam', 'Decline…');
    await mustSubmit('sam', 'Decline', {
      Reason: 'No budget',
      'Note for marketing': 'Not before *May*',
    });
    expect(text('sam')).toContain('You’re all caught up');
    expect(text('mia')).toMatch(/1 lead returned to you[\s\S]*Returned by @sam: No budget\nNot before \*May\*/);
    await press('mia', 'Reply and resubmit');
    await mustSubmit('mia', 'Reply and resubmit', { Reply: 'They have one now' });
    expect(standing(lead)).toContain('Unclaimed');
    expect(text('mia')).not.toContain('came back from sales');
  });

  test('snoozes one, which returns after the snooze', async () => {
    const lead = await forSam();
    await open('sam');
    await press('sam', 'Snooze…');
    await mustSubmit('sam', 'Snooze', { 'Snooze for': '1 hour' });
    expect(text('sam')).not.toContain(lead);
    await travel('2026-11-19T10:01:00Z');
    expect(text('sam')).toContain(lead);
    await press('sam', 'Accept');
    await press('sam', 'Decline…');
    await mustSubmit('sam', 'Decline', { Reason: 'Duplicate' });
  });

  test('learns that another seller was faster, and sees the current status', async () => {
    const lead = await forSam();
    await open('sam');
    // Slack refuses homes for a while, so this one still has the button.
    const { faults } = app().slack;
    faults.calls({ kind: 'error', error: 'internal_error' }, { method: 'views.publish', times: 100 });
    await scene.press('sue', lead, 'Accept');
    await press('sam', 'Accept');
    const refusal = await as('sam').modal('That did not work');
    expect(scene.read(refusal.text())).toMatch(/^@sue has had this lead since/);
    await refusal.close();
    faults.clear();
    await as('sam').home()?.waitForText('You’re all caught up');
    expect(standing(lead)).toContain('@sue owns this');
  });

  test('accepts one whose card was deleted by hand', async () => {
    const lead = await forSam();
    const { channel, ts } = card(lead);
    const messages = app().slack.store.messages.get(channel) ?? [];
    messages.splice(
      messages.findIndex((each) => each.ts === ts),
      1,
    );
    await open('sam');
    await press('sam', 'Accept');
    expect(text('sam')).toContain('Accepted');
    expect(standing(lead)).toContain('@sam owns this');
    await press('sam', 'Decline…');
    await mustSubmit('sam', 'Decline', { Reason: 'Duplicate' });
  });
});

describe('a person changes their own settings on their home', () => {
  test('sets themselves away, so that no lead comes to them, and available again', async () => {
    await forSam();
    await open('sam');
    await open('max');
    await press('sam', 'Set away…');
    expect(await scene.submit('sam', 'Set away', { 'Back on': '2026-11-01' })).toMatchObject({
      errors: { 'Back on': 'Choose a date in the future.' },
    });
    await (await as('sam').modal('Set away')).fill({ 'Back on': '2026-11-23' });
    await (await as('sam').modal('Set away')).submit();
    const said = await as('sam').modal('Set away');
    expect(scene.read(said.text())).toContain(
      'You get no leads until 2026-11-23 08:00 UTC.\n1 lead waits for you, due before you are back:',
    );
    await said.press('Hand it over');
    await said.waitForText('1 lead went to your team.');
    await said.close();
    await app().settled();
    expect(text('sam')).toContain('You’re away until 2026-11-23 08:00 UTC and get no leads.');
    expect(text('max')).toContain('Away: @sam until 2026-11-23 08:00 UTC');
    const next = await newLead();
    expect(standing(next)).not.toContain('@sam');
    await press('sam', 'Set available');
    expect(text('sam')).toContain('Available for leads.');
    expect(text('max')).toContain('Everyone is available.');
  });

  test('chooses notifications; the daily summary is then only on the home', async () => {
    await forSam();
    await open('sam');
    await press('sam', 'Notifications…');
    await mustSubmit('sam', 'Notifications', {
      'Daily summary': 'Only in Baton’s home',
      'Lead reminders': 'Off',
    });
    expect(text('sam')).toContain('Daily summary: only in Baton’s home');
    const heard = as('sam').dm().length;
    await travel('2026-11-20T08:01:00Z');
    expect(as('sam').dm()).toHaveLength(heard);
    expect(await open('sam')).toMatch(/leads? needs? you/);
  });
});

describe('forms and lists open from a home', () => {
  test('a lead is handed off, and is then among the marketer’s own', async () => {
    await open('mia');
    await press('mia', 'Hand off a lead');
    await mustSubmit('mia', 'Hand off a lead', {
      Name: 'Olga Onward',
      Company: 'Onward',
      Email: 'olga@onward.example',
      'What do they need?': 'A demo',
    });
    expect(text('mia')).toMatch(/Your leads\n1?\d in the last 30 days[\s\S]*Olga Onward · Onward {2}· {2}unclaimed/);
  });

  test('leads are searched, and acts work on the results', async () => {
    await open('sam');
    await press('sam', 'Search leads');
    const search = await as('sam').modal('Search leads');
    await search.fill({ 'Name, company or email': 'olga' });
    await search.submit();
    const found = await as('sam').modal('Search results');
    expect(found.text()).toContain('Olga Onward · Onward');
    await found.press('Accept');
    await app().settled();
    expect(standing('Olga Onward')).toContain('@sam owns this');
  });

  test('lists and bulk actions open on top of it', async () => {
    await forSam();
    await forSam();
    await open('sam');
    for (const [button, title] of [
      ['My leads', 'My leads'],
      ['Bulk actions…', 'Bulk actions'],
    ] as const) {
      await press('sam', button);
      await (await as('sam').modal(title)).close({ all: true });
    }
    await open('max');
    for (const [button, title] of [
      ['View leads', 'Awaiting first contact'],
      ['Teams', 'Teams'],
    ] as const) {
      await press('max', button);
      await (await as('max').modal(title)).close({ all: true });
    }
  });
});
