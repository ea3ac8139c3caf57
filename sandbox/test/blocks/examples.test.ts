import { describe, expect, it } from 'vitest';
import { type Fault, faultText, validateMessageBlocks } from '../../src/blocks/validate.ts';
import { blocks, chart, elements } from './examples.ts';
import { type ElementType, everywhere, firstOf, held, holders, pointerIn, type Surface, surfaces } from './places.ts';
import { at } from './send.ts';

type BlockType = keyof typeof blocks;

const texts = (faults: Fault[]) => faults.map(faultText);

const stands: Record<BlockType, Surface[]> = {
  section: everywhere,
  divider: everywhere,
  header: everywhere,
  image: everywhere,
  context: everywhere,
  actions: everywhere,
  input: everywhere,
  rich_text: everywhere,
  video: everywhere,
  file: [],
  markdown: ['message'],
  table: ['message'],
  data_table: ['message', 'home'],
  data_visualization: ['message'],
  alert: ['modal'],
  card: ['message', 'home'],
  carousel: ['message', 'home'],
  container: ['message'],
  plan: ['message'],
  task_card: ['message'],
  context_actions: ['message'],
};

const placements = Object.entries(stands).flatMap(([type, taken]) =>
  everywhere.map((surface) => ({ type: type as BlockType, surface, taken: taken.includes(surface) })),
);

describe('a valid example of each block', () => {
  it.each(placements.filter(({ taken }) => taken))('$type is accepted on a $surface', ({ type, surface }) => {
    expect(texts(surfaces[surface](blocks[type]))).toEqual([]);
  });

  it.each(placements.filter(({ taken }) => !taken))('$type is refused on a $surface', ({ type, surface }) => {
    const pointer = surface === 'message' ? '/blocks/0/type' : '/view/blocks/0/type';
    expect(texts(surfaces[surface](blocks[type]))).toEqual([at(`unsupported type: ${type}`, pointer)]);
  });

  it.each(['bar', 'line', 'area'] as const)('a %s chart is accepted', (type) => {
    expect(texts(validateMessageBlocks([chart(type)]))).toEqual([]);
  });

  it('a pie chart is accepted', () => {
    const pie = { type: 'pie', segments: [{ label: 'A', value: 0.1 }] };
    expect(texts(validateMessageBlocks([{ ...chart(), chart: pie }]))).toEqual([]);
  });

  /** Each kind of run and its fields: docs.slack.dev/reference/block-kit/block-elements/text-element and its neighbours. */
  it.each([
    { type: 'text', text: 'a' },
    { type: 'link', url: 'https://example.com', from_llm: true, is_slack_url: false, truncated: false },
    { type: 'user', user_id: 'U1', from_llm: true },
    { type: 'usergroup', usergroup_id: 'S1' },
    { type: 'channel', channel_id: 'C1', tab_id: 'Ct1', from_llm: false },
    { type: 'broadcast', range: 'here' },
    { type: 'color', value: '#F405B3' },
    { type: 'date', timestamp: 1, format: '{date}', timezone: 'Europe/Berlin' },
  ])('a $type in rich text has every style and field that Slack documents', (run) => {
    const style = { bold: true, italic: true, strike: true, underline: true, highlight: true, client_highlight: true };
    const section = { type: 'rich_text_section', elements: [{ ...run, style: { ...style, unlink: true } }] };
    expect(texts(validateMessageBlocks([{ type: 'rich_text', elements: [section] }]))).toEqual([]);
  });

  it('a list may start at a later number', () => {
    const list = { type: 'rich_text_list', style: 'ordered', offset: 2, elements: [] };
    expect(texts(validateMessageBlocks([{ type: 'rich_text', elements: [list] }]))).toEqual([]);
  });

  /** github.com/abdolence/slack-morphism-rust/pull/367: rich text has links that are no URLs. */
  it('a link in rich text may lead anywhere', () => {
    const elements = [{ type: 'link', url: '#usage', text: 'Usage' }];
    const text = { type: 'rich_text', elements: [{ type: 'rich_text_section', elements }] };
    expect(texts(validateMessageBlocks([text]))).toEqual([]);
  });

  it('a column of a table may keep its settings', () => {
    const rows = [['a', 'b'].map((text) => ({ type: 'raw_text', text }))];
    const table = { type: 'table', rows, column_settings: [null, { align: 'right' }] };
    expect(texts(validateMessageBlocks([table]))).toEqual([]);
  });

  it('options may have the same value, also in two groups', () => {
    const option = { text: { type: 'plain_text', text: 'a' }, value: 'a' };
    const group = { label: { type: 'plain_text', text: 'a' }, options: [option] };
    const menus = [
      { type: 'static_select', action_id: '1', options: [option, option] },
      { type: 'static_select', action_id: '2', option_groups: [group, group] },
      { type: 'checkboxes', action_id: '3', options: [option, option] },
      { type: 'radio_buttons', action_id: '4', options: [option, option] },
    ];
    expect(texts(validateMessageBlocks([{ type: 'actions', elements: menus }]))).toEqual([]);
  });

  it('a header has a level, and an emoji a skin tone', () => {
    const header = { type: 'header', text: { type: 'plain_text', text: 'a' }, level: 4 };
    const elements = [{ type: 'emoji', name: 'wave', skin_tone: 3 }];
    const text = { type: 'rich_text', elements: [{ type: 'rich_text_section', elements }] };
    expect(texts(validateMessageBlocks([header, text]))).toEqual([]);
    expect(texts(validateMessageBlocks([{ ...header, level: 5 }]))).toEqual([
      at('must be less than 5', '/blocks/0/level'),
    ]);
  });

  it('a card may have one of Slack’s icons and a line of small text', () => {
    const card = { type: 'card', body: { type: 'mrkdwn', text: 'a' }, slack_icon: { type: 'icon', name: 'rocket' } };
    expect(texts(validateMessageBlocks([{ ...card, subtext: { type: 'mrkdwn', text: 'b' } }]))).toEqual([]);
  });
});

