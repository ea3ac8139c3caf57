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

test('of several pieces of work at once, one runs at a time, with pauses for others', async () => {
  expect(await told(0)).toEqual(['a', 'b', 'other', 'c']);
});

test('short work does not wait', async () => {
  expect(await told(60_000)).toEqual(['a', 'b', 'c', 'other']);
});
