import { type ChartData, shortNumber, ticks } from './data.ts';

const WIDTH = 560;
const HEIGHT = 240;
/** Widest letter on a small chart: the style sheet enlarges letters on a phone. */
const LETTER = 10;
const PLOT = { left: 46, right: 12, top: 12, bottom: 30 };

interface Scale {
  steps: number[];
  y(value: number): number;
  /** Left edge and width of a category's band. */
  band(index: number): { from: number; width: number };
}

export function AxisChart({ data, kind, title }: { data: ChartData; kind: 'bar' | 'line' | 'area'; title: string }) {
  const scale = scaleOf(data);
  const bottom = PLOT.bottom + (data.xLabel ? 16 : 0);
  return (
    <svg
      className="chart"
      viewBox={`0 0 ${WIDTH} ${HEIGHT - PLOT.bottom + bottom}`}
      role="img"
      aria-label={`${kind === 'bar' ? 'Bar' : kind === 'line' ? 'Line' : 'Area'} chart: ${title}`}
    >
      <Axes data={data} scale={scale} />
      {kind === 'bar' ? (
        <Bars data={data} scale={scale} />
      ) : (
        <Lines data={data} scale={scale} filled={kind === 'area'} />
      )}
    </svg>
  );
}

function scaleOf({ series, categories }: ChartData): Scale {
  const steps = ticks(series.flatMap(({ values }) => values));
  const low = steps[0] ?? 0;
  const high = steps.at(-1) ?? 1;
  const plotHeight = HEIGHT - PLOT.top - PLOT.bottom;
  const width = (WIDTH - PLOT.left - PLOT.right) / Math.max(1, categories.length);
  return {
    steps,
    y: (value) => PLOT.top + plotHeight * (1 - (value - low) / (high - low)),
    band: (index) => ({ from: PLOT.left + index * width, width }),
  };
}

function Axes({ data, scale }: { data: ChartData; scale: Scale }) {
  // Twenty labels of twenty letters do not fit: every second or third label is enough for orientation.
  const every = Math.max(1, Math.ceil((data.categories.join('').length * LETTER) / (WIDTH - PLOT.left)));
  return (
    <g className="chart-axes">
      {scale.steps.map((step) => (
        <g key={step}>
          <line
            x1={PLOT.left}
            x2={WIDTH - PLOT.right}
            y1={scale.y(step)}
            y2={scale.y(step)}
            className={step === 0 ? 'zero' : ''}
          />
          <text x={PLOT.left - 8} y={scale.y(step) + 4} textAnchor="end">
            {shortNumber(step)}
          </text>
        </g>
      ))}
      {data.categories.map((category, index) => {
        if (index % every !== 0) return null;
        const { from, width } = scale.band(index);
        return (
          <text key={category} x={from + width / 2} y={HEIGHT - PLOT.bottom + 18} textAnchor="middle">
            {category}
          </text>
        );
      })}
      {data.xLabel && (
        <text className="chart-axis-name" x={(WIDTH + PLOT.left) / 2} y={HEIGHT + 8} textAnchor="middle">
          {data.xLabel}
        </text>
      )}
      {data.yLabel && (
        <text className="chart-axis-name" transform={`translate(10 ${HEIGHT / 2 - 8}) rotate(-90)`} textAnchor="middle">
          {data.yLabel}
        </text>
      )}
    </g>
  );
}

function Bars({ data, scale }: { data: ChartData; scale: Scale }) {
  const zero = scale.y(0);
  return data.series.map((series, at) =>
    series.values.map((value, index) => {
      const { from, width } = scale.band(index);
      const thick = Math.min(48, (width * 0.72) / data.series.length);
      const x = from + width / 2 - (thick * data.series.length) / 2 + at * thick;
      const category = data.categories[index] ?? '';
      return (
        <rect
          key={`${series.name} ${category}`}
          className={`chart-fill-${at % 12}`}
          x={x}
          y={Math.min(zero, scale.y(value))}
          width={Math.max(1, thick - 2)}
          height={Math.abs(zero - scale.y(value))}
          rx="2"
        >
          <title>{`${category}, ${series.name}: ${value}`}</title>
        </rect>
      );
    }),
  );
}

function Lines({ data, scale, filled }: { data: ChartData; scale: Scale; filled: boolean }) {
  return data.series.map((series, at) => {
    const points = series.values.map((value, index) => {
      const { from, width } = scale.band(index);
      return { x: from + width / 2, y: scale.y(value), value, category: data.categories[index] ?? '' };
    });
    const line = points.map(({ x, y }) => `${x.toFixed(1)} ${y.toFixed(1)}`).join(' L');
    const [first, last] = [points[0], points.at(-1)];
    return (
      <g key={series.name}>
        {filled && first && last && (
          <path
            className={`chart-area chart-fill-${at % 12}`}
            d={`M${first.x} ${scale.y(0)} L${line} L${last.x} ${scale.y(0)} Z`}
          />
        )}
        <path className={`chart-line chart-stroke-${at % 12}`} d={`M${line}`} />
        {points.map(({ x, y, value, category }) => (
          <circle key={category} className={`chart-fill-${at % 12}`} cx={x} cy={y} r="3.5">
            <title>{`${category}, ${series.name}: ${value}`}</title>
          </circle>
        ))}
      </g>
    );
  });
}
