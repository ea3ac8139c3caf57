/** Buttons of every view: one green one, and one with a menu for each of several things. */
import type { Button, KnownBlock, Overflow } from '@slack/types';
import { describe, expect, test } from 'vitest';
import { everyView } from './every/all.ts';
import { given, type Rendered } from './every/given.ts';

type Element = Button | Overflow;

const blocksOf = (rendered: Rendered) =>
  (Array.isArray(rendered) ? rendered : 'blocks' in rendered ? rendered.blocks : []) as KnownBlock[];

const elementsOf = (block: KnownBlock): Element[] =>
  (block.type === 'actions' ? block.elements : block.type === 'section' && block.accessory ? [block.accessory] : [])
    .filter((element) => element.type === 'button' || element.type === 'overflow')
    .map((element) => element as Element);

const greenOnes = (blocks: KnownBlock[]) =>
  blocks.flatMap(elementsOf).filter((element) => element.type === 'button' && element.style === 'primary');

/** Blocks of buttons that a list repeats for each thing: their ids end with the id of the thing. */
function rowsOf(blocks: KnownBlock[]): KnownBlock[] {
  const kindOf = ({ block_id: id = '' }: KnownBlock) => /^(.+):\d+$/.exec(id)?.[1];
  const repeated = (block: KnownBlock) =>
    kindOf(block) !== undefined && blocks.filter((other) => kindOf(other) === kindOf(block)).length > 1;
  return blocks.filter(repeated);
}

/** A row that offers more than one button and one menu. */
const crowded = (blocks: KnownBlock[]) =>
  rowsOf(blocks).filter((row) => {
    const kinds = elementsOf(row).map(({ type }) => type);
    return new Set(kinds).size < kinds.length;
  });

const cases = Object.entries(everyView).flatMap(([file, builders]) =>
  Object.entries(builders).map(([name, build]): [string, typeof build] => [`${file} ${name}`, build]),
);

describe('has one green button, and one button and one menu in a row', () => {
  test.each(cases)('%s', (_, build) => {
    for (const amount of ['the usual', 'a thousand'] as const) {
      for (const rendered of build(given(amount))) {
        const blocks = blocksOf(rendered);
        // A part of a home is not alone.
        if (!Array.isArray(rendered)) expect(greenOnes(blocks).slice(1)).toEqual([]);
        expect(crowded(blocks)).toEqual([]);
      }
    }
  });
});

test('the rules find what breaks them', () => {
  const button = (id: string, style?: 'primary'): Button => ({
    type: 'button',
    action_id: id,
    text: { type: 'plain_text', text: id },
    ...(style && { style }),
  });
  const row = (id: number, ...elements: Button[]): KnownBlock => ({ type: 'actions', block_id: `row:${id}`, elements });
  expect(greenOnes([row(1, button('a', 'primary')), row(2, button('b', 'primary'))])).toHaveLength(2);
  expect(crowded([row(1, button('a'), button('b')), row(2, button('a'))])).toHaveLength(1);
  expect(crowded([row(1, button('a'), button('b'))])).toEqual([]);
});
