import { describe, expect, test } from 'vitest';
import { retireItem } from '../../../src/library/review.ts';
import { teamsOfKind } from '../../../src/teams/queries.ts';
import { saveTeam } from '../../../src/teams/save.ts';
import { redeliver } from '../../support/redeliver.ts';
import { createRequestScene } from './fixtures.ts';

describe.each(['socket', 'http'] as const)('over %s', (mode) => {
  const scene = createRequestScene({ mode });
  const { as } = scene;

  test('an existing item is shared by one press, and no request is made', async () => {
    await scene.stock('How Saint Mary hospital cut waiting times', { tags: ['healthcare'] });
    await as('sam').command('/request-content case study hospital', { in: '#sales' });
    const search = await as('sam').modal('Request content');
    expect(search.value('What do you need?')).toBe('case study hospital');
    expect(search.text()).toContain('How Saint Mary hospital cut waiting times');
    await search.press('Share here');
    await search.waitForText('How Saint Mary hospital cut waiting times is on its way to');
    await as('sue').waitForMessage('#sales', 'How Saint Mary hospital cut waiting times');
    expect(as('ada').sees('#marketing')).toEqual([]);
  });

  test('a request goes from the seller to marketing and back, with the question whether it helped', async () => {
    const title = await scene.ask('sam', 'Prices for ten seats', {
      'In the buyer’s words': 'What does it cost for a small team?',
      'For which lead or customer?': 'Not a lead: Acme',
    });
    expect(scene.standing(title)).toBe(':large_yellow_circle: Unclaimed  ·  due 2026-11-24');
    await scene.react('mia', title, 'raised_hand');
    expect(scene.standing(title)).toContain('Claimed by @mia');
    await scene.press('mia', title, 'Start');
    await scene.press('mia', title, 'Ask a question…');
    await scene.mustSubmit('mia', 'Ask a question', { 'Your question': 'Which currency?' });
    const question = scene.newest('sam', 'Which currency?');
    await as('sam').press(question, 'Answer…');
    await scene.mustSubmit('sam', 'Answer', { 'Your answer': 'Euro, please' });
    expect(question.buttons).toEqual(['Answer…']);
    expect(scene.newest('sam', title).buttons).toEqual([]);
    expect(scene.newest('mia', title).text).toContain('Euro, please');
    await scene.deliver(title, { Note: 'Valid until March' });
    const delivered = scene.newest('sam', title);
    expect(scene.read(delivered.text)).toContain(':package: @mia delivered it');
    expect(delivered.text).toContain('Valid until March');
    expect(scene.news('sam', title)).toHaveLength(1);
    expect(scene.told('sam', title)).toEqual([
      ':hammer_and_wrench: @mia started on it',
      ':question: @mia has a question\nWhich currency?',
      ':package: @mia delivered it\nValid until March',
    ]);
    await as('sam').press(delivered, 'It helped');
    await scene.app().settled();
    const settled = scene.newest('sam', title);
    expect(settled.text).toContain('You said that it helped.');
    expect(settled.buttons).toEqual(['Open']);
    expect(scene.story(title)).toEqual([
      ':raised_hand: @mia claimed this request',
      ':hammer_and_wrench: @mia started on it',
      ':question: @mia has a question\nWhich currency?',
      ':speech_balloon: @sam answers\nEuro, please',
      ':package: @mia delivered it\nValid until March',
      ':raised_hands: @sam says that it helped',
    ]);
    const { db } = scene.app().baton.deps;
    const kinds = db.$client.prepare('SELECT kind FROM library_uses WHERE request_id IS NOT NULL').pluck().all();
    expect(kinds).toEqual(['helped']);
  });
});

