import type { Json } from '../json.ts';
import { isObject, objects, str, textOf } from '../json.ts';

/** Content that stays hidden until a person opens it. */
const HIDDEN = new Set(['confirm', 'placeholder', 'option_groups', 'style', 'metadata']);

function richLeaf(leaf: Json): string {
  switch (leaf.type) {
    case 'user':
      return `<@${str(leaf.user_id)}>`;
    case 'usergroup':
      return `<!subteam^${str(leaf.usergroup_id)}>`;
    case 'channel':
      return `<#${str(leaf.channel_id)}>`;
    case 'emoji':
      return `:${str(leaf.name)}:`;
    case 'broadcast':
      return `@${str(leaf.range)}`;
    case 'link':
      return str(leaf.text) || str(leaf.url);
    case 'date':
      return str(leaf.fallback);
    default:
      return str(leaf.text);
  }
}

function richLines(value: Json): string[] {
  const parts = objects(value.elements);
  if (parts.some((part) => Array.isArray(part.elements))) return parts.flatMap(richLines);
  return [parts.map(richLeaf).join('')];
}

const cellText = (cell: unknown): string =>
  isObject(cell) && cell.type === 'rich_text'
    ? richLines(cell).join(' ')
    : isObject(cell)
      ? String(cell.text ?? cell.value ?? '')
      : '';

function chartLines(block: Json): string[] {
  const chart = isObject(block.chart) ? block.chart : {};
  const points = [...objects(chart.segments), ...objects(chart.series).flatMap((series) => objects(series.data))];
  return [textOf(block.title), ...points.map((point) => `${str(point.label)}: ${String(point.value)}`)];
}

function elementLines(element: Json): string[] {
  if (element.type === 'overflow') return [];
  const options = element.type === 'radio_buttons' || element.type === 'checkboxes' ? objects(element.options) : [];
  const chosen = [element.initial_option, ...objects(element.initial_options)].filter(isObject);
  const shown = options.length > 0 ? options : chosen;
  return [
    textOf(element.text),
    str(element.alt_text),
    ...shown.flatMap((each) => [textOf(each.text), textOf(each.description)]),
  ];
}

function blockLines(block: Json): string[] {
  if (block.type === 'rich_text') return richLines(block);
  if (block.type === 'data_visualization') return chartLines(block);
  if (Array.isArray(block.rows)) {
    const rows = block.rows.map((row) => (Array.isArray(row) ? row : objects(isObject(row) ? row.cells : [])));
    return [textOf(block.caption), ...rows.map((row) => row.map(cellText).join(' | '))];
  }
  return Object.entries(block).flatMap(([key, value]) => {
    if (HIDDEN.has(key)) return [];
    if (['text', 'title', 'subtitle', 'body', 'subtext', 'label', 'hint', 'caption', 'alt_text'].includes(key))
      return [textOf(value)];
    if (key === 'fields') return objects(value).map(textOf);
    if (key === 'child_blocks') return objects(value).flatMap(blockLines);
    if (key === 'accessory' || key === 'element') return isObject(value) ? elementLines(value) : [];
    if (key === 'elements' || key === 'actions')
      return objects(value).flatMap((each) => (block.type === 'carousel' ? blockLines(each) : elementLines(each)));
    return [];
  });
}

/** All visible text of the blocks, one line per piece of text, as the app wrote it. */
export const visibleText = (blocks: readonly Json[]): string =>
  blocks
    .flatMap(blockLines)
    .filter((line) => line !== '')
    .join('\n');
