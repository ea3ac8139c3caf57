import type { Chart } from '../kinds.ts';

export interface ChartData {
  categories: string[];
  /** A value for each category; undefined where the app sent none. */
  series: { name: string; values: number[] }[];
  xLabel: string;
  yLabel: string;
}

/** The same figures for every kind of chart: categories across, series down. A pie is one series. */
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

/** Round steps from the lowest to the highest value, zero among them; about `count` of them. */
export function ticks(values: number[], count = 4): number[] {
  const low = Math.min(0, ...values);
  const high = Math.max(0, ...values);
  if (low === high) return [0, 1];
  const rough = (high - low) / count;
  const magnitude = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 2.5, 5, 10].find((factor) => factor * magnitude >= rough) ?? 10) * magnitude;
  const first = Math.floor(low / step);
  const last = Math.ceil(high / step);
  // Multiplied rather than added up, so that 0.1 + 0.2 does not end up in a label.
  return Array.from({ length: last - first + 1 }, (_, index) => Number(((first + index) * step).toPrecision(12)));
}

/** `12.5K` for an axis. */
export function shortNumber(value: number): string {
  return new Intl.NumberFormat('en-US', { notation: 'compact', maximumFractionDigits: 2 }).format(value);
}