describe('the search', () => {
  const scene = createRequestScene({ mode: 'http' });
  const { as } = scene;

  test('runs while the person types, and its words go into the form', async () => {
    await scene.stock('Security white paper', { kind: 'white_paper' });
    await as('sam').command('/request-content', { in: '#sales' });
    const search = await as('sam').modal('Request content');
    expect(search.text()).toContain('Searches the library as you type.');
    await search.fill({ 'What do you need?': 'securi' });
    await search.waitForText('Security white paper');
    expect(search.text()).toContain('Already in the library.');
    await search.fill({ 'What do you need?': 'White paper for zoos' });
    await search.waitForText('Closest results in the library:');
    expect(search.text()).not.toContain('Already in the library.');
    expect(search.submitLabel).toBe('None of these? Request');
    await search.submit();
    const form = await as('sam').modal('Request content');
    expect([form.value('What do you need?'), form.value('Kind')]).toEqual(['White paper for zoos', 'White paper']);
    expect(form.value('Due date')).toBe('2026-12-17');
  });

  test('marks items past their review date', async () => {
    await scene.stock('Reference list 2019', { reviewAt: new Date('2020-01-01') });
    await as('sam').command('/request-content reference list', { in: '#sales' });
    const search = await as('sam').modal('Request content');
    expect(search.text()).toContain('Review overdue');
    expect(JSON.stringify(search.blocks)).not.toContain('"style":"primary"');
  });

  test('shows similar open requests, to which a person can add themselves', async () => {
    const title = await scene.ask('sam', 'Comparison with Globex');
    await as('sue').command('/request-content globex', { in: '#sales' });
    const search = await as('sue').modal('Request content');
    expect(search.text()).toContain('Already requested');
    await search.press('I need this too');
    await (await as('sue').modal('Request content')).waitForText('I’ll notify you when it is delivered');
    await scene.app().settled();
    expect(scene.read(scene.card(title).text)).toContain('@sue needs this too');
  });

  test('does not share an item that was retired meanwhile', async () => {
    const { id: itemId, ownerId: by } = await scene.stock('Onboarding deck', { kind: 'deck' });
    await as('sue').command('/request-content onboarding deck', { in: '#sales' });
    const search = await as('sue').modal('Request content');
    const { baton } = scene.app();
    await baton.deps.write((tx) => retireItem(tx, { itemId, by }, baton.deps.now()));
    await search.press('Share here');
    expect((await as('sue').modal('That did not work')).text()).toContain('This item was retired.');
  });

  test('opens by a shortcut, without a channel to share in', async () => {
    await as('sam').shortcut('Request content');
    const search = await as('sam').modal('Request content');
    await search.fill({ 'What do you need?': 'security' });
    await search.waitForText('Security white paper');
    expect(search.buttons).not.toContain('Share here');
  });

  test('keeps its words when the form cannot open in time', async () => {
    const { slack } = scene.app();
    slack.faults.calls({ kind: 'error', error: 'expired_trigger_id' }, { method: 'views.open' });
    await as('sam').command('/request-content a video of the plant', { in: '#sales' });
    const message = await scene.nextEphemeral('sam');
    await as('sam').press(message, 'Open form');
    expect((await as('sam').modal('Request content')).value('What do you need?')).toBe('a video of the plant');
  });

  test('refuses a guest', async () => {
    await as('gus').command('/request-content anything', { in: '#sales' });
    expect(await scene.ephemeral('gus')).toContain('You are a guest');
  });
});

