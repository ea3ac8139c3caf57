import { describe, expect, test } from 'vitest';
import { onStage } from '../support/test-app.ts';
import { homesOn } from './fixtures.ts';

const scene = onStage();
const { as, newLead, mustSubmit, card, standing, travel, stage } = scene;
const { open, text, press } = homesOn(scene);
const forSam = (fields = {}) => newLead({ 'One seller': 'sam', ...fields });

describe('on what waits for them, in their home, a seller', () => {
  test('accepts, and sees at once what is to be done next', async () => {
    const lead = await forSam();
    expect(await open('sam')).toMatch(
      /1 to accept[\s\S]*less than 2 hours left, until 2026-11-19 11:00 UTC {2}· {2}Not accepted yet/,
    );
    await press('sam', 'Accept');
    expect(standing(lead)).toContain('@sam has it');
    expect(text('sam')).toMatch(/1 to touch[\s\S]*less than 4 hours left/);
    await press('sam', 'Log touch');
    await mustSubmit('sam', 'Log touch', { 'What came of it?': 'Reached them' });
    expect(standing(lead)).toContain('@sam is on it');
    expect(text('sam')).toContain('Nothing waits for you. Have a good day.');
  });

  test('gives one back, and its marketer finds it with the reason and what to do about it', async () => {
    const lead = await forSam();
    await open('sam');
    await open('mia');
    await press('sam', 'Not for us');
    await mustSubmit('sam', 'Not for us', {
      'Why?': 'No budget',
      'Anything marketing should know?': 'Not before *May*',
    });
    expect(text('sam')).toContain('Nothing waits for you');
    expect(text('mia')).toMatch(
      /One of your leads came back from sales[\s\S]*No budget, says @sam\nNot before \*May\*/,
    );
    await press('mia', 'Answer and hand back');
    await mustSubmit('mia', 'Answer and hand back', { 'What should they know?': 'They have one now' });
    expect(standing(lead)).toContain('Who takes this one?');
    expect(text('mia')).not.toContain('came back from sales');
  });

  test('snoozes one, which stands there again when it wakes', async () => {
    const lead = await forSam();
    await open('sam');
    await press('sam', 'Snooze…');
    await mustSubmit('sam', 'Snooze', { 'For how long?': 'For an hour' });
    expect(text('sam')).not.toContain(lead);
    await travel('2026-11-19T10:01:00Z');
    expect(text('sam')).toContain(lead);
    await press('sam', 'Accept');
    await press('sam', 'Not for us');
    await mustSubmit('sam', 'Not for us', { 'Why?': 'Duplicate' });
  });

  test('is told why when somebody was quicker, and sees how it stands now', async () => {
    const lead = await forSam();
    await open('sam');
    // Slack takes no home for a while, so that this one still has the button.
    const { faults } = stage().slack;
    faults.calls({ kind: 'error', error: 'internal_error' }, { method: 'views.publish', times: 100 });
    await scene.press('sue', lead, 'Accept');
    await press('sam', 'Accept');
    const refusal = await as('sam').modal('That did not work');
    expect(scene.read(refusal.text())).toMatch(/^@sue has had this lead since/);
    await refusal.close();
    faults.clear();
    await as('sam').home()?.waitForText('Nothing waits for you');
    expect(standing(lead)).toContain('@sue has it');
  });

  test('takes one whose card was deleted by hand', async () => {
    const lead = await forSam();
    const { channel, ts } = card(lead);
    const messages = stage().slack.store.messages.get(channel) ?? [];
    messages.splice(
      messages.findIndex((each) => each.ts === ts),
      1,
    );
    await open('sam');
    await press('sam', 'Accept');
    expect(text('sam')).toContain('1 to touch');
    expect(standing(lead)).toContain('@sam has it');
    await press('sam', 'Not for us');
    await mustSubmit('sam', 'Not for us', { 'Why?': 'Duplicate' });
  });
});

describe('of themselves, somebody says in their home', () => {
  test('that they are away, so that no lead comes to them, and that they are back', async () => {
    await forSam();
    await open('sam');
    await open('max');
    await press('sam', 'Out of office…');
    expect(await scene.submit('sam', 'Out of office', { 'When are you back?': '2026-11-01' })).toMatchObject({
      errors: { 'When are you back?': 'Please choose a day that is still to come.' },
    });
    await (await as('sam').modal('Out of office')).fill({ 'When are you back?': '2026-11-23' });
    await (await as('sam').modal('Out of office')).submit();
    const said = await as('sam').modal('Out of office');
    expect(scene.read(said.text())).toBe(
      'You get no leads until 2026-11-23 08:00 UTC. One lead that waited for you went to your team.',
    );
    await said.close();
    await stage().settled();
    expect(text('sam')).toContain('You are out of office until 2026-11-23 08:00 UTC: no lead comes to you.');
    expect(text('max')).toContain('Away: @sam until 2026-11-23 08:00 UTC');
    const next = await newLead();
    expect(standing(next)).not.toContain('@sam');
    await press('sam', 'I am back');
    expect(text('sam')).toContain('You are here, and leads may come to you.');
    expect(text('max')).toContain('Everybody is here.');
  });

  test('what they want to hear; the list of the morning then stands there alone', async () => {
    await forSam();
    await open('sam');
    await press('sam', 'What you hear…');
    await mustSubmit('sam', 'What you hear', {
      'Where do you want the list of what waits for you?': 'Only in Baton’s home',
      'When do you want to be reminded of a lead?': 'Not at all',
    });
    expect(text('sam')).toContain('The list of the morning: only in Baton’s home');
    const heard = as('sam').dm().length;
    await travel('2026-11-20T08:01:00Z');
    expect(as('sam').dm()).toHaveLength(heard);
    expect(await open('sam')).toMatch(/lead waits for you|leads wait for you/);
  });
});

describe('ways that lead on from a home', () => {
  test('a lead is handed off, and stands among the marketer’s own', async () => {
    await open('mia');
    await press('mia', 'Hand off a lead');
    await mustSubmit('mia', 'Hand off a lead', {
      Name: 'Olga Onward',
      Company: 'Onward',
      Email: 'olga@onward.example',
      'What do they need?': 'A demo',
    });
    expect(text('mia')).toMatch(
      /What became of your leads\n1?\d in the last 30 days[\s\S]*Olga Onward · Onward {2}· {2}not accepted yet/,
    );
  });

  test('leads are searched, and found ones acted on', async () => {
    await open('sam');
    await press('sam', 'Search leads');
    const search = await as('sam').modal('Search leads');
    await search.fill({ 'Name, company or email': 'olga' });
    await search.submit();
    const found = await as('sam').modal('Found leads');
    expect(found.text()).toContain('Olga Onward · Onward');
    await found.press('Accept');
    await stage().settled();
    expect(standing('Olga Onward')).toContain('@sam has it');
  });

  test('lists and several at once open over it', async () => {
    await forSam();
    await forSam();
    await open('sam');
    for (const [button, title] of [
      ['My leads', 'My leads'],
      ['Several at once…', 'Several at once'],
    ] as const) {
      await press('sam', button);
      await (await as('sam').modal(title)).close({ all: true });
    }
    await open('max');
    for (const [button, title] of [
      ['Untouched leads', 'Untouched leads'],
      ['Teams', 'Teams'],
    ] as const) {
      await press('max', button);
      await (await as('max').modal(title)).close({ all: true });
    }
  });
});
