import { existsSync, readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { changeSetting } from '../../../src/platform/settings/change.ts';
import { questionsChannel, questionsPerDay } from '../../../src/questions/settings.ts';
import { createScene } from '../../support/scene.ts';

const QUESTION = 'What do you want to ask or say?';
const TITLE = 'Ask the managers';

describe('anonymous questions', () => {
  // A Thursday, 10:00 in Berlin.
  const scene = createScene();
  const { as } = scene;
  const asks = async (who: string, words: string) => {
    await as(who).command('/baton ask', { in: '#general' });
    await scene.mustSubmit(who, TITLE, { [QUESTION]: words });
    await (await as(who).modal('Sent')).close();
  };
  const copies = (who: string) =>
    as(who)
      .dm()
      .filter(({ text }) => text.includes('Anonymous question'));
  const copy = (who: string, words: string) => as(who).waitForMessage('dm', words);
  const sql = (query: string) => scene.app().baton.deps.db.$client.prepare(query).all();

  test('the form says what is protected and what is not, and takes the words after the command', async () => {
    await as('sam').command('/baton ask  Who sets the Targets?', { in: '#general' });
    const form = await as('sam').modal(TITLE);
    expect(form.value(QUESTION)).toBe('Who sets the Targets?');
    for (const part of [
      'not your name',
      'Not protected',
      'Slack delivers what you send and knows who sent it',
      'until the key is destroyed',
    ]) {
      expect(form.text()).toContain(part);
    }
    await form.close();
    await as('gus').command('/baton ask', { in: '#sales' });
    expect(await scene.ephemeral('gus')).toContain('You are a guest');
  });

  test('questions reach all managers together on the next working morning, and no one else', async () => {
    await asks('sam', 'Who sets the targets?');
    await asks('mia', 'Why are leads so cold?');
    await as('sam').command('/baton ask', { in: '#general' });
    expect((await as('sam').modal(TITLE)).text()).toContain('1 question goes out on the next working morning.');
    await (await as('sam').modal(TITLE)).close();
    expect(copies('max')).toEqual([]);
    await scene.travel('2026-11-20T08:00:10Z');
    for (const who of ['max', 'ada']) {
      expect(copies(who)).toHaveLength(2);
      expect((await copy(who, 'Who sets the targets?')).buttons).toEqual([
        'Answer in private…',
        'Answer in public…',
        'Hide',
      ]);
    }
    for (const who of ['sam', 'sue', 'mia']) expect(copies(who)).toEqual([]);
    await scene.travel('2026-11-21T08:00:10Z');
    await scene.travel('2026-11-23T08:00:10Z');
    expect(copies('max')).toHaveLength(2);
  });

  test('a manager answers privately; the person finds the answer and replies; neither is named', async () => {
    await as('max').press(await copy('max', 'Who sets the targets?'), 'Answer in private…');
    await scene.mustSubmit('max', 'Answer in private', { 'Your answer': 'The board does.' });
    expect((await copy('ada', 'Who sets the targets?')).text).toContain('Answered in private');
    await as('sam').command('/baton ask', { in: '#general' });
    const form = await as('sam').modal(TITLE);
    expect(form.text()).toContain('1 private answer');
    await as('sam').press(form, 'Open');
    const thread = await as('sam').modal('Your question');
    expect(thread.text()).toContain('The board does.');
    expect(thread.text()).not.toContain(as('max').id);
    await scene.mustSubmit('sam', 'Your question', { 'Your reply': 'Could we see how?' });
    await (await as('sam').modal('Sent')).close({ all: true });
    await scene.travel('2026-11-24T08:00:10Z');
    for (const who of ['max', 'ada']) {
      const got = await copy(who, 'Who sets the targets?');
      expect(got.thread().map(({ text }) => text)).toEqual(['The sender replied:\nCould we see how?']);
      expect(got.text).toContain('1 reply');
    }
    await as('ada').press(await copy('ada', 'Who sets the targets?'), 'Answer again…');
    expect((await as('ada').modal('Answer in private')).text()).toContain('The board does.');
  });

  test('only the person who asked sees a question as theirs', async () => {
    await as('sue').command('/baton ask', { in: '#general' });
    expect((await as('sue').modal(TITLE)).text()).not.toContain('Your questions');
    await (await as('sue').modal(TITLE)).close();
    await as('mia').command('/baton ask', { in: '#general' });
    const form = await as('mia').modal(TITLE);
    expect(form.text()).toContain('Why are leads so cold?');
    expect(form.text()).not.toContain('Who sets the targets?');
  });

  test('a public answer is posted once, and each person can support it once', async () => {
    const post = () => as('sue').waitForMessage('#sales', 'Anonymous question');
    await as('max').press(await copy('max', 'Why are leads so cold?'), 'Answer in public…');
    await as('ada').press(await copy('ada', 'Why are leads so cold?'), 'Answer in public…');
    const first = await as('max').modal('Answer in public');
    expect(first.value('Post in')).toBe('Sales');
    await scene.mustSubmit('max', 'Answer in public', { 'Your answer': 'We call them sooner now.' });
    expect((await post()).text).toContain('We call them sooner now.');
    await scene.submit('ada', 'Answer in public', { 'Your answer': 'Another answer' });
    expect(scene.read((await as('ada').modal('That did not work')).text())).toContain('was already answered in #sales');
    for (const who of ['sue', 'sue', 'sam']) {
      const message = await post();
      const [support = ''] = message.buttons;
      await as(who).press(message, support);
      await scene.app().settled();
    }
    expect((await post()).buttons).toEqual([':heavy_plus_sign: 2']);
    expect((await copy('max', 'Why are leads so cold?')).buttons).not.toContain('Answer in public…');
  });

  test('managers hide and show questions, and see who did; no one else can', async () => {
    await as('max').press(await copy('max', 'Why are leads so cold?'), 'Hide');
    await scene.app().settled();
    const hidden = await copy('ada', 'Hidden by');
    expect(scene.read(hidden.text)).toContain('Hidden by @max');
    expect(hidden.text).not.toContain('cold');
    expect((await as('sam').waitForMessage('#sales', 'The managers have hidden')).text).not.toContain('cold');
    await as('mia').command('/baton ask', { in: '#general' });
    expect((await as('mia').modal(TITLE)).text()).toContain('Hidden by the managers');
    await as('ada').press(hidden, 'Show again');
    await scene.app().settled();
    expect((await as('sam').waitForMessage('#sales', 'Anonymous question')).text).toContain('cold');
  });

  test('the limit is three a day per person: replies count, refused ones do not, and the count ends with the day', async () => {
    await scene.travel('2026-11-24T10:00:00Z');
    await as('sue').command('/baton ask', { in: '#general' });
    expect((await scene.submit('sue', TITLE, { [QUESTION]: '\u200b' })).ok).toBe(false);
    await (await as('sue').modal(TITLE)).close();
    for (const words of ['One', 'Two', 'Three']) await asks('sue', words);
    await as('sue').command('/baton ask Four', { in: '#general' });
    await scene.submit('sue', TITLE);
    expect((await as('sue').modal('That did not work')).text()).toContain('Daily limit reached (3 a day)');
    for (const modal of as('sue').modals().reverse()) await modal.close();
    await asks('mia', 'From another person');
    const { deps } = scene.app().baton;
    await deps.write((tx) => changeSetting(tx, { setting: questionsPerDay, value: 4, by: 'test' }, deps.now()));
    await asks('sue', 'Four');
    await scene.travel('2026-11-25T07:00:00Z');
    await asks('sue', 'Five');
    await scene.travel('2026-11-25T08:00:10Z');
    expect(copies('max')).toHaveLength(8);
  });

  test('questions go to a channel if the settings name one', async () => {
    const { deps } = scene.app().baton;
    const channel = scene.app().slack.ids.channels.marketing ?? '';
    await deps.write((tx) => changeSetting(tx, { setting: questionsChannel, value: channel, by: 'test' }, deps.now()));
    await asks('sam', 'To the channel');
    await scene.travel('2026-11-26T08:00:10Z');
    expect(
      as('ada')
        .sees('#marketing')
        .filter(({ text }) => text.includes('To the channel')),
    ).toHaveLength(1);
    expect(copies('max')).toHaveLength(8);
    const message = await as('mia').waitForMessage('#marketing', 'To the channel');
    await as('mia').press(message, 'Hide');
    expect(await scene.ephemeral('mia', '#marketing')).toContain('Only managers of a team');
  });

  test('a month is deleted sixty days after its end, its key first', async () => {
    const folder = `${scene.app().databasePath}.keys`;
    const keys = () => (existsSync(folder) ? readdirSync(folder).filter((name) => name.startsWith('box-')) : []);
    expect(keys()).toEqual(['box-2026-11']);
    await scene.travel('2027-01-29T23:00:00Z');
    expect(keys()).toEqual(['box-2026-11', 'box-2027-01']);
    await scene.travel('2027-01-30T00:00:10Z');
    expect(keys()).toEqual(['box-2027-01']);
    for (const table of ['box_questions', 'box_replies', 'box_copies', 'box_supports'])
      expect(sql(`select * from ${table}`)).toEqual([]);
    await as('max').press(await copy('max', 'Who sets the targets?'), 'Answer again…');
    expect(await scene.ephemeral('max', 'dm')).toBe('This question is no longer available.');
    await as('sam').command('/baton ask', { in: '#general' });
    expect((await as('sam').modal(TITLE)).text()).not.toContain('Your questions');
  });
});
