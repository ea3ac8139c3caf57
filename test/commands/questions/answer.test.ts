import { expect, test } from 'vitest';
import { createScene } from '../../support/scene.ts';

// A Thursday, 10:00 in Berlin.
const scene = createScene();
const { as } = scene;
const TITLE = 'Ask the managers';
const LIST = 'Anonymous questions';

async function asks(who: string, words: string): Promise<void> {
  await as(who).command(`/baton ask ${words}`, { in: '#general' });
  await scene.mustSubmit(who, TITLE, {});
  const done = await as(who).modal('Sent');
  expect(done.text()).toContain('Replies can’t be delivered to you');
  await done.close();
}
const reminders = (who: string) => scene.news(who, ' an answer.');

test('managers find all questions next to the form, unanswered ones first, and answer there', async () => {
  await asks('sam', 'Who sets the targets?');
  await asks('sue', 'Why are leads so cold?');
  await asks('mia', 'Abuse');
  await scene.travel('2026-11-20T08:00:10Z');
  await as('sam').command('/baton ask', { in: '#general' });
  expect((await as('sam').modal(TITLE)).buttons).not.toContain('Questions for managers (3 unanswered)');
  await (await as('sam').modal(TITLE)).close();

  await as('max').command('/baton ask', { in: '#general' });
  await as('max').press(await as('max').modal(TITLE), 'Questions for managers (3 unanswered)');
  const list = await as('max').modal(LIST);
  expect(list.text()).toContain('3 questions need an answer.');
  const idOf = (words: string) => {
    const { $client } = scene.app().baton.deps.db;
    return `${$client.prepare('select id from box_questions where words = ?').pluck().get(words)}`;
  };
  await list.choose({ text: 'Hide', value: `box_hide:${idOf('Abuse')}` });
  await list.waitForText('Hidden by');
  expect(list.text()).toContain('2 questions need an answer.');
  await list.press({ actionId: 'box_answer_privately', value: idOf('Who sets the targets?') });
  await scene.mustSubmit('max', 'Answer in private', { 'Your answer': 'The board does.' });
  await list.waitForText('1 question needs an answer.');
  const order = ['Why are leads so cold?', 'Who sets the targets?', 'Hidden by'].map((words) =>
    list.text().indexOf(words),
  );
  expect(order).toEqual([...order].sort((a, b) => a - b));
  await list.close({ all: true });
});

test('each manager is reminded once of questions without an answer after three working days', async () => {
  await scene.travel('2026-11-24T08:00:10Z');
  for (const who of ['max', 'ada']) expect(reminders(who)).toEqual([]);
  await scene.travel('2026-11-25T08:00:10Z');
  for (const who of ['max', 'ada']) expect(reminders(who)).toHaveLength(1);
  expect(reminders('max')[0]).toContain('1 anonymous question needs an answer.');
  await scene.travel('2026-11-26T08:00:10Z');
  await scene.travel('2026-11-27T08:00:10Z');
  for (const who of ['max', 'ada']) expect(reminders(who)).toHaveLength(1);
  for (const who of ['sam', 'sue', 'mia']) expect(reminders(who)).toEqual([]);
});
