import { expect, test } from 'vitest';
import { createEventLoopSlices, nextEventLoopTurn } from '../../src/platform/event-loop.ts';

async function told(sliceMs: number): Promise<string[]> {
  const myTurn = createEventLoopSlices(sliceMs);
  const story: string[] = [];
  const piece = async (name: string) => {
    await myTurn();
    story.push(name);
  };
  const pieces = ['a', 'b', 'c'].map(piece);
  setImmediate(() => story.push('other'));
  await Promise.all(pieces);
  await nextEventLoopTurn();
  return story;
}

test('of pieces of work that come together one after the other has its turn, and others have theirs in between', async () => {
  expect(await told(0)).toEqual(['a', 'b', 'other', 'c']);
});

test('what is done soon does not wait', async () => {
  expect(await told(60_000)).toEqual(['a', 'b', 'c', 'other']);
});
