import type { ChartData } from './data.ts';

const SIZE = 180;
const RADIUS = 80;

export function PieChart({ data, title }: { data: ChartData; title: string }) {
  const values = data.series[0]?.values ?? [];
  const total = values.reduce((sum, value) => sum + value, 0) || 1;
  let turned = 0;
  return (
    <svg className="chart chart-pie" viewBox={`0 0 ${SIZE} ${SIZE}`} role="img" aria-label={`Pie chart: ${title}`}>
      {values.map((value, index) => {
        const from = turned;
        turned += value / total;
        const label = data.categories[index] ?? '';
        return (
          <path key={label} className={`chart-slice chart-fill-${index % 12}`} d={slice(from, turned)}>
            <title>{`${label}: ${value} (${Math.round((value / total) * 100)}%)`}</title>
          </path>
        );
      })}
    </svg>
  );
}

/** `from` and `to` are fractions of a full turn, clockwise from the top. */
function slice(from: number, to: number): string {
  const center = SIZE / 2;
  // A full circle starts where it ends, which an arc cannot draw: stop just short of it.
  const end = Math.min(to, from + 0.9999);
  const point = (turn: number) =>
    `${(center + RADIUS * Math.sin(turn * 2 * Math.PI)).toFixed(2)} ${(center - RADIUS * Math.cos(turn * 2 * Math.PI)).toFixed(2)}`;
  return `M${center} ${center} L${point(from)} A${RADIUS} ${RADIUS} 0 ${end - from > 0.5 ? 1 : 0} 1 ${point(end)} Z`;
}
