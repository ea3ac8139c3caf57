import { useId, useState } from 'react';
import { Button } from 'react-aria-components';
import { AxisChart } from './charts/axis-chart.tsx';
import { type ChartData, chartData } from './charts/data.ts';
import { PieChart } from './charts/pie-chart.tsx';
import type { DataVisualizationBlock } from './kinds.ts';

/** A chart, and the same data as a table for people who cannot see the chart or want to copy it. */
export function DataVisualizationBlockView({ block }: { block: DataVisualizationBlock }) {
  const [asTable, setAsTable] = useState(false);
  const id = useId();
  const title = typeof block.title === 'string' ? block.title : (block.title?.text ?? 'Chart');
  const data = chartData(block.chart);
  return (
    <figure className="block block-chart" aria-labelledby={id}>
      <figcaption>
        <strong id={id}>{title}</strong>
        <Button className="ghost small" aria-pressed={asTable} onPress={() => setAsTable(!asTable)}>
          {asTable ? 'Show chart' : 'Show table'}
        </Button>
      </figcaption>
      {asTable ? (
        <FigureTable data={data} title={title} />
      ) : (
        <>
          {block.chart.type === 'pie' ? (
            <PieChart data={data} title={title} />
          ) : (
            <AxisChart data={data} kind={block.chart.type} title={title} />
          )}
          <Legend data={data} isPie={block.chart.type === 'pie'} />
          <div className="visually-hidden">
            <FigureTable data={data} title={title} />
          </div>
        </>
      )}
    </figure>
  );
}

function Legend({ data, isPie }: { data: ChartData; isPie: boolean }) {
  const names = isPie ? data.categories : data.series.map(({ name }) => name);
  if (!isPie && names.length < 2) return null;
  const total = data.series[0]?.values.reduce((sum, value) => sum + value, 0) || 1;
  return (
    <ul className="chart-legend" aria-hidden="true">
      {names.map((name, index) => (
        <li key={name}>
          <span className={`chart-key chart-fill-${index % 12}`} />
          {name}
          {isPie && <span className="quiet"> {Math.round(((data.series[0]?.values[index] ?? 0) / total) * 100)}%</span>}
        </li>
      ))}
    </ul>
  );
}

function FigureTable({ data, title }: { data: ChartData; title: string }) {
  return (
    <div className="block-table">
      <table>
        <caption className="visually-hidden">{title}</caption>
        <thead>
          <tr>
            <th scope="col">{data.xLabel || 'Label'}</th>
            {data.series.map(({ name }) => (
              <th key={name} scope="col" className="align-right">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {data.categories.map((category, row) => (
            <tr key={category}>
              <th scope="row">{category}</th>
              {data.series.map(({ name, values }) => (
                <td key={name} className="align-right">
                  {values[row]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
