import { describe, expect, test } from 'vitest';
import { createStory } from './story.ts';

describe.each([
  ['Monday', '2026-11-23T10:30'],
  ['Tuesday', '2026-11-24T10:00'],
  ['Friday', '2026-11-27T12:00'],
  ['Sunday', '2026-11-29T22:30'],
])('the story, opened on a %s', (_day, at) => {
  const story = createStory(new Date(at));

  test('leaves leads in every status, and no problem that Slack would hide', () => {
    const text = story
      .sales()
      .map((card) => card.text)
      .join('\n');
    for (const words of [
      'Unclaimed',
      'owns this  ·  first contact',
      'In progress',
      'Qualified by',
      'Won by',
      'Returned to marketing',
      'Nurturing until',
      'zzz',
    ])
      expect(text).toContain(words);
    expect(story.play().slack.problems).toEqual([]);
    expect(story.page().snapshot.controls?.tasks.map(({ done }) => done)).toEqual(Array(9).fill(false));
  });
});
