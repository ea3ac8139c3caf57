import { blockId, distinct } from './composition.ts';
import { limits } from './limits.ts';
import {
  byType,
  type Check,
  type Fields,
  fault,
  into,
  isObject,
  kind,
  list,
  need,
  number,
  objectsIn,
  shape,
  string,
} from './rule.ts';

/** data_visualization (docs.slack.dev/reference/block-kit/blocks/data-visualization-block), not yet in @slack/types. */

const named = (max: number) => need(string({ min: 1, max }));
const axisLabel = string({ min: 1, max: limits.chart.axisLabel });

/** Slack requires exactly one point of each series for each category. */
const pointsMatchCategories: Check = (chart, at) => {
  const categories = isObject(chart.axis_config) ? chart.axis_config.categories : [];
  const known = new Set(Array.isArray(categories) ? categories : []);
  return objectsIn(chart.series).flatMap(([index, series]) => {
    const place = into(into(into(at, 'series'), index), 'data');
    const points = objectsIn(series.data);
    const labels = new Set(points.map(([, point]) => point.label));
    return [
      ...points.flatMap(([spot, { label }]) =>
        known.has(label) ? [] : fault(into(into(place, spot), 'label'), `"${label}" is not one of \`categories\``),
      ),
      ...[...known].flatMap((category) => (labels.has(category) ? [] : fault(place, `missing category: ${category}`))),
    ];
  });
};

const points = shape(
  {
    name: named(limits.chart.seriesName),
    data: need(list(shape({ label: named(limits.chart.pointLabel), value: need(number()) }), limits.chart.data)),
  },
  distinct('data', 'label'),
);

const axes: Fields = {
  series: need(list(points, limits.chart.series)),
  axis_config: need(
    shape({
      categories: need(list(string({ min: 1, max: limits.chart.categoryLabel }), limits.chart.categories)),
      x_label: axisLabel,
      y_label: axisLabel,
    }),
  ),
};

const onAxes = (type: string) => kind(type, axes, distinct('series', 'name'), pointsMatchCategories);

const pie = kind('pie', {
  segments: need(
    list(shape({ label: named(limits.chart.segmentLabel), value: need(number({ above: 0 })) }), limits.chart.segments),
  ),
});

export const dataVisualization = kind('data_visualization', {
  block_id: blockId,
  title: named(limits.chart.title),
  chart: need(byType([pie, onAxes('bar'), onAxes('line'), onAxes('area')])),
});
