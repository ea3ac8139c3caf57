import { describe, expect, it } from 'vitest';
import { blocksTextLength } from '../../src/blocks/validate.ts';
import { blocks, chart, elements, letters, mrkdwn, plain } from './examples.ts';
import { inModal, message } from './send.ts';

const section = { type: 'section', text: plain() };

describe('charts', () => {
  const data = (...labels: string[]) => labels.map((label) => ({ label, value: 1 }));
  const of = (series: unknown[], ...categories: string[]) =>
    message({
      type: 'data_visualization',
      title: 'a',
      chart: { type: 'line', series, axis_config: { categories } },
    }).map((text) => text.replace('/blocks/0/chart/series', '~'));

  it('a series has exactly one point for each category', () => {
    expect(of([{ name: 'a', data: data('A', 'B') }], 'B', 'A')).toEqual([]);
    expect(of([{ name: 'a', data: data('A', 'C') }], 'A', 'B')).toEqual([
      '"C" is not one of `categories` [json-pointer:~/0/data/1/label]',
      'missing category: B [json-pointer:~/0/data]',
    ]);
  });

  it('names of series and labels of points are unique', () => {
    expect(
      of(
        [
          { name: 'a', data: data('A') },
          { name: 'a', data: data('A') },
        ],
        'A',
      ),
    ).toEqual(['`name` "a" already exists [json-pointer:~/1/name]']);
    expect(of([{ name: 'a', data: data('A', 'A') }], 'A')).toEqual([
      '`label` "A" already exists [json-pointer:~/0/data/1/label]',
    ]);
  });
});

describe('rules across blocks', () => {
  const button = (action_id: string) => ({ type: 'button', text: plain(), action_id });
  const actions = (...ids: string[]) => ({ type: 'actions', elements: ids.map(button) });

  it('a block_id is unique in a message, including its containers', () => {
    expect(message({ ...section, block_id: 'a' }, { ...section, block_id: 'b' })).toEqual([]);
    expect(message({ ...section, block_id: 'a' }, { ...section, block_id: 'a' })).toEqual([
      '`block_id` "a" already exists [json-pointer:/blocks/1/block_id]',
    ]);
    const inner = { type: 'container', title: plain(), child_blocks: [{ ...section, block_id: 'a' }] };
    expect(message({ ...section, block_id: 'a' }, inner)).toEqual([
      '`block_id` "a" already exists [json-pointer:/blocks/1/child_blocks/0/block_id]',
    ]);
  });

  it('a block_id is unique in a view', () => {
    expect(inModal({ ...section, block_id: 'a' }, { ...section, block_id: 'a' })).toEqual([
      '`block_id` "a" already exists [json-pointer:/view/blocks/1/block_id]',
    ]);
  });

  it('an action_id is unique in a block and may repeat in another block', () => {
    expect(message(actions('a', 'b'), actions('a'))).toEqual([]);
    expect(message(actions('a', 'b', 'a'))).toEqual([
      '`action_id` "a" already exists [json-pointer:/blocks/0/elements/2/action_id]',
    ]);
    const card = { type: 'card', actions: [button('a'), button('a')] };
    expect(message({ type: 'carousel', elements: [card] })).toEqual([
      '`action_id` "a" already exists [json-pointer:/blocks/0/elements/0/actions/1/action_id]',
    ]);
  });

  it('a message may have one table of either kind', () => {
    const { block_id: _, ...table } = blocks.table;
    expect(message(table)).toEqual([]);
    expect(message(table, table)).toEqual(['only_one_table_allowed [json-pointer:/blocks/1]']);
    expect(message(blocks.data_table, table)).toEqual(['only_one_table_allowed [json-pointer:/blocks/1]']);
  });

  it('a message may have two charts', () => {
    expect(message(chart(), chart('line'))).toEqual([]);
    expect(message(chart(), chart(), chart())).toEqual([
      'no more than 2 `data_visualization` blocks allowed [json-pointer:/blocks/2]',
    ]);
  });

  it('markdown blocks share 12,000 characters', () => {
    const markdown = (count: number) => ({ type: 'markdown', text: letters(count) });
    expect(message(markdown(6000), markdown(6000))).toEqual([]);
    expect(message(markdown(6000), markdown(6001), markdown(1))).toEqual([
      'must be less than 12001 characters [json-pointer:/blocks/1/text]',
    ]);
  });
});

describe('the length of all visible text', () => {
  it('counts all visible text at any depth', () => {
    expect(blocksTextLength([{ ...section, block_id: 'long id', fields: [mrkdwn('12345'), plain('678')] }])).toBe(
      4 + 8,
    );
    expect(blocksTextLength([{ type: 'actions', elements: [{ ...elements.button, confirm: undefined }] }])).toBe(4);
    expect(blocksTextLength([{ type: 'markdown', text: letters(12_000) }])).toBe(12_000);
  });

  it('leaves out tables, which have a limit of their own', () => {
    expect(blocksTextLength([{ type: 'table', rows: [[{ type: 'raw_text', text: 'abc' }]] }, section])).toBe(4);
    expect(blocksTextLength([blocks.data_table])).toBe(0);
  });

  it('is zero for a value that is not a list of blocks', () => {
    expect(blocksTextLength(undefined)).toBe(0);
    expect(blocksTextLength('text')).toBe(0);
  });
});
