import { expect, test } from 'vitest';
import { homeView } from '../../views/home/home.ts';
import { section } from '../../views/kit/blocks.ts';

const part = (name: string, blocks: number) => Array.from({ length: blocks }, () => section(name));

test('a home that is too long loses its dividers, and then its last parts', () => {
  expect(homeView(part('a', 3), [], part('b', 4)).blocks).toHaveLength(8);
  expect(homeView(part('a', 60), part('b', 40)).blocks).toEqual([...part('a', 60), ...part('b', 40)]);
  expect(homeView(part('a', 60), part('b', 40), part('c', 1)).blocks).toEqual([...part('a', 60), ...part('b', 40)]);
  expect(homeView(part('a', 60), part('b', 41), part('c', 1)).blocks).toEqual(part('a', 60));
});
