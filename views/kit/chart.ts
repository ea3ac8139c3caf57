/** Slack's native charts and tables; @slack/types does not know charts yet. */
import type { KnownBlock } from '@slack/types';
import { literal } from './blocks.ts';

export interface Series {
  name: string;
  /** One for each category, in their order. */
  values: number[];
}

/** Slack's documented maxima of segments, and of categories. */
const MOST_SEGMENTS = 6;
export const MOST_CATEGORIES = 12;
const LONGEST_TITLE = 50;
const LONGEST_LABEL = 20;

/** Bars, side by side where there are several series. Title and categories may be typed by people. */
export const barChart = (title: string, categories: string[], series: Series[]): KnownBlock =>
  onAxes('bar', title, categories, series);

/** Lines through categories that follow each other, such as months. */
export const lineChart = (title: string, categories: string[], series: Series[]): KnownBlock =>
  onAxes('line', title, categories, series);

function onAxes(type: 'bar' | 'line', title: string, categories: string[], series: Series[]): KnownBlock {
  const labels = distinctLabels(categories);
  const names = distinctLabels(series.map(({ name }) => name));
  return chart(title, {
    type,
    series: series.map(({ values }, place) => ({
      name: names[place],
      data: labels.map((label, index) => ({ label, value: values[index] ?? 0 })),
    })),
    axis_config: { categories: labels },
  });
}

/** Parts of a whole, the largest first; small ones together are the rest. Undefined without any. */
export function pieChart(title: string, parts: { name: string; value: number }[]): KnownBlock | undefined {
  const some = parts.filter(({ value }) => value > 0);
  if (some.length === 0) return undefined;
  const shown = some.length > MOST_SEGMENTS ? some.slice(0, MOST_SEGMENTS - 1) : some;
  const rest = some.slice(shown.length).reduce((sum, { value }) => sum + value, 0);
  const labels = distinctLabels(shown.map(({ name }) => name));
  const segments = shown.map(({ value }, at) => ({ label: labels[at], value }));
  return chart(title, {
    type: 'pie',
    segments: rest > 0 ? [...segments, { label: 'All others', value: rest }] : segments,
  });
}

const chart = (title: string, content: object): KnownBlock =>
  ({
    type: 'data_visualization',
    title: literal(title, LONGEST_TITLE).text,
    chart: content,
  }) as unknown as KnownBlock;

/** Labels are cut; those that are then the same get their number before them. */
function distinctLabels(categories: string[]): string[] {
  const labels = categories.map((category) => literal(category, LONGEST_LABEL).text);
  if (new Set(labels).size === labels.length) return labels;
  return categories.map((category, index) => literal(`${index + 1}. ${category}`, LONGEST_LABEL).text);
}

/** The first row is the heading. Cells show what people typed literally. */
export function table(rows: (string | number)[][]): KnownBlock {
  const cell = (value: string | number) => ({ type: 'raw_text', text: literal(String(value), 200).text });
  return { type: 'table', rows: rows.map((row) => row.map(cell)) } as unknown as KnownBlock;
}