describe('the form', () => {
  const scene = createRequestScene({ mode: 'http' });
  const { as } = scene;

  test('shows errors at their fields', async () => {
    const form = await scene.formOf('sam', 'A story');
    await form.fill({ 'What do you need?': '\u200b', Kind: 'Case study', 'Due date': '2026-11-26' });
    expect(await form.submit()).toEqual({ ok: false, errors: { 'What do you need?': 'What do you need?' } });
    await form.fill({ 'What do you need?': 'A story', 'Due date': '2026-11-18' });
    expect(await form.submit()).toEqual({
      ok: false,
      errors: { 'Due date': 'Please choose a future date.' },
    });
  });

  test('needs a reason for a date before the usual turnaround', async () => {
    const form = await scene.formOf('sam', 'A story of a bank');
    await form.fill({ Kind: 'Data sheet' });
    await form.waitForText('“Data sheet” takes 5 working days');
    expect(form.value('Due date')).toBe('2026-11-26');
    await form.fill({ 'Due date': '2026-11-25' });
    expect(await form.submit()).toEqual({
      ok: false,
      errors: {
        'Rush reason': '“Data sheet” takes 5 working days, until Nov 26, 2026. If you need it sooner, say why.',
      },
    });
    await form.fill({ 'Rush reason': 'They decide on Thursday' });
    expect(await form.submit()).toEqual({ ok: true });
    const asked = await as('sam').modal('Request content');
    expect(scene.read(asked.text())).toContain('Sent to #marketing.');
    expect(asked.text()).toContain('due 2026-11-25');
    await scene.app().settled();
    expect(scene.card('A story of a bank').text).toContain('They decide on Thursday');
  });

  test('changes the date with the kind, unless a date was chosen', async () => {
    const form = await scene.formOf('sam', 'Email about the merger');
    expect(form.value('Due date')).toBe('2026-11-23');
    await form.fill({ Kind: 'Case study' });
    await form.waitForText('“Case study” takes 15');
    expect(form.value('Due date')).toBe('2026-12-10');
    await form.fill({ 'Due date': '2027-01-15' });
    await form.fill({ Kind: 'Email' });
    await form.waitForText('“Email” takes 2');
    expect(form.value('Due date')).toBe('2027-01-15');
    expect(form.value('What do you need?')).toBe('Email about the merger');
  });

  test('suggests leads by name, company or email, and customers who are not leads', async () => {
    const name = await scene.newLead();
    const form = await scene.formOf('sam', 'Anything');
    expect(await form.suggest('For which lead or customer?', 'company001')).toEqual([
      `${name} · Company 001`,
      'Not a lead: company001',
    ]);
    expect(await form.suggest('For which lead or customer?', '')).toEqual([`${name} · Company 001`]);
    await form.fill({ Kind: 'Deck', 'For which lead or customer?': `${name} · Company 001` });
    expect(await form.submit()).toEqual({ ok: true });
    await scene.app().settled();
    expect(scene.card('Anything').text).toContain(`:dart: ${name} · Company 001`);
  });

  test('a submission that Slack delivers twice has one effect and the same answer', async () => {
    const { slack } = scene.app();
    const title = await scene.ask('sam', 'Once only');
    const submission = slack.traffic.deliveries('view_submission').at(-1);
    expect(await redeliver(scene.app(), submission?.payload)).toEqual(submission?.answer);
    await scene.app().settled();
    const cards = as('ada').sees('#marketing');
    expect(cards.filter(({ text }) => text.startsWith(title))).toHaveLength(1);
  });
});

describe('with two marketing teams', () => {
  const scene = createRequestScene({ mode: 'http' });

  test('the person chooses one, and the last choice is preselected the next time', async () => {
    const { slack, baton } = scene.app();
    const [first] = teamsOfKind(baton.deps.db, 'marketing');
    if (!first) throw new Error('There is no marketing team.');
    const { id: _, ...like } = first;
    const second = { ...like, name: 'Studio', channelId: slack.ids.channels.general ?? '' };
    await baton.deps.write((tx) => saveTeam(tx, second, { id: null, by: 'test' }, baton.deps.now()));
    const form = await scene.formOf('sam', 'A jingle');
    expect(form.value('Which marketing team?')).toBe('Marketing');
    await form.fill({ Kind: 'Other', 'Which marketing team?': 'Studio' });
    expect(await form.submit()).toEqual({ ok: true });
    await scene.as('sam').waitForMessage('#general', 'A jingle');
    await (await scene.as('sam').modal('Request content')).close();
    expect((await scene.formOf('sam', 'Another one')).value('Which marketing team?')).toBe('Studio');
  });
});

describe('without a marketing team', () => {
  const scene = createRequestScene({ mode: 'http', fresh: true });

  test('the person learns who can create one', async () => {
    await scene.as('sam').command('/request-content anything', { in: '#sales' });
    expect(await scene.ephemeral('sam')).toContain('@ada can make one with `/baton teams`');
  });
});
