/** Slack's native charts and tables; @slack/types does not know charts yet. */
import type { KnownBlock } from '@slack/types';
import { literal } from './blocks.ts';

export interface Series {
  name: string;
  /** One for each category, in their order. */
  values: number[];
}

const LONGEST_TITLE = 50;
const LONGEST_LABEL = 20;

/** Bars, side by side where there are several series. Title and categories may be typed by people. */
export function barChart(title: string, categories: string[], series: Series[]): KnownBlock {
  const labels = distinctLabels(categories);
  const chart = {
    type: 'data_visualization',
    title: literal(title, LONGEST_TITLE).text,
    chart: {
      type: 'bar',
      series: series.map(({ name, values }) => ({
        name,
        data: labels.map((label, index) => ({ label, value: values[index] ?? 0 })),
      })),
      axis_config: { categories: labels },
    },
  };
  return chart as unknown as KnownBlock;
}

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
