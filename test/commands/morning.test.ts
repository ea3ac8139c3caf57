/** A manager has one message in the morning, with everything that their teams need. */
import { expect, test } from 'vitest';
import { createScene } from '../support/scene.ts';

// A Thursday, 10:00 in Berlin.
const scene = createScene({ at: '2026-11-19T09:00:00Z' });
const { as } = scene;
const mornings = (who: string) => scene.news(who, 'Good morning.');
const dms = (who: string) => as(who).dm().length;

test('own leads, missed deadlines, waiting questions and items to review are one message', async () => {
  await scene.travel('2026-11-24T09:00:00Z');
  const missed = await scene.bring(await scene.newLead(), 'accepted', 'sue');
  const { deps } = scene.app().baton;
  await as('sam').command('/baton ask Why do we meet on Mondays?', { in: '#general' });
  await scene.mustSubmit('sam', 'Ask the managers');
  for (const modal of as('sam').modals()) await modal.close();
  await scene.travel('2026-11-25T08:00:10Z');
  await scene.travel('2026-11-27T10:00:00Z');
  const own = await scene.bring(await scene.newLead(), 'accepted', 'max');
  deps.db.$client
    .prepare(
      `INSERT INTO library_items (title, kind, tags, link, owner_id, review_at, version, created_at, created_by, updated_at, updated_by)
       VALUES ('Old deck', 'deck', '[]', 'https://files.example/deck', ?, 1, 1, 1, 'U1', 1, 'U1')`,
    )
    .run(scene.app().slack.ids.people.max);
  const before = dms('max');
  await scene.travel('2026-11-30T08:00:10Z');
  await scene.travel('2026-11-30T08:10:00Z');
  expect(dms('max')).toBe(before + 1);
  const text = mornings('max').at(-1) ?? '';
  expect(text).toContain('Good morning. 1 lead needs you');
  expect(text).toContain(own);
  expect(text).not.toContain(missed);
  expect(text).toContain('missed deadline');
  expect(text).toContain('1 anonymous question needs an answer.');
  expect(text).toContain('1 item needs a review.');
  await as('max').press(await as('max').waitForMessage('dm', 'Good morning. 1 lead needs you'), 'Review items');
  await scene.app().settled();
  expect(scene.news('max', 'Old deck')).toHaveLength(1);
  // It follows its leads, and keeps its other parts.
  await scene.press('max', own, 'Log contact');
  await scene.mustSubmit('max', 'Log contact');
  expect(mornings('max')).toEqual([]);
  expect(scene.news('max', 'Contact logged by you').at(-1)).toContain('1 anonymous question needs an answer.');
});