/** Every object of an example, with a way to add an unknown key to it. */
function* spoilt(value: unknown, pointer: string): Generator<{ pointer: string; spoil: () => unknown }> {
  if (Array.isArray(value)) {
    for (const [index, entry] of value.entries()) {
      for (const inner of spoilt(entry, `${pointer}/${index}`)) {
        yield { pointer: inner.pointer, spoil: () => value.with(index, inner.spoil()) };
      }
    }
  } else if (typeof value === 'object' && value !== null) {
    yield { pointer, spoil: () => ({ ...value, foo: 1 }) };
    for (const [key, entry] of Object.entries(value)) {
      for (const inner of spoilt(entry, `${pointer}/${key}`)) {
        yield { pointer: inner.pointer, spoil: () => ({ ...value, [key]: inner.spoil() }) };
      }
    }
  }
}

describe('an unknown key', () => {
  const inBlocks = Object.entries(blocks).flatMap(([type, block]) => {
    const [surface] = stands[type as BlockType];
    const root = surface === 'message' ? '/blocks/0' : '/view/blocks/0';
    return surface === undefined ? [] : [...spoilt(block, root)].map((one) => ({ ...one, check: surfaces[surface] }));
  });
  const inElements = Object.entries(elements).flatMap(([type, element]) => {
    const [holder] = held[type as ElementType];
    if (holder === undefined) return [];
    const wrapped = holders[holder];
    const surface = firstOf(type as ElementType);
    const root = pointerIn(holder, surface).replace(/\/type$/, '');
    return [...spoilt(element, root)].map(({ pointer, spoil }) => ({
      pointer,
      spoil: () => wrapped(spoil()),
      check: surfaces[surface],
    }));
  });

  it('is refused in every object of every block and element', () => {
    const cases = [...inBlocks, ...inElements];
    expect(cases.length).toBeGreaterThan(250);
    for (const { pointer, spoil, check } of cases) {
      expect(check(spoil())).toEqual([{ message: 'invalid additional property: foo', pointer }]);
    }
  });
});
