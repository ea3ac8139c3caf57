import type { Chart } from '../kinds.ts';

export interface ChartData {
  categories: string[];
  /** A value for each category; undefined if the app sent none. */
  series: { name: string; values: number[] }[];
  xLabel: string;
  yLabel: string;
}

/** The data of every chart type: categories across, series down. A pie has one series. */
export function chartData(chart: Chart): ChartData {
  const { x_label: xLabel = '', y_label: yLabel = '', categories: named } = chart.axis_config ?? {};
  if (chart.segments) {
    return {
      categories: chart.segments.map(({ label }) => label),
      series: [{ name: yLabel || 'Value', values: chart.segments.map(({ value }) => value) }],
      xLabel,
      yLabel,
    };
  }
  const series = chart.series ?? [];
  const categories = named ?? [...new Set(series.flatMap(({ data }) => data.map(({ label }) => label)))];
  return {
    categories,
    series: series.map(({ name, data }) => ({
      name,
      values: categories.map((category) => data.find(({ label }) => label === category)?.value ?? 0),
    })),
    xLabel,
    yLabel,
  };
}

/**
 * About `count` round steps from the lowest to the highest value, including zero. Between whole numbers the steps are
 * whole: there is no half a person.
 */
export function ticks(values: number[], count = 4): number[] {
  const low = Math.min(0, ...values);
  const high = Math.max(0, ...values);
  if (low === high) return [0, 1];
  const rough = Math.max((high - low) / count, values.every(Number.isInteger) ? 1 : 0);
  const magnitude = 10 ** Math.floor(Math.log10(rough));
  const isWhole = (step: number) => values.some((value) => !Number.isInteger(value)) || Number.isInteger(step);
  const factor = [1, 2, 2.5, 5, 10].find((each) => each * magnitude >= rough && isWhole(each * magnitude)) ?? 10;
  const step = factor * magnitude;
  const first = Math.floor(low / step);
  const last = Math.ceil(high / step);
  // Multiplied instead of added up, to keep rounding errors such as 0.1 + 0.2 out of labels.
  return Array.from({ length: last - first + 1 }, (_, index) => Number(((first + index) * step).toPrecision(12)));
}

/** An axis label such as `12.5K`. */
export function shortNumber(value: number): string {
  return new Intl.NumberFormat('en-US', { notation: 'compact', maximumFractionDigits: 2 }).format(value);
}
