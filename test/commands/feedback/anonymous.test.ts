import { readdirSync, rmSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { minimumGroup } from '../../../src/feedback/settings.ts';
import { feedbackBoxes, feedbackPseudonyms, feedbackResults } from '../../../src/feedback/table.ts';
import { waitingFeedbackFor } from '../../../src/feedback/waiting.ts';
import { idempotencyKeys } from '../../../src/platform/db/idempotency.ts';
import { outbox } from '../../../src/platform/outbox/table.ts';
import { changeSetting } from '../../../src/platform/settings/change.ts';
import { redeliver } from '../../support/redeliver.ts';
import { createScene } from '../../support/scene.ts';
import { workspace } from '../../support/test-app.ts';
import { feedbackFixtures } from './fixtures.ts';

const more = ['tea', 'tim', 'tom'];
const scene = createScene({
  mode: 'http',
  at: '2026-11-19T09:00:00Z',
  workspace: {
    ...workspace,
    people: { ...workspace.people, ...Object.fromEntries(more.map((name) => [name, { realName: name }])) },
    channels: { ...workspace.channels, all: { members: ['mia', 'sam', 'sue', 'max', 'gus', ...more] } },
    botIn: ['sales', 'marketing', 'all'],
  },
});
const { as } = scene;
const { form, ask, message, reads, open, answer, press } = feedbackFixtures(scene);

const ANONYMOUS = { Responses: 'Anonymous', 'Or everyone in a channel': '#all' };
const RATED = 'How is it going?';
const KEEP = 'What should we keep doing?';
const everybody = ['sam', 'sue', 'max', ...more];
const askAll = (about: string, fields = {}) => ask('mia', about, { ...ANONYMOUS, ...fields }, null);
const db = () => scene.app().baton.deps.db;
const keyFiles = () => readdirSync(`${scene.app().databasePath}.keys`).filter((name) => name.startsWith('round-'));
const mine = async () => {
  await as('mia').command('/ask-feedback mine', { in: '#all' });
  const list = await as('mia').modal('My surveys');
  const text = scene.read(list.text());
  await list.close();
  return text;
};

describe('an anonymous survey', () => {
  test('needs enough people besides the asker, and promises no more than it keeps', async () => {
    const modal = await form('mia', 'Our Monday meeting', null);
    await modal.fill({
      ...ANONYMOUS,
      'Or everyone in a channel': null,
      'Who should answer?': ['sam', 'sue', 'mia', 'ada', 'tim'],
    });
    expect(await modal.submit()).toEqual({
      ok: false,
      errors: {
        Responses: 'You picked 4 people; anonymous surveys need at least 5. Add people or switch to named.',
      },
    });
    await modal.close();
    await askAll('Our Monday meeting');
    for (const who of everybody) {
      expect(reads(who, 'Our Monday')).toContain('3 questions  ·  anonymous  ·  closes 2026-11-24 16:00 UTC');
    }
    for (const who of ['mia', 'gus']) expect(scene.news(who, 'asks for your feedback')).toEqual([]);
    const asked = await open('sam', 'Our Monday');
    const promise = scene.read(asked.text());
    expect(promise).toContain(
      '@mia sees totals and shuffled comments after this closes, if at least 5 people have answered',
    );
    expect(promise).toContain(
      'Slack delivers your answer and knows who sent it. The people who run Baton’s server could read answers',
    );
    await asked.close();
  });

  test('counts one answer per person, and tells no one who answered', async () => {
    const cardBefore = message('mia', 'Our Monday');
    for (const [index, who] of ['sam', 'sue', 'max', 'tea'].entries()) {
      await answer(who, 'Our Monday', { [RATED]: String(index + 1), [KEEP]: `Said ${index}` });
    }
    const submission = scene.app().slack.traffic.deliveries('view_submission').at(-1);
    expect(await redeliver(scene.app(), submission?.payload)).toEqual(submission?.answer);
    await press('sam', 'Our Monday', 'Answer');
    const thanks = await as('sam').modal('Thank you');
    expect(thanks.text()).toContain('Only your first answer counts. No one can see or change it');
    await thanks.close();

    expect(await mine()).toContain('anonymous  ·  fewer than 5 of 6 answered');
    await answer('tim', 'Our Monday', { [RATED]: '5  great', [KEEP]: 'Said 4' });
    // From another device, where the form was opened before.
    const sent = JSON.stringify(scene.app().slack.traffic.deliveries('view_submission').at(-1)?.payload);
    const again = JSON.parse(sent.replaceAll('Said 4', 'Said too late').replaceAll(/"V[A-Z0-9]{8,}"/g, '"VANOTHER"'));
    expect(JSON.stringify(await redeliver(scene.app(), again))).toContain('Only your first answer counts');
    expect(await mine()).toContain('anonymous  ·  at least 5 of 6 answered');
    expect(message('sam', 'Our Monday')).toMatchObject({ isEdited: false, buttons: ['Answer'] });
    expect(message('mia', 'Our Monday').text).toBe(cardBefore.text);
    const { deps } = scene.app().baton;
    const waitsFor = (who: string) =>
      waitingFeedbackFor(deps, scene.app().slack.ids.people[who] ?? '', deps.now()).toAnswer.length;
    expect(['sam', 'tim', 'tom'].map(waitsFor)).toEqual([0, 0, 1]);
    // No record of the form or of the time remains.
    const views = scene.app().slack.traffic.deliveries('view_submission').slice(-2);
    const noted = JSON.stringify([db().select().from(idempotencyKeys).all(), db().select().from(outbox).all()]);
    for (const { payload } of views) expect(noted).not.toContain((payload as { view: { id: string } }).view.id);
  });

  test('needs an answer to at least one question, and says so at the field', async () => {
    const modal = await open('tom', 'Our Monday');
    expect(await modal.submit()).toMatchObject({ ok: false, errors: { [RATED]: expect.any(String) } });
    await modal.close();
  });

  test('keeps its messages the same for everyone, also when they are edited', async () => {
    await press('mia', 'Our Monday', 'Change closing time…');
    await scene.mustSubmit('mia', 'Change closing time', { Closes: new Date('2026-11-24T15:00:00Z') });
    await scene.app().settled();
    const messages = everybody.map((who) => reads(who, 'asks for your feedback'));
    expect(new Set(messages).size).toBe(1);
    expect(messages[0]).toContain('anonymous  ·  closes 2026-11-24 15:00 UTC\nAnswer');
  });

  test('reminds only the people who have not answered', async () => {
    await scene.travel('2026-11-24T08:01:00Z');
    const reminded = everybody.filter((who) => scene.news(who, 'is waiting for').length > 0);
    expect(reminded).toEqual(['tom']);
    expect(scene.news('tom', 'is waiting for')[0]).toContain('Only Baton knows that you haven’t answered.');
  });

  test('ends with totals and shuffled comments, and leaves no mark, answer or key', async () => {
    expect(keyFiles()).toHaveLength(1);
    expect(db().select().from(feedbackPseudonyms).all()).toHaveLength(6);
    await scene.travel('2026-11-24T16:00:30Z');
    // It ends with the working day, so its author reads the results the next morning.
    await scene.travel('2026-11-25T08:06:00Z');
    const text = scene.read(message('mia', 'Survey results').text);
    expect(text).toContain('5 of 6 answered  ·  anonymous');
    expect(text).toContain('1: 1\n2: 1\n3: 1\n4: 1\n5: 1');
    expect(text).toContain('Average: 3.0 of 5');
    for (const words of [0, 1, 2, 3, 4]) expect(text).toContain(`Said ${words}`);
    expect(text).not.toContain('Said too late');
    expect(text).not.toContain('@');
    expect(keyFiles()).toEqual([]);
    expect(db().select().from(feedbackPseudonyms).all()).toEqual([]);
    expect(db().select().from(feedbackBoxes).all()).toEqual([]);
    for (const who of everybody) expect(reads(who, ':speech_balloon:')).toContain('This survey closed');
    await press('mia', 'Survey results', 'All answers');
    const modal = await as('mia').modal('Answers');
    expect(scene.read(modal.text())).not.toContain('@');
    await modal.close();
  });

  test('tells all participants the next step', async () => {
    await press('mia', 'Survey results', 'Share a next step…');
    await scene.mustSubmit('mia', 'Share a next step', { 'Or no action, because…': 'It is good as it is' });
    await scene.app().settled();
    for (const who of everybody) expect(reads(who, 'shared a follow-up')).toContain('No action: It is good as it is');
  });
});

test('the same people are not asked the same question again so soon, but can be asked another', async () => {
  const modal = await form('mia', 'our  Monday-meeting!', null);
  await modal.fill(ANONYMOUS);
  expect(await modal.submit()).toMatchObject({
    ok: false,
    errors: { Responses: expect.stringContaining('were already asked the same anonymously') },
  });
  await modal.fill({ 'Rating question': 'How long is it?' });
  expect(await modal.submit()).toEqual({ ok: true });
  await scene.app().settled();
  await press('mia', 'our  Monday-meeting!', 'Close now');
});

test('almost the same people are not asked again so soon, whoever asks, and about what', async () => {
  const modal = await form('mia', 'Another thing', null);
  await modal.fill({ ...ANONYMOUS, 'Who should answer?': ['ada'] });
  expect(await modal.submit()).toMatchObject({
    ok: false,
    errors: { Responses: expect.stringContaining('Wait until 2026-12-09, ask other people, or switch to named') },
  });
  await modal.close();
  const others = { ...ANONYMOUS, 'Or everyone in a channel': null };
  const canteen = await form('ada', 'The canteen', null);
  for (const people of [[...everybody, 'mia'], everybody.slice(1), [...everybody.slice(1), 'mia']]) {
    await canteen.fill({ ...others, 'Who should answer?': people });
    expect(await canteen.submit()).toMatchObject({
      ok: false,
      errors: { Responses: expect.stringContaining('by you or by someone else') },
    });
  }
  await canteen.fill({ ...others, 'Who should answer?': everybody });
  expect(await canteen.submit()).toEqual({ ok: true });
  await scene.app().settled();
  await press('ada', 'The canteen', 'Close now');
});

test('with too few answers keeps, shows and offers nothing', async () => {
  await askAll('The bonus plan');
  for (const who of ['sam', 'sue', 'max', 'tea']) await answer(who, 'The bonus plan', { [RATED]: '1  poor' });
  await press('mia', 'The bonus plan', 'Close now');
  const summary = message('mia', 'Survey results\nThe bonus plan');
  expect(summary.text).toContain('Fewer than 5 of 6 people answered.');
  expect(summary.text).toContain('the answers are deleted unread');
  expect(summary.buttons).toEqual([]);
  expect(await mine()).toContain('The bonus plan\nanonymous  ·  too few answered');
  expect(db().select().from(feedbackResults).all()).toHaveLength(1);
  expect(db().select().from(feedbackBoxes).all()).toEqual([]);
  expect(keyFiles()).toEqual([]);
  await scene.travel('2026-12-01T09:00:00Z');
  expect(scene.news('mia', 'needs a follow-up')).toEqual([]);
});

test('a lower minimum applies to new surveys; a running one keeps its promise', async () => {
  await askAll('The old promise');
  const { write } = scene.app().baton.deps;
  await write((tx) => changeSetting(tx, { setting: minimumGroup, value: 3, by: 'U1' }, new Date()));
  await askAll('The new promise');
  for (const about of ['The old promise', 'The new promise']) {
    for (const who of ['sam', 'sue', 'max']) await answer(who, about, { [RATED]: '4' });
    await press('mia', about, 'Close now');
  }
  expect(reads('mia', 'Survey results\nThe old')).toContain('Fewer than 5 of 6');
  expect(reads('mia', 'Survey results\nThe new')).toContain('3 of 6 answered');
});

test('a closed survey stays closed: it cannot be extended, and closing it twice gives one report', async () => {
  await askAll('The last word');
  const card = message('mia', 'The last word');
  await as('mia').press(card, 'Change closing time…');
  await press('mia', 'The last word', 'Close now');
  const modal = await as('mia').modal('Change closing time');
  await modal.fill({ Closes: new Date('2026-12-10T09:00:00Z') });
  await modal.submit();
  expect((await as('mia').modal('That did not work')).text()).toContain(
    'This survey has closed and its results are out.',
  );
  const again = scene
    .app()
    .slack.traffic.deliveries('block_actions')
    .findLast(({ payload }) => JSON.stringify(payload).includes('feedback_close'));
  await redeliver(scene.app(), again?.payload);
  await scene.app().settled();
  expect(scene.news('mia', 'Survey results\nThe last')).toHaveLength(1);
});

test('a survey without its key ends with a message that says so', async () => {
  await askAll('The lost one');
  await answer('sam', 'The lost one', { [RATED]: '2' });
  rmSync(`${scene.app().databasePath}.keys`, { recursive: true });
  const modal = await open('sue', 'The lost one');
  await modal.fill({ [RATED]: '2', [KEEP]: 'This' });
  await modal.submit();
  expect(scene.read((await as('sue').modal('That did not work')).text())).toContain(
    'the key that keeps it anonymous was lost. Please ask @mia',
  );
  await press('mia', 'The lost one', 'Close now');
  expect(reads('mia', 'Survey results\nThe lost')).toContain('and the answers with it. Please ask again.');
});
